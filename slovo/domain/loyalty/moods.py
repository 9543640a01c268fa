"""How contacts were felt, one after another, and whether it has fallen twice (R030)."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any, NamedTuple

from django.db.models import QuerySet

from slovo.domain.calls.models import Call
from slovo.domain.cases.models import Message
from slovo.domain.cases.models.message import SPOKEN, Direction, Nature
from slovo.domain.clients.models import Person
from slovo.domain.delivery.models import Meeting
from slovo.domain.loyalty.models import VOICE, Mood, RealAction
from slovo.domain.staff.models import User
from slovo.domain.talks.models import Talk
from slovo.lib.prepared import Prepared, PreparedModels

ASKED_WITHIN = timedelta(days=14)
WRITTEN_WITHIN = timedelta(hours=12)
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


Thing = Talk | RealAction | Call | Message | Meeting


class Contact(NamedTuple):
    """A kind of contact: its rows, the way to the client, and when it was."""

    rows: Callable[[], QuerySet[Any]]
    person: str
    stamp: str


def _by_voice() -> QuerySet[Message]:
    ours = Message.objects.filter(direction=Direction.OUT, nature=Nature.HUMAN, channel__in=SPOKEN)
    return ours.select_related("case")


CONTACTS = {
    "talk": Contact(lambda: Talk.objects.select_related("case"), "case__person", "held_at"),
    "call": Contact(Call.objects.talked, "person", "answered_at"),
    "message": Contact(_by_voice, "case__person", "at"),
    "meeting": Contact(
        lambda: Meeting.objects.standing().select_related("appointment__engagement"),
        "appointment__engagement__person",
        "starts_at",
    ),
    "realaction": Contact(lambda: RealAction.objects.filter(kind__in=VOICE), "person", "done_at"),
}


def unasked(person: Person, at: datetime) -> Thing | None:
    """The newest talk, call or meeting of these two weeks nobody has said anything of.

    A call that was told by the telephone system and noted in two cases is one contact of one
    instant; a meeting is asked about once, with the talk that was written down of it. What is
    said in a case told in confidence is asked about there alone: this stands before everybody.
    """
    asked: dict[str, Any] = {"person": person.pk, "since": at - ASKED_WITHIN, "at": at}
    found: list[Thing] = [thing for ask in _ASKED.values() for thing in ask(**asked)]
    if not found:
        return None
    said = _SAID(person=person.pk, since=asked["since"])
    names, moments = {name for name, _at in said}, {moment for _name, moment in said}
    others = [felt_at(each) for each in found if not isinstance(each, Meeting)]
    waiting = [
        each
        for each in found
        if not (isinstance(each, Talk | Message) and each.case.level)
        and about(each) not in names
        and felt_at(each) not in moments
        and not (isinstance(each, Meeting) and _is_written_down(each, [*others, *moments]))
    ]
    return max(waiting, key=lambda each: (felt_at(each), each.pk), default=None)


def _is_written_down(meeting: Meeting, moments: Iterable[datetime]) -> bool:
    last = meeting.starts_at + WRITTEN_WITHIN
    return any(meeting.starts_at <= moment <= last for moment in moments)


def _lately(contact: Contact) -> Callable[..., QuerySet[Any]]:
    def rows(person: int, since: datetime, at: datetime) -> QuerySet[Any]:
        stamp = contact.stamp
        return contact.rows().filter(
            **{contact.person: person, f"{stamp}__gt": since, f"{stamp}__lte": at}
        )

    return rows


_MOODS = PreparedModels(
    Mood,
    lambda person: Mood.objects.filter(person=person).order_by("-felt_at", "-pk")[:SHOWN],
)
_SAID = Prepared(
    lambda person, since: Mood.objects.filter(person=person, felt_at__gt=since).values_list(
        "about", "felt_at"
    )
)
_ASKED: dict[str, PreparedModels[Any]] = {
    noun: PreparedModels(kind, _lately(CONTACTS[noun]))
    for noun, kind in (
        ("talk", Talk),
        ("call", Call),
        ("message", Message),
        ("meeting", Meeting),
        ("realaction", RealAction),
    )
}


def about(thing: Thing) -> str:
    return f"{thing._meta.model_name}:{thing.pk}"


def thing_of(person: Person, named: str, reader: User) -> Thing | None:
    """The talk, call, word by voice, meeting or deed of this person that is named so.

    What was said in confidence is nothing to whom it is kept from.
    """
    noun, _colon, key = named.partition(":")
    pk = int(key) if key.isdecimal() and len(key) < LONGEST else 0
    contact = CONTACTS.get(noun)
    if contact is None:
        return None
    found: Thing | None = contact.rows().filter(**{contact.person: person, "pk": pk}).first()
    is_kept = isinstance(found, Talk | Message) and not found.case.is_shown_to(reader)
    return None if is_kept else found


def felt_at(thing: Thing) -> datetime:
    moment: datetime = getattr(thing, CONTACTS[thing._meta.model_name or ""].stamp)
    return moment


def person_of(thing: Thing) -> int:
    """Whose contact it is, by his key."""
    *way, last = CONTACTS[thing._meta.model_name or ""].person.split("__")
    owner: Any = thing
    for name in way:
        owner = getattr(owner, name)
    key: int = getattr(owner, f"{last}_id")
    return key


def _falls(marks: list[int]) -> bool:
    last = marks[-3:]
    return len(last) == 3 and last[0] > last[1] > last[2]
