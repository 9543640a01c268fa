from datetime import datetime
from typing import Any, ClassVar

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from slovo.domain.cases.models.case import Case
from slovo.domain.cases.models.confidence import hidden_from, shown_in
from slovo.domain.cases.models.message import Message
from slovo.domain.clients.models import Person
from slovo.domain.journal.facts import vouched
from slovo.domain.staff.models import User
from slovo.lib.prepared import literally


class Kind(models.TextChoices):
    """What is promised: the first five by the house's own rules, the others by people."""

    FIRST_ANSWER = "first_answer", _("First answer by a person")
    ANSWER = "answer", _("Answer by a person")
    NEXT_WORD = "next_word", _("Next word")
    SILENCE = "silence", _("Silence limit")
    ASSIGNMENT = "assignment", _("Somebody has it")
    DOCUMENT = "document", _("A document")
    WORK = "work", _("A piece of work")
    TALK = "talk", _("A talk")
    PAYMENT = "payment", _("A payment")
    OTHER = "other", _("Something else")


class Outcome(models.TextChoices):
    """How a promise ended, decided by stamps."""

    KEPT = "kept", _("Kept")
    BROKEN = "broken", _("Broken")
    RENEGOTIATED = "renegotiated", _("Renegotiated")
    WITHDRAWN = "withdrawn", _("Withdrawn")


WORDS = (Kind.FIRST_ANSWER, Kind.ANSWER, Kind.NEXT_WORD, Kind.SILENCE)
GIVEN = (Kind.DOCUMENT, Kind.WORK, Kind.TALK, Kind.PAYMENT, Kind.OTHER)
RULE, PERSON = "rule", "person"
US, CLIENT = "us", "client"


class PromiseQuery(models.QuerySet["Promise"]):
    def visible_to(self, user: User) -> "PromiseQuery":
        if not user.may("see_cases"):
            return self.none()
        return shown_in(self, user)  # type: ignore[no-any-return]

    def given(self) -> "PromiseQuery":
        """What people promised, ours and the client's; the clocks of the house left out."""
        return self.filter(source=literally(PERSON))

    def open(self) -> "PromiseQuery":
        return self.filter(ended_at=None)

    def among(
        self,
        owner: int = 0,
        person: int = 0,
        organisation: int = 0,
        reader: int = 0,
        leader: int = 0,
    ) -> "PromiseQuery":
        """Those of a colleague, those with a person, those for an organisation; 0 is any.

        `reader`: a colleague from whom something is hidden; `leader`: the same, a principal.
        """
        asked = {"owner": owner, "person": person, "case__organisation": organisation}
        found = self.filter(**{name: key for name, key in asked.items() if key})
        if him := reader or leader:
            hidden = hidden_from(him, leads=bool(leader))
            return found.exclude(case__in=hidden.values("pk"))
        return found

    def due(self, at: datetime) -> "PromiseQuery":
        return self.filter(next_at__lte=at).order_by("next_at", "pk")


@vouched("promise")
class Promise(models.Model):
    """A word given: what, to whom, by whom, by when. Its end is decided by stamps, not opinions."""

    case = models.ForeignKey(
        Case, on_delete=models.CASCADE, related_name="promises", db_index=False
    )
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="promises")
    kind = models.CharField(max_length=20, choices=Kind)
    source = models.CharField(max_length=10, default=RULE, help_text="rule or person")
    owed_by = models.CharField(max_length=10, default=US, help_text="us or client")
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
        db_index=False,
    )
    evidence = models.ForeignKey(
        Message,
        null=True,
        on_delete=models.SET_NULL,
        related_name="promises_kept",
        db_index=False,
    )
    effort_minutes = models.PositiveIntegerField(null=True, help_text="the work it takes")
    wished_at = models.DateTimeField(null=True, help_text="the date the client wished")
    dropped = models.CharField(
        max_length=300, blank=True, help_text="what gives way to the date he wished"
    )
    overridden_by = models.ForeignKey(
        User,
        null=True,
        on_delete=models.PROTECT,
        related_name="+",
        db_index=False,
        help_text="the principal who promised beyond what fits",
    )
    replaces = models.ForeignKey(
        "self", null=True, on_delete=models.PROTECT, related_name="replaced_by", db_index=False
    )
    consent = models.CharField(
        max_length=500, blank=True, help_text="the client's words when the date or the duty changed"
    )
    proof = models.CharField(max_length=500, blank=True, help_text="how we know it was done")
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
            models.Index(
                fields=["origin"], name="promise_made_in", condition=Q(origin__isnull=False)
            ),
            models.Index(
                fields=["evidence"], name="promise_kept_by", condition=Q(evidence__isnull=False)
            ),
            models.Index(
                fields=["owner", "due_at", "id", "owed_by", "effort_minutes"],
                name="promise_owed_by",
                condition=Q(source="person", ended_at=None),
            ),
            models.Index(
                fields=["due_at", "id", "owner", "owed_by", "effort_minutes"],
                name="promise_open",
                condition=Q(source="person", ended_at=None),
            ),
            models.Index(
                fields=["due_at", "id", "owed_by", "outcome", "person"],
                name="promise_given",
                condition=Q(source="person"),
            ),
            models.Index(
                fields=["outcome", "owed_by", "due_at"],
                name="promise_counted",
                condition=Q(source="person"),
            ),
            models.Index(
                fields=["owner", "owed_by", "outcome", "due_at"],
                name="promise_counted_of",
                condition=Q(source="person"),
            ),
            models.Index(
                fields=["owner", "due_at", "id"], name="promise_of", condition=Q(source="person")
            ),
            models.Index(
                fields=["owner", "kind", "-ended_at"],
                name="promise_ended",
                condition=Q(source="person", ended_at__isnull=False),
            ),
            models.Index(
                fields=["case", "due_at"], name="promise_in_case", condition=Q(source="person")
            ),
            models.Index(
                fields=["replaces", "due_at"],
                name="promise_replacing",
                condition=Q(replaces__isnull=False),
            ),
            models.Index(
                fields=["person", "due_at", "id", "owed_by", "outcome"],
                name="promise_to",
                condition=Q(source="person"),
            ),
        ]

    @property
    def is_given(self) -> bool:
        """A person promised it; the house's own clocks are not."""
        return self.source == PERSON

    @property
    def is_ours(self) -> bool:
        return self.owed_by == US

    def sealed_facts(self) -> dict[str, Any]:
        facts = {
            "case": self.case_id,
            "kind": self.kind,
            "made_at": self.made_at,
            "due_at": self.due_at,
            "done_at": self.done_at,
            "outcome": self.outcome,
        }
        if self.source == PERSON:
            facts |= {"text": self.text, "owed_by": self.owed_by, "owner": self.owner_id}
            facts |= {"consent": self.consent, "proof": self.proof}
        return facts
