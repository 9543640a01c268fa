from typing import Any

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from slovo.domain.complaints.models.complaint import Complaint, Medium
from slovo.domain.delivery.models import Asked
from slovo.domain.engagements.models import Engagement
from slovo.domain.journal.facts import vouched
from slovo.domain.post.enclosing import Enclosed
from slovo.domain.staff.models import User
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


class Voice(models.TextChoices):
    """How an answer is given that no letter carries."""

    PHONE = Medium.PHONE.value, _("By telephone")
    IN_PERSON = Medium.IN_PERSON.value, _("Face to face")


@vouched("finding")
class Finding(Asked, Enclosed):
    """Our answer to a complaint: reasons, remedy, prevention; and whether it suits the client.

    Given by voice, it has who said it and when, and a note or a file that shows it.
    """

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
    sent_at = models.DateTimeField(null=True, help_text="the letter arrived, or it was said")
    told_at = models.DateTimeField(null=True, help_text="by voice: when it was said")
    told_by = models.ForeignKey(User, null=True, on_delete=models.PROTECT, related_name="+")
    voice = models.CharField(max_length=10, choices=Voice, blank=True)
    note = models.TextField(blank=True, help_text="of the talk")

    class Meta(Asked.Meta):
        constraints = [
            *Asked.Meta.constraints,
            models.CheckConstraint(
                condition=~Q(verdict="refused") | (~Q(ways="") & ~Q(outside="")),
                name="who_is_refused_hears_the_way_on",
            ),
            models.CheckConstraint(
                condition=Q(told_at=None, told_by=None, voice="")
                | (
                    Q(told_at__isnull=False, told_by__isnull=False)
                    & ~Q(voice="")
                    & (~Q(note="") | ~Q(file=""))
                ),
                name="what_was_told_is_shown_by_something",
            ),
        ]
        indexes = [
            *Asked.Meta.indexes,
            models.Index(
                fields=["complaint", "sent_at"],
                name="finding_sent",
                condition=Q(sent_at__isnull=False),
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
            **(self._sealed_talk() if self.told_at else {}),
        }

    def _sealed_talk(self) -> dict[str, Any]:
        talk = {"told_at": self.told_at, "told_by": self.told_by_id, "voice": self.voice}
        return talk | {"note": self.note} | self.sealed_file()
