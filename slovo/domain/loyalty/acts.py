"""The last real action for a client, read from the stamps it left (R033).

A human word delivered, a promise kept, a stage, a talk, a meeting, a warning, a solved request and
what a colleague notes by hand. Letters of the house, receipts, invoices and news are none.
"""

from collections.abc import Callable, Collection, Iterable
from datetime import UTC, datetime
from functools import partial
from itertools import chain
from typing import Any, NamedTuple

from django.db.models import F, Max, Q, QuerySet, TextField, Value
from django.utils.functional import Promise as Lazy
from django.utils.translation import gettext_lazy as _

from slovo.domain.billing.models import Document
from slovo.domain.calls.models import Call, MissedCall
from slovo.domain.cases.models import Case, Message, Promise
from slovo.domain.cases.models.case import Ending
from slovo.domain.cases.models.message import SPOKEN, Direction, Nature
from slovo.domain.cases.models.promise import US
from slovo.domain.courtesy.models import Contact, Kind
from slovo.domain.delivery.models import Meeting, Stage
from slovo.domain.loyalty.models import VOICE, Deed, RealAction
from slovo.domain.risks.models import Risk
from slovo.domain.talks.models import Talk
from slovo.lib.prepared import Prepared, literally

LABELS: dict[str, str | Lazy] = {
    "word": _("a word of ours"),
    "care": _("a word of care"),
    "solved": _("a solved request"),
    "promise": _("a promise done"),
    "stage": _("a stage passed"),
    "document": _("a document"),
    "warning": _("a warning"),
    "talk": _("a talk"),
    "visit": _("a meeting"),
    "called_back": _("a call back"),
    "call": _("a call"),
    "work": _("delivered work"),
}
ORDER = tuple(LABELS)
STEP = 512  # a question names each of them once for every source


class Act(NamedTuple):
    """What was done, and when."""

    at: datetime
    kind: str

    @property
    def label(self) -> str:
        return str(LABELS[self.kind])


class Source(NamedTuple):
    """Rows with a stamp each; `person` is the way from a row to the client."""

    kind: str
    rows: Callable[[], QuerySet[Any]]
    person: str
    stamp: str

    def last(self, people: list[int], at: datetime) -> Any:
        """Person, the latest stamp and what was done."""
        wanted = {f"{self.person}__in": people, f"{self.stamp}__lte": at}
        rows = self.rows().filter(Q(**wanted)).order_by().values_list(self.person)
        latest = Max(self.stamp, output_field=TextField())
        return rows.annotate(last=latest, kind=Value(self.kind))


def _spoken() -> QuerySet[Message]:
    said = {"direction": literally(Direction.OUT), "nature": literally(Nature.HUMAN)}
    return Message.objects.filter(**said)


def _voiced(channel: str) -> QuerySet[Message]:
    return _spoken().filter(channel=channel)


def _noted(kind: Deed) -> Source:
    return Source(kind.value, lambda: RealAction.objects.filter(kind=kind), "person", "done_at")


VOICES = (
    *(Source("word", partial(_voiced, channel), "person", "delivered_at") for channel in SPOKEN),
    Source("called_back", MissedCall.objects.all, "person", "back_at"),
    Source("call", Call.objects.talked, "person", "answered_at"),
    Source("talk", Talk.objects.all, "case__person", "held_at"),
    Source(
        "visit",
        Meeting.objects.standing,
        "appointment__engagement__person",
        "starts_at",
    ),
    *(_noted(kind) for kind in VOICE),
)
OTHERS = (
    Source("word", Case.objects.all, "person", "spoke_at"),
    Source(
        "word",
        lambda: _spoken().exclude(person=F("case__person")),  # to somebody else of the same side
        "person",
        "delivered_at",
    ),
    Source("care", lambda: Contact.objects.filter(kind=Kind.CARE), "person", "at"),
    Source(
        "solved",
        lambda: Case.objects.exclude(ending=Ending.NO_ANSWER_NEEDED),
        "person",
        "solved_at",
    ),
    Source("promise", lambda: Promise.objects.given().filter(owed_by=US), "person", "done_at"),
    Source("stage", Stage.objects.all, "engagement__person", "passed_at"),
    Source("document", Document.objects.all, "engagement__person", "shared_at"),
    Source("warning", Meeting.objects.all, "appointment__engagement__person", "warned_at"),
    Source("warning", Risk.objects.all, "case__person", "told_at"),
    *(_noted(kind) for kind in (Deed.WARNING, Deed.WORK)),
)


def instant(stamp: Any) -> datetime:
    """SQLite gives a greatest or least instant as the text it keeps."""
    if isinstance(stamp, str):
        return datetime.fromisoformat(stamp).replace(tzinfo=UTC)
    moment: datetime = stamp
    return moment


def last_acts(
    people: Collection[int], at: datetime, voices: dict[int, Act] | None = None
) -> dict[int, Act]:
    """Person id → the last real action for him; who never had one is missing.

    `voices` are the last ones of voice and faces, where they are known already.
    """
    voices = last_voices(people, at) if voices is None else voices
    return _last(_OTHERS, people, at, voices)


def last_voices(people: Collection[int], at: datetime) -> dict[int, Act]:
    """The same of voice and faces alone: calls, talks, meetings, visits."""
    return _last(_VOICES, people, at, {})


def _last(
    asked: Prepared, people: Collection[int], at: datetime, known: dict[int, Act]
) -> dict[int, Act]:
    found, everybody = dict(known), sorted(people)
    some = (everybody[start : start + STEP] for start in range(0, len(everybody), STEP))
    for person, stamp, kind in chain.from_iterable(asked(people=each, at=at) for each in some):
        act = Act(instant(stamp), kind)
        found[person] = max(found.get(person, act), act, key=_later)
    return found


def _later(act: Act) -> tuple[datetime, int]:
    """Of two at one instant the one that stands first among the labels."""
    return act.at, -ORDER.index(act.kind)


def _together(sources: Iterable[Source]) -> Prepared:
    """All of them in one question."""

    def build(people: list[int], at: datetime) -> Any:
        first, *others = (source.last(people, at) for source in sources)
        return first.union(*others, all=True)

    return Prepared(build)


_VOICES, _OTHERS = _together(VOICES), _together(OTHERS)
