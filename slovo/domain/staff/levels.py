"""Who may read what a client told in confidence (R018)."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from slovo.domain.staff.models import User
from slovo.domain.staff.rights import Role


class Level(models.TextChoices):
    """The principals of the firm may read everything, but what is about one of themselves."""

    TEAM = "", _("Everybody at the desk")
    RELATIONSHIP = "relationship", _("Its own people and the principals")
    PRINCIPAL = "principal", _("Only the principals, and who said so")
    CIRCLE = "circle", _("Only who works on it, no other principal")


# The circle is drawn by the house, around what is said of a principal.
CHOSEN = [each for each in Level.choices if each[0] != Level.CIRCLE]


def sees_all(user: User) -> bool:
    return user.has_role(Role.PRINCIPAL)
