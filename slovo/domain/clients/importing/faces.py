"""Those whom the rows of a file may mean: people of the house, and rows that stand before."""

import re
from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass, field
from typing import Any

from django.db.models import Count

from slovo.domain.clients.importing.entries import Entry
from slovo.domain.clients.models import Address, Person, Standing, Trace
from slovo.domain.clients.traces import FAMILY, Key, traces_of
from slovo.lib.phones import dialled

STEP = 400
MOST_ALIKE = 60


@dataclass
class Face:
    """A person by his key, or a row of the file by its line, below zero."""

    key: int
    full_name: str
    emails: set[str] = field(default_factory=set)
    numbers: set[str] = field(default_factory=set)
    places: dict[str, dict[str, str]] = field(default_factory=dict)
    sides: dict[str, str] = field(default_factory=dict)

    def learn(self, entry: Entry) -> None:
        self.emails.update(entry.emails)
        self.numbers.update(map(dialled, entry.phones))
        if entry.organisation:
            place = self.places.setdefault(place_key(entry.organisation), {})
            for side in ("job", "topics"):
                place[side] = place.get(side) or getattr(entry, side)
        for side in ("called", "language", "zone", "note"):
            self.sides[side] = self.sides.get(side) or getattr(entry, side)
        self.sides["phone"] = self.sides.get("phone") or next(iter(entry.phones), "")


def place_key(name: str) -> str:
    """«ТОВ "Берегиня"» and «ТОВ «Берегиня»» are one."""
    return re.sub(r"[^\w]+", " ", name.casefold()).strip()


class Faces:
    """Found by an address, and by traces; what is learned of a row is found by the next."""

    def __init__(self, entries: Iterable[Entry]) -> None:
        known = [entry for entry in entries if not entry.why]
        self._traces = {
            row.line: sorted(traces_of(row.full_name, row.phones, row.emails)) for row in known
        }
        keys = {key for traces in self._traces.values() for key in traces}
        self._by_email: dict[str, int] = dict(_owners({e for entry in known for e in entry.emails}))
        self._by_trace: dict[Key, set[int]] = defaultdict(set)
        for kind, key, person in _traced(keys):
            self._by_trace[kind, key].add(person)
        people = {key for some in self._by_trace.values() for key in some}
        self._faces = _faces(people | set(self._by_email.values()))

    def add(self, entry: Entry) -> Face:
        """A row that is nobody known is a face of its own for those after it."""
        face = self._faces[-entry.line] = Face(-entry.line, entry.full_name)
        self.learn(face, entry)
        return face

    def learn(self, face: Face, entry: Entry) -> None:
        face.learn(entry)
        for email in entry.emails:
            self._by_email.setdefault(email, face.key)
        for trace in self._traces[entry.line]:
            self._by_trace[trace].add(face.key)

    def with_address(self, emails: Iterable[str]) -> list[Face]:
        found = dict.fromkeys(self._by_email[e] for e in emails if e in self._by_email)
        return [self._faces[key] for key in found]

    def with_trace_of(self, entry: Entry) -> Iterator[tuple[str, list[Face]]]:
        """Kinds of traces, and who has the same; nobody when very many have it."""
        for trace in self._traces[entry.line]:
            found = self._by_trace.get(trace, set())
            if len(found) <= MOST_ALIKE:
                yield trace[0], [self._faces[key] for key in sorted(found)]


def _steps(rows: Collection[Any]) -> Iterator[list[Any]]:
    listed = sorted(rows)
    return (listed[first : first + STEP] for first in range(0, len(listed), STEP))


def _owners(emails: set[str]) -> Iterator[tuple[str, int]]:
    for some in _steps(emails):
        yield from Address.objects.filter(email__in=some).values_list("email", "person")


def _traced(keys: set[Key]) -> Iterator[tuple[str, str, int]]:
    by_kind: dict[str, set[str]] = defaultdict(set)
    for kind, key in keys:
        by_kind[kind].add(key)
    for kind, known in by_kind.items():
        for some in _steps(known - _crowded(kind)):
            rows = Trace.objects.filter(kind=kind, key__in=some)
            yield from rows.values_list("kind", "key", "person")


def _crowded(kind: str) -> set[str]:
    """Family names of so many people that they say nothing."""
    if kind != FAMILY:
        return set()
    rows = Trace.objects.filter(kind=kind).order_by().values("key").annotate(Count("pk"))
    return set(rows.filter(pk__count__gt=MOST_ALIKE).values_list("key", flat=True))


def _faces(people: Collection[int]) -> dict[int, Face]:
    found: dict[int, Face] = {}
    for some in _steps(people):
        for person in Person.objects.filter(pk__in=some):
            face = found[person.pk] = Face(person.pk, person.full_name)
            face.sides = {
                side: getattr(person, side)
                for side in ("called", "language", "zone", "note", "phone")
            }
            face.numbers = {dialled(person.phone)} - {""}
        for key, email in Address.objects.filter(person__in=some).values_list("person", "email"):
            found[key].emails.add(email)
        running = Standing.objects.filter(person__in=some, to_date=None)
        rows = running.values_list("person", "organisation__name", "job", "topics")
        for key, name, job, topics in rows:
            found[key].places[place_key(name)] = {"job": job, "topics": topics}
    return found
