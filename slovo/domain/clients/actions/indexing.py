"""Whoever is new or looks different is compared with everybody else, once and not at each visit."""

from collections import defaultdict
from collections.abc import Iterator
from datetime import datetime
from itertools import combinations
from typing import Any

from django.db import transaction
from django.db.models import Q

from slovo.domain.clients.models import Address, Look, Pair, Person, Trace
from slovo.domain.clients.traces import (
    ADDRESS,
    FAMILY,
    PHONE,
    WHOLE,
    Key,
    changed,
    traces_of,
    unseen,
)
from slovo.domain.journal.actors import Doer
from slovo.domain.staff.models import Firm
from slovo.lib.names import Likeness, is_cyrillic, likeness

BATCH, STEP = 300, 500  # whoever writes beside it waits for so many
# More people of one family name, telephone or mailbox than this are no hint any more.
MOST_ALIKE = 60
NAME, SCRIPTS = "name", "scripts"

Named = tuple[int, str]
Group = tuple[str, str, list[Named]]


@transaction.atomic
def index_people(*, by: Doer, at: datetime) -> int:  # noqa: ARG001 - every verb has a doer
    """Some of those who were not compared yet, the oldest first; how many."""
    gone = Look.objects.filter(person__merged_into__isnull=False)
    if not any(rows.exists() for rows in (unseen(), gone, changed())):
        return 0
    Firm.objects.select_for_update().filter(pk=1).first()  # one after another
    found = list(unseen()[:BATCH] or changed()[:BATCH])
    _forget([*gone.values_list("person", flat=True), *(person.pk for person in found)])
    _note(found, at)
    pairs = list(_pairs({person.pk for person in found}))
    Pair.objects.bulk_create(pairs, batch_size=STEP, ignore_conflicts=True)
    return len(found)


def _forget(people: list[int]) -> None:
    for some in _steps(people):
        Look.objects.filter(person__in=some).delete()
        Trace.objects.filter(person__in=some).delete()
        Pair.objects.filter(Q(one__in=some) | Q(other__in=some)).delete()


def _note(people: list[Person], at: datetime) -> None:
    addresses: dict[int, list[Address]] = defaultdict(list)
    for address in Address.objects.filter(person__in=[person.pk for person in people]):
        addresses[address.person_id].append(address)
    Trace.objects.bulk_create(
        Trace(person=person, kind=kind, key=key)
        for person in people
        for kind, key in sorted(_traces(person, addresses[person.pk]))
    )
    Look.objects.bulk_create(
        Look(
            person=person,
            full_name=person.full_name,
            phone=person.phone,
            addresses=len(addresses[person.pk]),
            total=sum(address.pk for address in addresses[person.pk]),
            seen_at=at,
        )
        for person in people
    )


def _traces(person: Person, addresses: list[Address]) -> set[Key]:
    emails = (address.email for address in addresses)
    return traces_of(person.full_name, [person.phone], emails)


def _pairs(new: set[int]) -> Iterator[Pair]:
    """Everybody new with whoever has a trace in common."""
    for kind, key, people in _groups(new):
        if len(people) > MOST_ALIKE:
            Pair.objects.filter(reason=kind, key=key).delete()
            continue
        for one, other in combinations(people, 2):
            if one[0] in new or other[0] in new:
                pair = _pair(one, other, kind, key)
                yield from () if pair is None else (pair,)


def _groups(new: set[int]) -> Iterator[Group]:
    """Traces that somebody new shares, with everybody who has them."""
    asked: dict[str, set[str]] = defaultdict(set)
    for some in _steps(sorted(new)):
        for kind, key in Trace.objects.filter(person__in=some).values_list("kind", "key"):
            asked[kind].add(key)
    for kind in (PHONE, ADDRESS, WHOLE, FAMILY):
        for keys in _steps(sorted(asked[kind])):
            found: dict[str, list[Named]] = defaultdict(list)
            rows = Trace.objects.filter(kind=kind, key__in=keys).order_by("key", "person")
            for key, person, name in rows.values_list("key", "person", "person__full_name"):
                found[key].append((person, name))
            yield from ((kind, key, people) for key, people in found.items() if len(people) > 1)


def _steps(rows: list[Any]) -> Iterator[list[Any]]:
    return (rows[first : first + STEP] for first in range(0, len(rows), STEP))


def _pair(one: Named, other: Named, kind: str, key: str) -> Pair | None:
    sides = {"one_id": one[0], "other_id": other[0], "key": key}
    if kind in (PHONE, ADDRESS):
        return Pair(**sides, reason=kind, is_sure=True)
    grade = likeness(one[1], other[1])
    if grade == Likeness.DIFFERENT:
        return None
    is_two = is_cyrillic(one[1]) != is_cyrillic(other[1])
    reason = SCRIPTS if is_two else NAME
    return Pair(**sides, reason=reason, is_sure=grade == Likeness.LIKELY)
