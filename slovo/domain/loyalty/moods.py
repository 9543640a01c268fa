"""How contacts were felt, one after another, and whether it has fallen twice (R030)."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from slovo.domain.calls.models import Call
from slovo.domain.clients.models import Person
from slovo.domain.loyalty.models import VOICE, Mood, RealAction
from slovo.domain.talks.models import Talk
from slovo.lib.prepared import Prepared, PreparedModels

ASKED_WITHIN = timedelta(days=14)
SHOWN, LONGEST = 8, 19


@dataclass(frozen=True, slots=True)
class Moods:
    """The last of them, the oldest first; a skipped one is a gap, and no fall."""

    rows: tuple[Mood, ...]

    @property
    def has_fallen(self) -> bool:
        """Two falls running of one side, such as +1, 0, -1."""
        client = [row.client for row in self.rows if row.client is not None]
        ours = [row.ours for row in self.rows if row.ours is not None]
        return _falls(client) or _falls(ours)


def moods_of(person: Person) -> Moods:
    return Moods(tuple(reversed(_MOODS(person=person.pk))))


Thing = Talk | RealAction | Call


def unasked(person: Person, at: datetime) -> Thing | None:
    """The newest talk or call of these two weeks nobody has said anything of."""
    asked: dict[str, Any] = {"person": person.pk, "since": at - ASKED_WITHIN, "at": at}
    found: list[Thing] = [*_TALKS(**asked), *_DEEDS(**asked), *_CALLS(**asked)]
    if not found:
        return None
    said = {about for (about,) in _SAID(person=person.pk, since=at - ASKED_WITHIN)}
    waiting = [each for each in found if about(each) not in said]
    return max(waiting, key=lambda each: (felt_at(each), each.pk), default=None)


_MOODS = PreparedModels(
    Mood,
    lambda person: Mood.objects.filter(person=person).order_by("-felt_at", "-pk")[:SHOWN],
)
_SAID = Prepared(
    lambda person, since: Mood.objects.filter(person=person, felt_at__gt=since).values_list("about")
)
_TALKS = PreparedModels(
    Talk,
    lambda person, since, at: Talk.objects.filter(
        case__person=person, held_at__gt=since, held_at__lte=at
    ),
)
_DEEDS = PreparedModels(
    RealAction,
    lambda person, since, at: RealAction.objects.filter(
        person=person, kind__in=VOICE, done_at__gt=since, done_at__lte=at
    ),
)
_CALLS = PreparedModels(
    Call,
    lambda person, since, at: Call.objects.talked().filter(
        person=person, answered_at__gt=since, answered_at__lte=at
    ),
)


def about(thing: Thing) -> str:
    return f"{thing._meta.model_name}:{thing.pk}"


def thing_of(person: Person, named: str) -> Thing | None:
    """The talk, call or deed of this person that is named so."""
    noun, _colon, key = named.partition(":")
    pk = int(key) if key.isdecimal() and len(key) < LONGEST else 0
    if noun == "talk":
        return Talk.objects.select_related("case").filter(case__person=person, pk=pk).first()
    if noun == "call":
        return Call.objects.talked().filter(person=person, pk=pk).first()
    deeds = RealAction.objects.filter(person=person, pk=pk)
    return deeds.first() if noun == "realaction" else None


def felt_at(thing: Thing) -> datetime:
    if isinstance(thing, Call):
        return thing.answered_at or thing.started_at
    return thing.held_at if isinstance(thing, Talk) else thing.done_at


def _falls(marks: list[int]) -> bool:
    last = marks[-3:]
    return len(last) == 3 and last[0] > last[1] > last[2]
