"""One client as large as any: an organisation of 300 people who wrote and were told 5,000 messages.

Four fifths of the messages are one person's, a tenth of them in one long case; a dozen of his
cases are open. Around him stands what a house remembers: whom he trusts here, small things, how
often he was spoken to, who answers for what.
"""

from dataclasses import dataclass
from datetime import datetime, timedelta
from random import Random
from typing import Any

from django.db import connection, transaction

from slovo.domain.cases.models import Case, Message, Promise, Stamp
from slovo.domain.cases.models.promise import Kind
from slovo.domain.clients.models import (
    Address,
    Detail,
    Organisation,
    Person,
    Relationship,
    Responsibility,
    Standing,
    Topic,
)
from slovo.domain.clients.models.detail import Use
from slovo.domain.clients.models.name_word import put_name
from slovo.domain.courtesy.models import Contact
from slovo.domain.engagements.models import Engagement
from slovo.domain.standards.models import ServiceClass
from slovo.interfaces.commands.benching.filling import House
from slovo.interfaces.commands.benching.texts import name_of, text_of
from slovo.lib.rows import most

PEOPLE, MESSAGES, LONG, A_CASE, FIRST_SHARE, OPEN = 300, 5_000, 400, 20, 0.8, 12
TRUSTED, REMEMBERED, SPOKEN, YEARS, AT_ONCE = 3, 12, 40, 3, 500


@dataclass(frozen=True, slots=True)
class BigClient:
    """`first` has most of the messages; `cases` are his open ones, the long one first."""

    organisation: Organisation
    first: Person
    cases: list[Case]


def fill_client(house: House) -> BigClient:
    with transaction.atomic():
        organisation, people = _people(house.now - timedelta(days=365 * YEARS))
        _around(house, organisation, people)
        cases = _cases(house, organisation, people)
        _say(house, cases)
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")
    return BigClient(organisation, people[0], [case for case in cases if case.is_open])


def _people(made_at: datetime) -> tuple[Organisation, list[Person]]:
    organisation = Organisation.objects.create(name="Dnipro Works", made_at=made_at)
    people = Person.objects.bulk_create(
        Person(full_name=name_of(10**6 + number), language="uk", made_at=made_at)
        for number in range(PEOPLE)
    )
    put_name(people)
    Address.objects.bulk_create(
        Address(person=person, email=f"works{person.pk}@dnipro.example") for person in people
    )
    Standing.objects.bulk_create(
        Standing(person=person, organisation=organisation) for person in people
    )
    return organisation, people


def _around(house: House, organisation: Organisation, people: list[Person]) -> None:
    first, reader, since = people[0], house.reader, house.now - timedelta(days=700)
    same: dict[str, Any] = {"principal": reader, "handler": reader, "answerer": reader}
    Engagement.objects.create(
        title="All their contracts",
        person=first,
        organisation=organisation,
        service_class=ServiceClass.objects.get(is_default=True),
        signed_at=since,
        **same,
    )
    Relationship.objects.bulk_create(
        Relationship(person=first, user_id=reader.pk + number, since=since)
        for number in range(TRUSTED)
    )
    uses, told = list(Use), {"author": reader, "made_at": since, "confirmed_at": house.now}
    Detail.objects.bulk_create(
        Detail(person=first, text=f"Small thing {number}", use=uses[number % len(uses)], **told)
        for number in range(REMEMBERED)
    )
    Contact.objects.bulk_create(
        Contact(person=first, kind="care", at=since + timedelta(days=7 * number))
        for number in range(SPOKEN)
    )
    Responsibility.objects.bulk_create(
        Responsibility(organisation=organisation, topic=topic, person=person)
        for topic, person in zip(Topic.objects.order_by("pk"), people[1:], strict=False)
    )


def _cases(house: House, organisation: Organisation, people: list[Person]) -> list[Case]:
    """The long one is the first; later ones are of the other people."""
    dice, number = Random(3), int(most(Case, "number") or 0)  # noqa: S311 - always the same
    count = (MESSAGES - LONG) // A_CASE + 1
    of_first = int((MESSAGES * FIRST_SHARE - LONG) / A_CASE) + 1
    shared: dict[str, Any] = {
        "organisation": organisation,
        "service_class": ServiceClass.objects.get(is_default=True),
        "channel": "email",
        "principal": house.reader,
        "handler": house.reader,
        "answerer": house.reader,
    }
    made = []
    for place in range(count):
        person = people[0] if place < of_first else dice.choice(people[1:])
        days = dice.uniform(5, 20) if place < OPEN else dice.uniform(30, 365 * YEARS)
        opened = house.now - timedelta(days=days)
        ends = _open(house.now) if place < OPEN else _ended(opened + timedelta(days=5))
        sides = {"subject": f"Contract {place}", "opened_at": opened, "heard_at": opened, **ends}
        number += 1
        case = Case(number=number, person=person, first_answered_at=opened, **shared, **sides)
        made.append(case)
    return Case.objects.bulk_create(made)


def _open(now: datetime) -> dict[str, Any]:
    word = now + timedelta(days=1)
    return {"next_word_at": word, "dark_at": word, "changed_at": now}


def _ended(at: datetime) -> dict[str, Any]:
    ways = {"state": "closed", "ending": "confirmed"}
    return ways | dict.fromkeys(("solved_at", "closed_at", "changed_at"), at)


def _say(house: House, cases: list[Case]) -> None:
    """He and we by turns; the open cases are owed the next word."""
    dice, messages = Random(4), []  # noqa: S311 - always the same
    for place, case in enumerate(cases):
        count = LONG if place == 0 else A_CASE
        step = (house.now - case.opened_at) / (count + 1) if case.is_open else timedelta(hours=5)
        times = [case.opened_at + step * turn for turn in range(count)]
        messages += [_message(house, case, at, turn % 2, dice) for turn, at in enumerate(times)]
    Message.objects.bulk_create(messages, batch_size=AT_ONCE)
    Stamp.objects.bulk_create(
        (
            Stamp(case=each.case, at=each.at, kind=STAMPS[each.direction], message=each)
            for each in messages
        ),
        batch_size=AT_ONCE,
    )
    Promise.objects.bulk_create(
        Promise(
            case=case,
            person_id=case.person_id,
            kind=Kind.NEXT_WORD,
            made_at=case.opened_at,
            due_at=house.now + timedelta(days=1),
        )
        for case in cases
        if case.is_open
    )


STAMPS = {"in": "heard", "out": "spoke"}


def _message(house: House, case: Case, at: datetime, is_ours: int, dice: Random) -> Message:
    ours: dict[str, Any] = {"direction": "out", "author": house.reader, "delivered_at": at}
    return Message(
        case=case,
        channel="email",
        person_id=case.person_id,
        at=at,
        subject=case.subject,
        text=text_of(dice, "uk"),
        language="uk",
        message_id=f"<{case.number}.{at.timestamp()}@dnipro.example>",
        **(ours if is_ours else {"direction": "in"}),
    )
