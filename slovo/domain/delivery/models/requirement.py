from typing import Any

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from slovo.domain.delivery.models.asked import Asked
from slovo.domain.engagements.models import Engagement
from slovo.domain.journal.facts import vouched
from slovo.domain.staff.models import User


class Standing(models.TextChoices):
    """Where a requirement stands. The first two are open: the agreement cannot end."""

    NEW = "new", _("Not decided yet")
    ACCEPTED = "accepted", _("Accepted")
    DECLINED = "declined", _("Declined")
    MET = "met", _("Met")


class Fit(models.TextChoices):
    """Whether what we offer does what he requires."""

    YES = "yes", pgettext_lazy("does it fit", "Yes")
    PARTLY = "partly", pgettext_lazy("does it fit", "Partly")
    NO = "no", pgettext_lazy("does it fit", "No")


OPEN = (Standing.NEW, Standing.ACCEPTED)


class Requirement(models.Model):
    """Something the client requires, counted and worked through in detail (R043)."""

    engagement = models.ForeignKey(
        Engagement, on_delete=models.PROTECT, related_name="requirements"
    )
    text = models.TextField()
    added_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    added_at = models.DateTimeField()
    state = models.CharField(max_length=10, choices=Standing, default=Standing.NEW)
    reason = models.TextField(blank=True, help_text="why it is declined")
    met_by = models.TextField(blank=True, help_text="what meets it")
    evidence = models.TextField(blank=True, help_text="where one can see that it does")
    settled_at = models.DateTimeField(null=True)
    fit = models.CharField(max_length=6, choices=Fit, blank=True)
    gap = models.TextField(blank=True, help_text="what is missing, in words he reads")
    alternative = models.TextField(blank=True, help_text="another way, possibly from others")

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.CheckConstraint(
                condition=~Q(state="declined") | ~Q(reason=""), name="declined_has_its_reason"
            ),
            models.CheckConstraint(
                condition=~Q(state="met") | (~Q(met_by="") & ~Q(evidence="")),
                name="met_has_its_evidence",
            ),
            models.CheckConstraint(
                condition=~Q(fit__in=["partly", "no"]) | (~Q(gap="") & ~Q(alternative="")),
                name="a_gap_is_told_with_another_way",
            ),
        ]
        indexes = [models.Index(fields=["engagement", "state"], name="requirement_of_engagement")]

    @property
    def is_open(self) -> bool:
        return self.state in OPEN


@vouched("offer")
class Offer(Asked):
    """What we offer, requirement by requirement, as the client got it (R070)."""

    headline = _("Does our offer suit you?")
    text = models.TextField(blank=True)
    lines = models.JSONField(default=list, help_text="the sheet as it was sent")

    def sealed_facts(self) -> dict[str, Any]:
        return super().sealed_facts() | {"text": self.text, "lines": self.lines}
