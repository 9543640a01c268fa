from typing import Any

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from slovo.domain.complaints.models.complaint import Complaint
from slovo.domain.delivery.models import Asked
from slovo.domain.engagements.models import Engagement
from slovo.domain.journal.facts import vouched
from slovo.domain.standards.models import RuleVersion


class Verdict(models.TextChoices):
    """Whether he is right."""

    UPHELD = "upheld", _("The client is right")
    PARTLY = "partly", _("The client is right in part")
    REFUSED = "refused", _("We see it otherwise")


class Remedy(models.TextChoices):
    """How it is put right (ISO 10002, annex F)."""

    REFUND = "refund", _("Money back")
    REPLACEMENT = "replacement", _("A replacement")
    REWORK = "rework", _("The work done anew")
    SUBSTITUTE = "substitute", _("Something else instead")
    TECHNICAL = "technical", _("Technical help")
    INFORMATION = "information", _("The information that was missing")
    REFERRAL = "referral", _("Whoever can help is named")
    FINANCIAL = "financial", _("Help with money")
    COMPENSATION = "compensation", _("Compensation")
    APOLOGY = "apology", _("An apology")
    GIFT = "gift", _("A token of good will")
    NOTICE = "notice", _("Word of what was changed because of the complaint")


@vouched("finding")
class Finding(Asked):
    """Our answer to a complaint: reasons, remedy, prevention; and whether it suits the client."""

    headline = _("Our answer to your complaint")
    engagement = models.ForeignKey(  # type: ignore[assignment]  # a case may stand without one
        Engagement, null=True, on_delete=models.PROTECT, related_name="findings"
    )
    complaint = models.ForeignKey(Complaint, on_delete=models.CASCADE, related_name="findings")
    verdict = models.CharField(max_length=7, choices=Verdict)
    reasons = models.TextField()
    remedies = models.JSONField(default=list)
    remedy_words = models.TextField(blank=True)
    prevention = models.TextField(blank=True)
    ways = models.TextField(blank=True, help_text="what else can be done, where we refuse")
    outside = models.CharField(max_length=300, blank=True, help_text="who may judge instead of us")
    rule = models.ForeignKey(
        RuleVersion,
        null=True,
        on_delete=models.PROTECT,
        related_name="+",
        help_text="by which it is refused",
    )
    sent_at = models.DateTimeField(null=True, help_text="the letter arrived")

    class Meta(Asked.Meta):
        constraints = [
            *Asked.Meta.constraints,
            models.CheckConstraint(
                condition=~Q(verdict="refused") | (~Q(ways="") & ~Q(outside="")),
                name="who_is_refused_hears_the_way_on",
            ),
        ]

    @property
    def text(self) -> str:
        """What a reminder says of it."""
        return self.reasons

    @property
    def remedy_names(self) -> list[str]:
        return [str(Remedy(code).label) for code in self.remedies]

    def sealed_facts(self) -> dict[str, Any]:
        return super().sealed_facts() | {
            "complaint": self.complaint_id,
            "verdict": self.verdict,
            "reasons": self.reasons,
            "remedies": ",".join(self.remedies),
            "prevention": self.prevention,
            **({"rule": self.rule_id} if self.rule_id else {}),
            "sent_at": self.sent_at,
        }
