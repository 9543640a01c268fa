from datetime import datetime
from typing import Any, ClassVar

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from slovo.domain.cases.models.case import Case
from slovo.domain.cases.models.message import Message
from slovo.domain.clients.models import Person
from slovo.domain.journal.facts import vouched
from slovo.domain.staff.models import User


class Kind(models.TextChoices):
    """The promises the house makes by its own rules."""

    FIRST_ANSWER = "first_answer", _("First answer by a person")
    ANSWER = "answer", _("Answer by a person")
    NEXT_WORD = "next_word", _("Next word")
    SILENCE = "silence", _("Silence limit")
    ASSIGNMENT = "assignment", _("Somebody has it")


class Outcome(models.TextChoices):
    """How a promise ended, decided by stamps."""

    KEPT = "kept", _("Kept")
    BROKEN = "broken", _("Broken")
    RENEGOTIATED = "renegotiated", _("Renegotiated")
    WITHDRAWN = "withdrawn", _("Withdrawn")


WORDS = (Kind.FIRST_ANSWER, Kind.ANSWER, Kind.NEXT_WORD, Kind.SILENCE)


class PromiseQuery(models.QuerySet["Promise"]):
    def open(self) -> "PromiseQuery":
        return self.filter(ended_at=None)

    def due(self, at: datetime) -> "PromiseQuery":
        return self.filter(next_at__lte=at).order_by("next_at", "pk")


@vouched("promise")
class Promise(models.Model):
    """A word given: what, to whom, by whom, by when. Its end is decided by stamps, not opinions."""

    case = models.ForeignKey(Case, on_delete=models.CASCADE, related_name="promises")
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="promises")
    kind = models.CharField(max_length=20, choices=Kind)
    source = models.CharField(max_length=10, default="rule", help_text="rule or person")
    owed_by = models.CharField(max_length=10, default="us", help_text="us or client")
    owner = models.ForeignKey(User, null=True, on_delete=models.PROTECT, related_name="+")
    text = models.CharField(max_length=300, blank=True)
    made_at = models.DateTimeField()
    due_at = models.DateTimeField()
    told_at = models.DateTimeField(null=True, help_text="the client was told this date")
    done_at = models.DateTimeField(null=True)
    ended_at = models.DateTimeField(null=True)
    outcome = models.CharField(max_length=12, choices=Outcome, blank=True)
    origin = models.ForeignKey(
        Message,
        null=True,
        on_delete=models.SET_NULL,
        related_name="promises_made",
    )
    evidence = models.ForeignKey(
        Message,
        null=True,
        on_delete=models.SET_NULL,
        related_name="promises_kept",
    )
    rung = models.PositiveSmallIntegerField(default=0, help_text="ladder rungs already climbed")
    next_at = models.DateTimeField(null=True)

    objects: ClassVar[PromiseQuery] = PromiseQuery.as_manager()  # type: ignore[assignment]

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["case", "kind", "person"],
                condition=Q(ended_at=None, source="rule"),
                name="one_running_clock_of_a_kind",
            ),
            models.CheckConstraint(
                condition=Q(ended_at=None, outcome="")
                | (Q(ended_at__isnull=False) & ~Q(outcome="")),
                name="an_ended_promise_has_its_outcome",
            ),
            models.CheckConstraint(
                condition=~Q(outcome="kept") | Q(done_at__lte=models.F("due_at")),
                name="kept_means_done_in_time",
            ),
        ]
        indexes = [
            models.Index(
                fields=["next_at"], name="promise_due", condition=Q(next_at__isnull=False)
            ),
            models.Index(fields=["case", "kind"], name="promise_of_case"),
        ]

    def sealed_facts(self) -> dict[str, Any]:
        return {
            "case": self.case_id,
            "kind": self.kind,
            "made_at": self.made_at,
            "due_at": self.due_at,
            "done_at": self.done_at,
            "outcome": self.outcome,
        }
