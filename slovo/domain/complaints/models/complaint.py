from datetime import datetime
from typing import Any, ClassVar

from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Coalesce, Least
from django.utils.translation import gettext_lazy as _

from slovo.domain.cases.models import Case, Message
from slovo.domain.cases.models.confidence import shown_in
from slovo.domain.clients.models import Organisation, Person
from slovo.domain.complaints.models.limit import ClientKind, LegalLimit
from slovo.domain.complaints.models.phase import OWED, REACHED
from slovo.domain.journal.facts import vouched
from slovo.domain.mistakes.models import Cause
from slovo.domain.staff.models import User


class Medium(models.TextChoices):
    """How it reached us."""

    EMAIL = "email", _("Letter by mail")
    WEBFORM = "webform", _("Public page")
    PORTAL = "portal", _("The client’s own page")
    TELEGRAM = "telegram", _("Telegram")
    PHONE = "phone", _("Phone")
    IN_PERSON = "in_person", _("Face to face")
    PAPER = "paper", _("Paper")


class Grade(models.TextChoices):
    """How grave, how hard, how far it reaches (ISO 10002)."""

    LOW = "low", _("Low")
    MEDIUM = "medium", _("Medium")
    HIGH = "high", _("High")


class ComplaintQuery(models.QuerySet["Complaint"]):
    def visible_to(self, user: User) -> "ComplaintQuery":
        """Hidden with the case in which it is talked through."""
        if not user.may("see_cases"):
            return self.none()
        return shown_in(self, user)  # type: ignore[no-any-return]

    def open(self) -> "ComplaintQuery":
        return self.filter(closed_at=None)

    def late(self, at: datetime) -> "ComplaintQuery":
        """Our answer is owed, and the earlier of both limits is over."""
        return self.open().filter(phase__in=OWED, answer_by__lte=at)

    def suffering(self) -> "ComplaintQuery":
        """Safety first, then whose answer is, or was, due the soonest."""
        return self.order_by("-is_safety", "answer_by", "pk")

    def due(self, at: datetime) -> "ComplaintQuery":
        return self.filter(next_at__lte=at).order_by("next_at", "pk")


def stamp(help_text: str = "") -> "models.DateTimeField[Any, Any]":
    return models.DateTimeField(null=True, help_text=help_text)


@vouched("complaint")
class Complaint(models.Model):
    """A client is not satisfied and says so: from receipt to a cause and a checked prevention."""

    number = models.PositiveIntegerField(unique=True)
    case = models.OneToOneField(
        Case, on_delete=models.CASCADE, related_name="complaint", help_text="talked through there"
    )
    about = models.ForeignKey(
        Case,
        null=True,
        on_delete=models.SET_NULL,
        related_name="complaints_about",
        help_text="the matter complained of",
    )
    letter = models.ForeignKey(
        Message, null=True, on_delete=models.SET_NULL, related_name="+", help_text="his own words"
    )
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="complaints")
    organisation = models.ForeignKey(
        Organisation, null=True, on_delete=models.PROTECT, related_name="complaints"
    )
    representative = models.CharField(max_length=300, blank=True, help_text="who speaks for him")
    against = models.ManyToManyField(User, related_name="complaints_against")
    worked = models.ManyToManyField(
        User, related_name="+", help_text="on the matter when it was filed: none of them owns it"
    )
    medium = models.CharField(max_length=10, choices=Medium, default=Medium.EMAIL)
    received_at = models.DateTimeField()
    filed_at = models.DateTimeField(help_text="known to the house since then")
    receipt_by = models.DateTimeField()
    received_by = models.ForeignKey(
        User, null=True, on_delete=models.PROTECT, related_name="+", help_text="empty: he himself"
    )
    stated = models.TextField(help_text="what is wrong, in his words")
    stated_cause = models.ForeignKey(
        Cause,
        null=True,
        on_delete=models.PROTECT,
        related_name="+",
        help_text="what he says it is, by code",
    )
    remedy_sought = models.CharField(max_length=500, blank=True)
    problem_on = models.DateField(null=True)
    is_repeated = models.BooleanField(default=False)
    owner = models.ForeignKey(
        User, null=True, on_delete=models.PROTECT, related_name="complaints_owned"
    )
    outside_owner_name = models.CharField(max_length=120, blank=True)
    outside_owner_address = models.EmailField(blank=True)
    country = models.CharField(max_length=2, blank=True)
    client_kind = models.CharField(max_length=10, choices=ClientKind, default=ClientKind.CONSUMER)
    branch = models.CharField(max_length=20, blank=True)
    legal_limit = models.ForeignKey(
        LegalLimit, null=True, on_delete=models.PROTECT, related_name="complaints"
    )

    acknowledged_at = stamp("the receipt reached him")
    assessed_at = stamp()
    investigated_at = stamp()
    responded_at = stamp("remedy and reasons are written down")
    decided_at = stamp("the answer reached him")
    first_sent_at = stamp("the first of our answers did, whatever came of it")
    accepted_at = stamp()
    rejected_at = stamp()
    corrected_at = stamp()
    verified_at = stamp("he says that it is put right")
    closed_at = stamp()
    resolved_at_once_at = stamp("settled at the first contact")

    severity = models.CharField(max_length=6, choices=Grade, blank=True)
    complexity = models.CharField(max_length=6, choices=Grade, blank=True)
    impact = models.CharField(max_length=6, choices=Grade, blank=True)
    is_safety = models.BooleanField(default=False, help_text="somebody's safety is at stake")
    immediate_action = models.CharField(max_length=500, blank=True)
    assessed_by = models.ForeignKey(User, null=True, on_delete=models.PROTECT, related_name="+")

    real_cause = models.ForeignKey(
        Cause, null=True, on_delete=models.PROTECT, related_name="complaints"
    )
    real_reason = models.TextField(blank=True)
    found_by = models.ForeignKey(User, null=True, on_delete=models.PROTECT, related_name="+")
    lesson = models.TextField(blank=True)
    external_body = models.CharField(max_length=200, blank=True)
    referred_at = stamp()
    external_outcome = models.CharField(max_length=500, blank=True)

    assess_by = models.DateTimeField()
    progress_at = stamp("he hears from us by then")
    own_limit_at = models.DateTimeField()
    plan_at = models.DateTimeField(help_text="the last close of business before the limit")
    legal_limit_at = stamp()
    climbed = models.JSONField(default=dict, help_text="what was alerted of, and for which moment")
    next_at = stamp()
    phase = models.GeneratedField(
        expression=REACHED, output_field=models.CharField(max_length=9), db_persist=True
    )
    answered_at = models.GeneratedField(
        expression=Coalesce("first_sent_at", "decided_at", "resolved_at_once_at"),
        output_field=models.DateTimeField(null=True),
        db_persist=True,
        help_text="the first time: one that is opened again was answered all the same",
    )
    answer_by = models.GeneratedField(
        expression=Least("own_limit_at", Coalesce("legal_limit_at", "own_limit_at")),
        output_field=models.DateTimeField(),
        db_persist=True,
        help_text="limit_at as the database sorts by it",
    )

    objects: ClassVar[ComplaintQuery] = ComplaintQuery.as_manager()  # type: ignore[assignment]

    class Meta:
        ordering = ["-received_at", "-pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(received_at__lte=F("filed_at")), name="received_before_filed"
            ),
            models.CheckConstraint(
                condition=Q(assessed_at=None) | ~Q(severity=""), name="assessed_means_graded"
            ),
            models.CheckConstraint(
                condition=Q(referred_at=None) | ~Q(external_body=""), name="referred_to_somebody"
            ),
        ]
        indexes = [
            models.Index(
                fields=["next_at"], name="complaint_due", condition=Q(next_at__isnull=False)
            ),
            models.Index(fields=["-received_at", "-id"], name="complaint_newest"),
            models.Index(
                fields=["-received_at", "-id"], name="complaint_open", condition=Q(closed_at=None)
            ),
            models.Index(
                fields=["phase", "-is_safety", "answer_by", "id"],
                name="complaint_suffering",
                condition=Q(closed_at=None),
            ),
            models.Index(
                fields=["phase", "country", "branch", "owner"],
                name="complaint_board",
                condition=Q(closed_at=None),
            ),
            models.Index(fields=["owner", "-received_at"], name="complaint_of_owner"),
            models.Index(fields=["person", "-received_at"], name="complaint_of_person"),
            models.Index(
                fields=["real_cause", "received_at"],
                name="complaint_by_cause",
                condition=Q(real_cause__isnull=False),
            ),
            models.Index(
                fields=["real_cause", "stated_cause", "id"],
                name="complaint_by_causes",
                condition=Q(real_cause__isnull=False),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.ref} {self.person}"

    @property
    def ref(self) -> str:
        return f"C-{self.number}"

    @property
    def limit_at(self) -> datetime:
        """The earlier of the firm's own limit and the law's."""
        own: datetime = self.own_limit_at
        legal: datetime | None = self.legal_limit_at
        return own if legal is None else min(own, legal)

    @property
    def owner_name(self) -> str:
        return self.owner.full_name if self.owner else self.outside_owner_name

    def sealed_facts(self) -> dict[str, Any]:
        return {
            "case": self.case_id,
            "received_at": self.received_at,
            "stated": self.stated,
            "owner": self.owner_id,
            "acknowledged_at": self.acknowledged_at,
            "assessed_at": self.assessed_at,
            "investigated_at": self.investigated_at,
            "decided_at": self.decided_at,
            "accepted_at": self.accepted_at,
            "rejected_at": self.rejected_at,
            "closed_at": self.closed_at,
            "real_cause": self.real_cause_id,
            "real_reason": self.real_reason,
            "own_limit_at": self.own_limit_at,
            "legal_limit_at": self.legal_limit_at,
        }
