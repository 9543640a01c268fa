"""People as files that other programs read: visiting cards, or a table that comes back whole."""

import csv
import io
from collections.abc import Iterable, Iterator

from slovo.domain.clients.models import Person, Standing
from slovo.lib.tables import inert
from slovo.lib.vcards import VCard

HEAD = ("name", "called", "email", "phone", "organisation", "job", "topics", "language", "zone")


def as_cards(people: Iterable[Person]) -> str:
    """Without the note, which is for colleagues only. Prefetch `addresses` and `running`."""
    return "".join(_card(person).written() for person in people)


def as_table(people: Iterable[Person]) -> str:
    """A line for each organisation somebody stands for; without one a line all the same."""
    text = io.StringIO()
    table = csv.writer(text)
    table.writerow((*HEAD, "note"))
    for person in people:
        table.writerows(map(inert, row) for row in _rows(person))
    return text.getvalue()


def _card(person: Person) -> VCard:
    first = next(iter(_running(person)), None)
    return VCard(
        name=person.full_name,
        called=person.called,
        organisation=first.organisation.name if first else "",
        role=first.job if first else "",
        phones=[("work", person.phone)] if person.phone else [],
        mails=[address.email for address in person.addresses.all()],
    )


def _rows(person: Person) -> Iterator[list[str]]:
    emails = ", ".join(sorted(address.email for address in person.addresses.all()))
    who = [person.full_name, person.called, emails, person.phone]
    rest = [person.language, person.zone, person.note]
    places = [[row.organisation.name, row.job, row.topics] for row in _running(person)]
    for place in places or [["", "", ""]]:
        yield [*who, *place, *rest]


def _running(person: Person) -> list[Standing]:
    rows = (row for row in person.standings.all() if row.to_date is None)
    return sorted(rows, key=lambda row: row.pk)
