"""One client as large as any: an organisation of 300 people who wrote and were told 5,000 messages.

Four fifths of the messages are one person's, a tenth of them in one long case; a dozen of his
cases are open. Around him stands what a house remembers: whom he trusts here, small things, how
often he was spoken to, who answers for what.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from random import Random
from typing import Any

from django.db import transaction

from slovo.domain.cases.models import Case, Message, Promise, Stamp
from slovo.domain.cases.models.promise import Kind
from slovo.domain.clients.models import (
    Address,
    Detail,
    NameWord,
    Organisation,
    Person,
    Relationship,
    Responsibility,
    Standing,
    Topic,
)
from slovo.domain.clients.models.detail import Use
from slovo.domain.clients.models.name_word import folded
from slovo.domain.courtesy.models import Contact
from slovo.domain.engagements.models import Engagement
from slovo.domain.standards.models import ServiceClass
from slovo.interfaces.commands.benching.filling import House
from slovo.interfaces.commands.benching.rows import moment, settle, write
from slovo.interfaces.commands.benching.texts import name_of, text_of
from slovo.lib.rows import most

PEOPLE, MESSAGES, LONG, A_CASE, FIRST_SHARE, OPEN = 300, 5_000, 400, 20, 0.8, 12
TRUSTED, REMEMBERED, SPOKEN, YEARS, NAMED_FROM = 3, 12, 40, 3, 10**6
Row = dict[str, Any]


@dataclass(frozen=True, slots=True)
class BigClient:
    """`first` has most of the messages; `cases` are his open ones, the long one first."""

    organisation: int
    first: int
    cases: list[Case]


def fill_client(house: House) -> BigClient:
    with transaction.atomic():
        organisation, people = _people(moment(house.now - timedelta(days=365 * YEARS)))
        _around(house, organisation, people)
        keys = _cases(house, organisation, people)
        _say(house, keys)
    settle()
    shown = Case.objects.open().filter(pk__in=keys).with_people().order_by("pk")
    return BigClient(organisation, people[0], list(shown))


def _people(made_at: str) -> tuple[int, list[int]]:
    (organisation,) = write(Organisation, [{"name": "Dnipro Works", "made_at": made_at}])
    names = [name_of(NAMED_FROM + number) for number in range(PEOPLE)]
    shared = {"language": "uk", "made_at": made_at}
    people = write(Person, ({"full_name": name, **shared} for name in names))
    mails = (f"works{key}@dnipro.example" for key in people)
    write(Address, _each("person_id", people, "email", mails))
    named = zip(people, names, strict=True)
    write(NameWord, ({"person_id": p, "word": w} for p, name in named for w in folded(name)))
    write(Standing, ({"person_id": key, "organisation_id": organisation} for key in people))
    return organisation, people


def _each(name: str, values: Any, other: str, others: Any) -> Iterator[Row]:
    return ({name: one, other: two} for one, two in zip(values, others, strict=False))


def _around(house: House, organisation: int, people: list[int]) -> None:
    reader, since = house.reader.pk, house.now - timedelta(days=700)
    known, at = {"person_id": people[0]}, moment(since)
    write(
        Engagement,
        [
            {
                "title": "All their contracts",
                "organisation_id": organisation,
                "service_class_id": _class_id(),
                "principal_id": reader,
                "handler_id": reader,
                "answerer_id": reader,
                "signed_at": at,
                **known,
            }
        ],
    )
    write(Relationship, ({"user_id": reader + n, "since": at, **known} for n in range(TRUSTED)))
    uses = list(Use)
    told = {"author_id": reader, "made_at": at, "confirmed_at": moment(house.now), **known}
    small = ((f"Small thing {n}", uses[n % len(uses)].value) for n in range(REMEMBERED))
    write(Detail, ({"text": text, "use": use, **told} for text, use in small))
    times = (moment(since + timedelta(days=7 * n)) for n in range(SPOKEN))
    write(Contact, ({"kind": "care", "at": spoken, **known} for spoken in times))
    topics = Topic.objects.order_by("pk").values_list("pk", flat=True)
    answers = _each("topic_id", topics, "person_id", people[1:])
    write(Responsibility, ({"organisation_id": organisation, **row} for row in answers))


def _class_id() -> int:
    return int(ServiceClass.objects.get(is_default=True).pk)


def _cases(house: House, organisation: int, people: list[int]) -> list[int]:
    """The long one is the first; later ones are of the other people."""
    dice, number = Random(3), int(most(Case, "number") or 0)  # noqa: S311 - always the same
    count, of_first = (MESSAGES - LONG) // A_CASE + 1, int((MESSAGES * FIRST_SHARE - LONG) / A_CASE)
    reader = house.reader.pk
    shared = {
        "organisation_id": organisation,
        "service_class_id": _class_id(),
        "channel": "email",
        "principal_id": reader,
        "handler_id": reader,
        "answerer_id": reader,
    }

    def row(place: int) -> Row:
        days = dice.uniform(5, 20) if place < OPEN else dice.uniform(30, 365 * YEARS)
        opened = house.now - timedelta(days=days)
        begun = dict.fromkeys(("opened_at", "heard_at", "first_answered_at"), moment(opened))
        ends = _open(house.now) if place < OPEN else _ended(opened + timedelta(days=5))
        person = people[0] if place <= of_first else dice.choice(people[1:])
        named = {"number": number + place + 1, "subject": f"Contract {place}", "person_id": person}
        return {**shared, **named, **begun, **ends}

    return write(Case, map(row, range(count)))


def _open(now: datetime) -> Row:
    word = moment(now + timedelta(days=1))
    return {"state": "on_us", "next_word_at": word, "dark_at": word, "changed_at": moment(now)}


def _ended(at: datetime) -> Row:
    ways = {"state": "closed", "ending": "confirmed"}
    return ways | dict.fromkeys(("solved_at", "closed_at", "changed_at"), moment(at))


def _say(house: House, keys: list[int]) -> None:
    """He and we by turns; the open cases are owed the next word."""
    dice, cases = Random(4), list(Case.objects.filter(pk__in=keys).order_by("pk"))  # noqa: S311
    said = [
        (case, at, turn % 2 == 1)
        for case in cases
        for turn, at in enumerate(_times(case, house.now, is_long=case.pk == keys[0]))
    ]
    messages = write(Message, (_message(house, *each, dice=dice) for each in said))
    write(Stamp, (_stamp(key, *each) for key, each in zip(messages, said, strict=True)))
    due_at = moment(house.now + timedelta(days=1))
    owed = {"kind": Kind.NEXT_WORD.value, "due_at": due_at, "made_at": moment(house.now)}
    still = [case for case in cases if case.is_open]
    write(Promise, ({"case_id": c.pk, "person_id": c.person_id, **owed} for c in still))


def _times(case: Case, now: datetime, *, is_long: bool) -> list[datetime]:
    count = LONG if is_long else A_CASE
    step = (now - case.opened_at) / (count + 1) if case.is_open else timedelta(hours=5)
    return [case.opened_at + step * turn for turn in range(count)]


def _stamp(message: int, case: Case, at: datetime, is_ours: bool) -> Row:  # noqa: FBT001
    kind = "spoke" if is_ours else "heard"
    return {"case_id": case.pk, "at": moment(at), "kind": kind, "message_id": message}


def _message(house: House, case: Case, at: datetime, is_ours: bool, *, dice: Random) -> Row:  # noqa: FBT001
    ours = {"direction": "out", "author_id": house.reader.pk, "delivered_at": moment(at)}
    return {
        "case_id": case.pk,
        "nature": "human",
        "channel": "email",
        "person_id": case.person_id,
        "at": moment(at),
        "subject": case.subject,
        "text": text_of(dice, "uk"),
        "language": "uk",
        "message_id": f"<{case.number}.{at.timestamp()}@dnipro.example>",
        **(ours if is_ours else {"direction": "in"}),
    }
