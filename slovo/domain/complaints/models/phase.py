from django.db import models
from django.db.models import Case, Q, Value, When
from django.utils.translation import gettext_lazy as _


class Phase(models.TextChoices):
    """How far a complaint has come: the nine steps of ISO 10002 gathered into five."""

    RECEIVED = "received", _("Received")
    INQUIRY = "inquiry", _("Being looked into")
    ANSWERING = "answering", _("Being answered")
    ANSWERED = "answered", _("Answered")
    SETTLING = "settling", _("Being put right")


OWED = (Phase.RECEIVED, Phase.INQUIRY, Phase.ANSWERING)  # our answer is still to come
REACHED = Case(
    When(Q(accepted_at__isnull=False) | Q(verified_at__isnull=False), then=Value("settling")),
    When(decided_at__isnull=False, then=Value("answered")),
    When(investigated_at__isnull=False, then=Value("answering")),
    When(assessed_at__isnull=False, then=Value("inquiry")),
    default=Value("received"),
)
