from typing import ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _


class Branch(models.TextChoices):
    """The bones of the fish: where a cause lies."""

    PEOPLE = "people", _("People")
    METHOD = "method", _("How we work")
    TOOLS = "tools", _("Tools")
    INFORMATION = "information", _("Information")
    PARTNER = "partner", _("Partners and authorities")
    CLIENT = "client", _("The client’s side")
    OTHER = "other", _("Something else")


class CauseQuery(models.QuerySet["Cause"]):
    def current(self) -> "CauseQuery":
        """What may be named from now on."""
        return self.filter(retired_at=None)


class Cause(models.Model):
    """Why something went wrong, by a code that stays: mistakes and complaints name the same."""

    code = models.SlugField(max_length=40, unique=True)
    name = models.CharField(max_length=120, unique=True)
    branch = models.CharField(max_length=12, choices=Branch)
    retired_at = models.DateTimeField(null=True, help_text="since when it is named no more")

    objects: ClassVar[CauseQuery] = CauseQuery.as_manager()  # type: ignore[assignment]

    class Meta:
        ordering = ["branch", "name"]

    def __str__(self) -> str:
        return self.name
