"""People of a file come into the house, hundreds at a time; whoever is known is completed."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from django.db import transaction
from django.db.models import Model
from django.utils.translation import gettext as _

from slovo.domain.clients.actions.people import NoPrincipal, put_names
from slovo.domain.clients.comparing import index_everybody
from slovo.domain.clients.importing.faces import place_key
from slovo.domain.clients.importing.matching import Match, matches
from slovo.domain.clients.importing.planning import entries_of
from slovo.domain.clients.models import Address, Import, Organisation, Person, Standing
from slovo.domain.journal.actors import Doer
from slovo.domain.journal.models import Event
from slovo.domain.journal.record import Entry as Told
from slovo.domain.journal.record import record, record_all
from slovo.domain.staff.hours import today_of_firm
from slovo.domain.staff.models import Firm, User, first_principal
from slovo.domain.staff.rights import Role, refuse_unless_allowed
from slovo.lib.rows import insert_all, most, update_changed

STEP = 500  # whoever writes beside it waits for so many
LONGEST_NOTE = 20_000
SIDES = ("called", "language", "zone", "phone", "note")


@transaction.atomic
def import_people(draft: Import, *, by: Doer, at: datetime) -> Import:
    """The next rows of the file; call it until `ended_at`. What is ended stays as it is."""
    refuse_unless_allowed("import_people", by)
    Firm.objects.select_for_update().get(pk=1)  # one file at a time
    draft = Import.objects.select_for_update(of=("self",)).get(pk=draft.pk)
    if draft.ended_at is not None:
        return draft
    index_everybody(by=by, at=at)
    through = min(draft.done + STEP, draft.rows)
    rows = entries_of(draft, draft.done, through)
    taking = Taking(draft, by, at, _principal(by))
    taking.take(list(matches(rows, draft.choices)))
    draft.begun_at, draft.done = draft.begun_at or at, through
    written = {"begun_at", "done", "added", "completed", "altered", "refused", "last_event"}
    if through == draft.rows:
        draft.ended_at, draft.source, draft.choices = at, {}, {}
        written |= {"ended_at", "source", "choices"}
        counts: dict[str, Any] = draft.as_counts()
        record("import.ended", draft, by=by, at=at, **counts)
    draft.last_event = most(Event, "pk") or 0
    draft.save(update_fields=written)
    return draft


def _principal(by: Doer) -> User:
    """Whoever takes them in, if he is one; else the firm's first."""
    if isinstance(by, User) and by.has_role(Role.PRINCIPAL):
        return by
    found = first_principal()
    if found is None:
        raise NoPrincipal(_("Choose the principal who answers to this person for the firm."))
    return found


@dataclass
class Taking:
    """What some rows write, gathered first and written at once."""

    draft: Import
    by: Doer
    at: datetime
    principal: User
    people: dict[int, Person] = field(default_factory=dict)
    changed: dict[int, set[str]] = field(default_factory=dict)

    def take(self, rows: Sequence[Match]) -> None:
        self.draft.refused += [[row.entry.line, row.why] for row in rows if row.why]
        taken = [row for row in rows if row.is_taken and (row.is_new or row.adds)]
        self._meet(taken)
        self._complete([row for row in taken if not row.is_new])
        self._add_addresses(taken)
        self._add_standings(taken)
        self._tell()

    def _meet(self, rows: Sequence[Match]) -> None:
        new = [row for row in rows if row.is_new]
        made = [self._made(row) for row in new]
        insert_all(made)
        put_names(made)
        self._added(made)
        for row, person in zip(new, made, strict=True):
            self.people[-row.entry.line] = person
            self.changed[person.pk] = set()
        known = {row.face.key for row in rows if row.face and not row.is_new and row.face.key > 0}
        for person in Person.objects.filter(pk__in=known):
            self.people[person.pk] = person

    def _made(self, row: Match) -> Person:
        entry = row.entry
        first, *others = entry.phones or ("",)
        return Person(
            full_name=entry.full_name,
            called=entry.called,
            language=entry.language,
            zone=entry.zone,
            phone=first,
            note=_note(entry.note, *map(_another, others), *entry.odd),
            principal=self.principal,
            made_at=self.at,
        )

    def _complete(self, rows: Sequence[Match]) -> None:
        for row in rows:
            person = self._person(row)
            before = {side: getattr(person, side) for side in SIDES}
            _fill(person, row.adds)
            for side in SIDES:
                if getattr(person, side) != before[side]:
                    self._altered(person, side, before[side])
                    self._gained(person, side)
        for person in {self._person(row).pk: self._person(row) for row in rows}.values():
            update_changed(person)

    def _add_addresses(self, rows: Sequence[Match]) -> None:
        wanted = {email for row in rows for email in row.entry.emails}
        taken = set(Address.objects.filter(email__in=wanted).values_list("email", flat=True))
        made = []
        for row in rows:
            for email in row.entry.emails:
                if email not in taken:
                    taken.add(email)
                    person = self._person(row)
                    made.append(Address(person=person, email=email))
                    self._gained(person, "addresses")
        insert_all(made)
        self._added(made)

    def _add_standings(self, rows: Sequence[Match]) -> None:
        placed = [row for row in rows if row.entry.organisation]
        places = self._places([row.entry.organisation for row in placed])
        keys = [self._person(row).pk for row in placed]
        running = Standing.objects.filter(person__in=keys, to_date=None)
        known = {(each.person_id, each.organisation_id): each for each in running}
        made = []
        for row in placed:
            person, entry = self._person(row), row.entry
            place = places[place_key(entry.organisation)]
            standing = known.get((person.pk, place.pk))
            if standing is None:
                standing = Standing(
                    person=person, organisation=place, from_date=today_of_firm(self.at)
                )
                known[person.pk, place.pk] = standing
                made.append(standing)
                self._gained(person, "standings")
            self._fill_standing(standing, entry.job, entry.topics)
        insert_all(made)
        self._added(made)

    def _fill_standing(self, standing: Standing, job: str, topics: str) -> None:
        for side, value in (("job", job), ("topics", topics)):
            if value and not getattr(standing, side):
                setattr(standing, side, value)
                if standing.pk:
                    self._altered(standing, side, "")
                    standing.save(update_fields=[side])
                    self._gained(standing.person, "standings")

    def _places(self, names: Sequence[str]) -> dict[str, Organisation]:
        """By their names, whatever the quotation marks; the oldest of a name, or a new one."""
        wanted = {place_key(name): name for name in reversed(names)}
        found: dict[str, Organisation] = {}
        for pk, name in Organisation.objects.order_by("pk").values_list("pk", "name"):
            if (key := place_key(name)) in wanted:
                found.setdefault(key, Organisation(pk=pk, name=name))
        made = [
            Organisation(name=name, made_at=self.at)
            for key, name in wanted.items()
            if key not in found
        ]
        insert_all(made)
        self._added(made)
        told = [Told("organisation.added", place, refs=self._refs(changed=[])) for place in made]
        record_all(told, by=self.by, at=self.at)
        return found | {place_key(place.name): place for place in made}

    def _person(self, row: Match) -> Person:
        key = -row.entry.line if row.is_new else (row.face.key if row.face else 0)
        return self.people[key]

    def _added(self, rows: Sequence[Model]) -> None:
        self.draft.added += [[row._meta.label_lower, row.pk] for row in rows]

    def _altered(self, row: Model, side: str, before: Any) -> None:
        label = row._meta.label_lower
        self.draft.altered.append([label, row.pk, side, before, getattr(row, side)])

    def _gained(self, person: Person, side: str) -> None:
        self.changed.setdefault(person.pk, set()).add(side)

    def _refs(self, **more: Any) -> dict[str, Any]:
        return {"import": self.draft.pk, **more}

    def _tell(self) -> None:
        """One event a person: that he is here, or what he gained."""
        new = {self.people[key].pk for key in self.people if key < 0}
        by_key = {person.pk: person for person in self.people.values()}
        told = [
            Told(
                "person.added" if key in new else "person.changed",
                by_key[key],
                refs=self._refs(changed=sorted(sides)),
            )
            for key, sides in self.changed.items()
        ]
        record_all(told, by=self.by, at=self.at)
        self.draft.completed += sorted(self.changed.keys() - new)


def _fill(person: Person, adds: Sequence[tuple[str, str]]) -> None:
    """Only what is empty; a second number and other notes go below the note."""
    for side, value in adds:
        if side == "phone" and person.phone:
            person.note = _note(person.note, _another(value))
        elif side == "note":
            person.note = _note(person.note, value)
        elif side in SIDES and not getattr(person, side):
            setattr(person, side, value)


def _another(phone: str) -> str:
    return _("Another number: %(phone)s") % {"phone": phone}


def _note(*parts: str) -> str:
    return "\n".join(filter(None, parts))[:LONGEST_NOTE]
