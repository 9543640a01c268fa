from datetime import datetime
from typing import TYPE_CHECKING, Any, ClassVar

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from slovo.domain.cases.models.confidence import Confided, shown_in
from slovo.domain.cases.models.indexes import HAS_NEXT_WORD, OF_CASES
from slovo.domain.clients.models import Organisation, Person
from slovo.domain.engagements.models import Engagement
from slovo.domain.journal.facts import vouched
from slovo.domain.staff.models import User
from slovo.domain.standards.models import Pace, ServiceClass
from slovo.lib.rows import forget

if TYPE_CHECKING:
    from slovo.domain.cases.search.finding import Found


class State(models.TextChoices):
    """Where a case stands. Only the first two are open: the client is owed a next word."""

    ON_US = "on_us", _("On us")
    WAITING = "waiting", _("Waiting for the client")
    SOLVED = "solved", _("Solved, not yet confirmed")
    CLOSED = "closed", _("Closed")


OPEN = (State.ON_US, State.WAITING)
ENDED = (State.SOLVED, State.CLOSED)
# Asked for one state SQLite reads all cases of it, however many: said so, it takes the index of
# the instant by which they are ordered.
NOT_ON_US = (State.WAITING, *ENDED)
NOT_WAITING = (State.ON_US, *ENDED)


class Ending(models.TextChoices):
    """How a case ended; «not confirmed» is counted apart (R131)."""

    CONFIRMED = "confirmed", _("Confirmed by the client")
    NOT_CONFIRMED = "not_confirmed", _("Not confirmed")
    NO_ANSWER_NEEDED = "no_answer_needed", _("Needed no answer")


class CaseQuery(models.QuerySet["Case"]):
    def visible_to(self, user: User) -> "CaseQuery":
        if not user.may("see_cases"):
            return self.none()
        return shown_in(self, user, "pk")  # type: ignore[no-any-return]

    def open(self) -> "CaseQuery":
        """Every open case has a next word: indexes of those that have one hold no ended case."""
        return self.filter(HAS_NEXT_WORD).exclude(state__in=ENDED)

    def in_the_dark(self, at: datetime) -> "CaseQuery":
        """Open cases whose client waits past the moment he was owed a word; the worst first."""
        dark = self.filter(dark_at__lte=at).exclude(state__in=ENDED)
        return dark.order_by("-pace", "dark_at", "pk")

    def first_answers_due(self, at: datetime) -> "CaseQuery":
        fresh = self.filter(first_answered_at=None, dark_at__gt=at)
        return fresh.exclude(state__in=ENDED).order_by("dark_at", "pk")

    def first_answers_of(self, user: User | int, at: datetime) -> "CaseQuery":
        """The same of one colleague; said so that SQLite takes the indexes of hands."""
        fresh = self.open_of(user).filter(dark_at__gt=at)
        return fresh.exclude(first_answered_at__isnull=False).order_by("dark_at", "pk")

    def words_due(self, at: datetime, until: datetime) -> "CaseQuery":
        due = self.filter(dark_at__gt=at, dark_at__lte=until).exclude(state__in=NOT_ON_US)
        return due.exclude(first_answered_at=None).order_by("dark_at", "pk")

    def chased(self) -> "CaseQuery":
        chased = self.filter(chased_at__isnull=False).exclude(state__in=ENDED)
        return chased.order_by("chased_at", "pk")

    def waiting_for_client(self) -> "CaseQuery":
        waiting = self.filter(waiting_since__isnull=False).exclude(state__in=NOT_WAITING)
        return waiting.order_by("waiting_since", "pk")

    def undelivered(self) -> "CaseQuery":
        lost = self.filter(undelivered_at__isnull=False).exclude(state=State.CLOSED)
        return lost.order_by("undelivered_at", "pk")

    def unassigned(self) -> "CaseQuery":
        return self.open().filter(handler=None).order_by("opened_at", "pk")

    def mine(self, user: User | int) -> "CaseQuery":
        return self.filter(Q(handler=user) | Q(answerer=user))

    def open_of(self, user: User | int) -> "CaseQuery":
        """His open cases; said so that SQLite takes both partial indexes of hands."""
        hands = Q(HAS_NEXT_WORD, handler=user) | Q(HAS_NEXT_WORD, answerer=user)
        return self.exclude(state__in=ENDED).filter(hands)

    def among_own(self, user: User | int) -> "CaseQuery":
        """The same by their keys, for lists in another order than that of hands: SQLite would read
        the index of such a list of the whole firm, and it grows with the firm."""
        return self.filter(pk__in=Case.objects.open_of(user).values("pk"))

    def search(self, words: str, *, is_typing: bool = False) -> "Found":
        """Those in which all the words were said, in any form, the likeliest first."""
        from slovo.domain.cases.search.finding import find

        return find(self, words, is_typing=is_typing)

    def with_people(self) -> "CaseQuery":
        return self.select_related("person", "organisation", "handler", "answerer", "deputy")


@vouched("case")
class Case(Confided):
    """One matter a person brought to us: who works on it, who answers, when he hears next."""

    number = models.PositiveIntegerField(unique=True)
    subject = models.CharField(max_length=300)
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="cases")
    organisation = models.ForeignKey(
        Organisation,
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="cases",
        db_index=False,
    )
    engagement = models.ForeignKey(
        Engagement, null=True, on_delete=models.PROTECT, related_name="cases"
    )
    service_class = models.ForeignKey(
        ServiceClass, on_delete=models.PROTECT, related_name="+", db_index=False
    )
    channel = models.CharField(max_length=12, help_text="email, webform, portal, desk, import")
    mailbox_address = models.CharField(max_length=254, blank=True, help_text="where he wrote to")
    principal = models.ForeignKey(
        User, null=True, on_delete=models.PROTECT, related_name="+", db_index=False
    )
    handler = models.ForeignKey(User, null=True, on_delete=models.PROTECT, related_name="+")
    answerer = models.ForeignKey(User, null=True, on_delete=models.PROTECT, related_name="+")
    deputy = models.ForeignKey(
        User, null=True, on_delete=models.PROTECT, related_name="+", db_index=False
    )
    brief = models.TextField(blank=True, help_text="the last handover in three lines")
    severity_client = models.PositiveSmallIntegerField(choices=Pace, default=Pace.NORMAL)
    severity_ours = models.PositiveSmallIntegerField(choices=Pace, default=Pace.NORMAL)
    pace = models.PositiveSmallIntegerField(choices=Pace, default=Pace.NORMAL)

    state = models.CharField(max_length=10, choices=State, default=State.ON_US)
    opened_at = models.DateTimeField()
    heard_at = models.DateTimeField(null=True, help_text="last human word from the client")
    waits_since = models.DateTimeField(null=True, help_text="he wrote and no word of ours came yet")
    spoke_at = models.DateTimeField(null=True, help_text="last human word delivered to the client")
    first_answer_due_at = models.DateTimeField(null=True)
    first_answered_at = models.DateTimeField(null=True)
    next_word_at = models.DateTimeField(null=True)
    dark_at = models.DateTimeField(null=True, help_text="when his waiting becomes a fault")
    chased_at = models.DateTimeField(null=True, help_text="he chased us and no word came since")
    waiting_since = models.DateTimeField(null=True)
    waiting_question = models.TextField(blank=True)
    undelivered_at = models.DateTimeField(null=True)
    put_back_at = models.DateTimeField(null=True, help_text="behind the others until our word")
    solved_at = models.DateTimeField(null=True)
    asked_at = models.DateTimeField(null=True, help_text="asked once whether it is solved")
    closed_at = models.DateTimeField(null=True)
    ending = models.CharField(max_length=20, choices=Ending, blank=True)
    next_at = models.DateTimeField(null=True, help_text="when the keeper looks at its end")
    changed_at = models.DateTimeField()
    receipted_at = models.DateTimeField(null=True)

    objects: ClassVar[CaseQuery] = CaseQuery.as_manager()  # type: ignore[assignment]

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=~Q(state__in=OPEN) | Q(next_word_at__isnull=False),
                name="open_case_has_a_next_word",
            ),
            models.CheckConstraint(
                condition=~Q(state="closed") | Q(closed_at__isnull=False),
                name="closed_case_has_its_stamp",
            ),
            models.CheckConstraint(
                condition=~Q(state="waiting") | ~Q(waiting_question=""),
                name="waiting_case_has_its_question",
            ),
            models.CheckConstraint(
                condition=Q(pace__gte=F("severity_client")) & Q(pace__gte=F("severity_ours")),
                name="the_higher_severity_sets_the_pace",
            ),
            models.CheckConstraint(
                condition=Q(level="", confided_at=None)
                | (~Q(level="") & Q(confided_at__isnull=False)),
                name="a_confidence_has_its_moment",
            ),
        ]
        indexes = OF_CASES

    def __str__(self) -> str:
        return f"{self.ref} {self.subject}"

    def save(self, *arguments: Any, **sides: Any) -> None:
        """As ever; what was remembered of the row is not true any more (slovo.lib.rows)."""
        super().save(*arguments, **sides)
        forget(self)

    @property
    def ref(self) -> str:
        return f"S-{self.number}"

    @property
    def is_open(self) -> bool:
        return self.state in OPEN

    @property
    def zone(self) -> str:
        """The client's zone; the zone of his class's calendar while we do not know it."""
        return self.person.zone or self.service_class.calendar.zone

    def sealed_facts(self) -> dict[str, Any]:
        return {
            "opened_at": self.opened_at,
            "first_answer_due_at": self.first_answer_due_at,
            "first_answered_at": self.first_answered_at,
            "next_word_at": self.next_word_at,
            "solved_at": self.solved_at,
            "closed_at": self.closed_at,
            "state": str(self.state),
        }


def case_by_ref(ref: str) -> Case | None:
    """`S-142`, `s-142` or `142`; None for anything else."""
    digits = ref.strip().upper().removeprefix("S-")
    return (
        Case.objects.with_people().filter(number=int(digits)).first()
        if digits.isdecimal() and len(digits) < 10
        else None
    )
