from datetime import datetime
from typing import Any, ClassVar

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from slovo.domain.cases.models import Case, Message, Promise
from slovo.domain.cases.models.confidence import shown_in
from slovo.domain.journal.facts import vouched
from slovo.domain.mistakes.models.cause import Cause
from slovo.domain.risks.models import Risk
from slovo.domain.staff.models import User

STAMPS = {
    "admitted_at": _("admission"),
    "apologised_at": _("apology"),
    "plan_at": _("correction with a date"),
    "corrected_at": _("correction"),
    "verified_by_client_at": _("the client’s word that it is right"),
}


class Step(models.TextChoices):
    """What comes next on the way from discovery to the client's yes."""

    ADMIT = "admit", _("To be admitted")
    PLAN = "plan", _("To be given a date")
    CORRECT = "correct", _("To be put right")
    VERIFY = "verify", _("Waiting for the client’s yes")
    CLOSE = "close", _("To be closed")
    CLOSED = "closed", _("Closed")
    DROPPED = "dropped", _("None of ours")


class MistakeQuery(models.QuerySet["Mistake"]):
    def visible_to(self, user: User) -> "MistakeQuery":
        return shown_in(self, user) if user.may("see_cases") else self.none()

    def open(self) -> "MistakeQuery":
        return self.filter(closed_at=None)

    def late(self, at: datetime) -> "MistakeQuery":
        """A step of theirs is not done, and its time is over."""
        untold = Q(admitted_at=None) | Q(apologised_at=None)
        return self.open().filter(
            (untold & Q(admit_by__lt=at))
            | Q(plan_at=None, plan_by__lt=at)
            | Q(corrected_at=None, correct_by__lt=at)
            | Q(corrected_at__isnull=False, verified_by_client_at=None, verify_by__lt=at)
        )

    def closed(self) -> "MistakeQuery":
        return self.exclude(closed_at=None)

    def counted(self) -> "MistakeQuery":
        """Without those that turned out to be none of ours."""
        return self.filter(dropped_why="")

    def due(self, at: datetime) -> "MistakeQuery":
        return self.filter(next_at__lte=at).order_by("next_at", "pk")

    def whole(self) -> "MistakeQuery":
        """With all that its row says."""
        return self.select_related(
            *("case__person", "case__organisation", "case__service_class__calendar", "cause"),
            *("promise", "plan", "discovered_by", "seen_by", "closed_by", "letter"),
        )


@vouched("mistake")
class Mistake(models.Model):
    """What we did wrong: found, admitted with an apology, put right by a date, checked by him."""

    case = models.ForeignKey(Case, on_delete=models.CASCADE, related_name="mistakes")
    text = models.CharField(max_length=500, blank=True)
    cause = models.ForeignKey(Cause, null=True, on_delete=models.PROTECT, related_name="mistakes")
    promise = models.ForeignKey(
        Promise, null=True, on_delete=models.PROTECT, related_name="mistakes", help_text="it broke"
    )
    message = models.ForeignKey(
        Message, null=True, on_delete=models.SET_NULL, related_name="+", help_text="it stands in"
    )
    risk = models.ForeignKey(Risk, null=True, on_delete=models.SET_NULL, related_name="mistakes")
    discovered_at = models.DateTimeField(help_text="the earliest that any of us knew")
    discovered_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    opened_at = models.DateTimeField()
    is_found_by_client = models.BooleanField(default=False, help_text="he said it before we did")
    seen_by = models.ForeignKey(User, null=True, on_delete=models.PROTECT, related_name="+")
    seen_at = models.DateTimeField(null=True, help_text="a leader has read it")
    admit_by = models.DateTimeField()
    admitted_at = models.DateTimeField(null=True)
    apologised_at = models.DateTimeField(null=True)
    letter = models.ForeignKey(Message, null=True, on_delete=models.SET_NULL, related_name="+")
    is_spoken = models.BooleanField(default=False, help_text="said first, the letter confirms it")
    facts = models.TextField(blank=True, help_text="what happened, as he was told")
    apology = models.TextField(blank=True)
    correction = models.TextField(blank=True, help_text="what we do about it, as he was told")
    ways = models.JSONField(default=list, help_text="what else is possible")
    plan_by = models.DateTimeField()
    plan_at = models.DateTimeField(null=True, help_text="he was told a date")
    plan_letter = models.ForeignKey(Message, null=True, on_delete=models.SET_NULL, related_name="+")
    plan = models.ForeignKey(Promise, null=True, on_delete=models.PROTECT, related_name="+")
    is_plan_spoken = models.BooleanField(default=False, help_text="the date was said first")
    correct_by = models.DateTimeField(null=True, help_text="the date he was told")
    corrected_at = models.DateTimeField(null=True)
    verify_by = models.DateTimeField(null=True)
    verified_by_client_at = models.DateTimeField(null=True)
    returns = models.PositiveSmallIntegerField(default=0, help_text="times he said it is not right")
    damage_asked_at = models.DateTimeField(null=True, help_text="did the client lose anything?")
    has_damage = models.BooleanField(null=True)
    closed_at = models.DateTimeField(null=True)
    closed_by = models.ForeignKey(User, null=True, on_delete=models.PROTECT, related_name="+")
    dropped_why = models.CharField(max_length=500, blank=True, help_text="why it is none of ours")
    told = models.JSONField(default=list, help_text="of which missed steps the principal heard")
    next_at = models.DateTimeField(null=True)

    objects: ClassVar[MistakeQuery] = MistakeQuery.as_manager()  # type: ignore[assignment]

    class Meta:
        ordering = ["-discovered_at", "-pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(dropped_why="") | Q(closed_at__isnull=False),
                name="a_dropped_mistake_has_ended",
            ),
            models.CheckConstraint(
                condition=Q(closed_at=None)
                | ~Q(dropped_why="")
                | Q(**{f"{stamp}__isnull": False for stamp in STAMPS}, has_damage__isnull=False),
                name="a_closed_mistake_has_every_stamp",
            ),
            models.CheckConstraint(
                condition=Q(admitted_at=None) | Q(admitted_at__gte=F("discovered_at")),
                name="admitted_after_it_was_found",
            ),
            models.CheckConstraint(
                condition=Q(corrected_at=None) | Q(corrected_at__gte=F("admitted_at")),
                name="corrected_after_it_was_admitted",
            ),
            models.CheckConstraint(
                condition=Q(verified_by_client_at=None)
                | Q(verified_by_client_at__gte=F("corrected_at")),
                name="verified_after_it_was_corrected",
            ),
        ]
        indexes = [
            models.Index(
                fields=["next_at"], name="mistake_due", condition=Q(next_at__isnull=False)
            ),
            models.Index(fields=["case", "-discovered_at"], name="mistake_of_case"),
            models.Index(
                fields=["-discovered_at"], name="mistake_open", condition=Q(closed_at=None)
            ),
            models.Index(fields=["-discovered_at", "-id"], name="mistake_newest"),
        ]

    def __str__(self) -> str:
        return self.text or str(_("A mistake, not described yet"))

    @property
    def subject(self) -> str:
        """Its name in the journal, such as mistake:12."""
        return f"mistake:{self.pk}"

    @property
    def found_early(self) -> bool:
        """We said it before the client did: a credit to whoever found it."""
        return not self.is_found_by_client and not self.dropped_why

    @property
    def is_planned(self) -> bool:
        """A date is promised, and neither kept, broken nor taken back."""
        return self.plan is not None and self.plan.ended_at is None

    @property
    def missing(self) -> list[str]:
        """Stamps that are empty still, in the order of the way."""
        return [name for name in STAMPS if getattr(self, name) is None]

    @property
    def step(self) -> Step:
        """What comes next, by the stamps alone."""
        if self.closed_at:
            return Step.DROPPED if self.dropped_why else Step.CLOSED
        if self.admitted_at is None or self.apologised_at is None:
            return Step.ADMIT
        if self.corrected_at:
            return Step.CLOSE if self.verified_by_client_at else Step.VERIFY
        return Step.CORRECT if self.plan_at else Step.PLAN

    @property
    def due_at(self) -> datetime | None:
        """By when the next step is to be done."""
        dues = {
            Step.ADMIT: self.admit_by,
            Step.PLAN: self.plan_by,
            Step.CORRECT: self.correct_by,
            Step.VERIFY: self.verify_by,
        }
        return dues.get(self.step)

    def sealed_facts(self) -> dict[str, Any]:
        return {
            "case": self.case_id,
            "cause": self.cause_id,
            "text": self.text,
            "discovered_at": self.discovered_at,
            "is_found_by_client": self.is_found_by_client,
            "seen_at": self.seen_at,
            "admitted_at": self.admitted_at,
            "apologised_at": self.apologised_at,
            "plan_at": self.plan_at,
            "correct_by": self.correct_by,
            "corrected_at": self.corrected_at,
            "verified_by_client_at": self.verified_by_client_at,
            "has_damage": self.has_damage,
            "closed_at": self.closed_at,
            "dropped_why": self.dropped_why,
        }
