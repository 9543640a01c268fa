"""An import as a whole is taken back, of everybody to whom nothing else has happened since."""

from collections.abc import Collection, Iterator
from datetime import datetime
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from slovo.domain.clients.actions.putting_back import put_back
from slovo.domain.clients.merging import references
from slovo.domain.clients.models import Address, Import, Organisation, Person, Standing
from slovo.domain.journal.actors import Doer
from slovo.domain.journal.models import Event
from slovo.domain.journal.record import record
from slovo.domain.journal.refusal import Refusal
from slovo.domain.staff.rights import refuse_unless_allowed

STEP = 400
OF_ITSELF = ("look", "trace", "pair", "nameword")  # how he looks and sounds: made anew


class TooLateToUndoImport(Refusal):
    """After thirty days, or before it is through, an import stays."""


@transaction.atomic
def undo_import(done: Import, *, by: Doer, at: datetime) -> list[Person]:
    """Those who stay, because something happened to them since; the others are as before."""
    refuse_unless_allowed("import_people", by)
    done = Import.objects.select_for_update(of=("self",)).get(pk=done.pk)
    if done.undone_at is not None:
        return []
    if not done.may_be_undone(at):
        raise TooLateToUndoImport(_("An import can be undone for thirty days after its end."))
    made = set(done.added_of(Person))
    people = made | set(done.completed)
    busy = {person for some in _steps(people) for person in _busy(done, some)}
    _take_back(done, people - busy)
    _drop_places(done.added_of(Organisation))
    stayed = list(Person.objects.filter(pk__in=busy).order_by("full_name", "pk"))
    done.undone_at = at
    done.save(update_fields=["undone_at"])
    told: dict[str, Any] = {"removed": len(made - busy), "stayed": sorted(busy)}
    record("import.undone", done, by=by, at=at, **told)
    return stayed


def _steps(keys: Collection[int]) -> Iterator[list[int]]:
    listed = sorted(keys)
    return (listed[first : first + STEP] for first in range(0, len(listed), STEP))


def _busy(done: Import, people: list[int]) -> Iterator[int]:
    """Whoever is named in the journal since, or by any row that is not of this import."""
    subjects = [f"person:{person}" for person in people]
    later = Event.objects.filter(pk__gt=done.last_event, subject__in=subjects)
    yield from (
        int(subject.partition(":")[2]) for subject in later.values_list("subject", flat=True)
    )
    new = set(done.added_of(Person)) & set(people)
    yield from Person.objects.filter(pk__in=people, merged_into__isnull=False).values_list(
        "pk", flat=True
    )
    for key in references().values():
        model: Any = key.model
        if model._meta.app_label == "clients" and model._meta.model_name in OF_ITSELF:
            continue
        rows = model._default_manager.filter(**{f"{key.name}__in": new})
        of_its_own = set(done.added_of(model))
        found = rows.order_by("pk").values_list("pk", key.attname)
        yield from (person for pk, person in found if pk not in of_its_own)


def _take_back(done: Import, people: set[int]) -> None:
    new = set(done.added_of(Person)) & people
    for model in (Address, Standing):
        for some in _steps(done.added_of(model)):
            model._default_manager.filter(pk__in=some, person__in=people).delete()
    altered = [row for row in done.altered if _is_of(row, people - new)]
    list(put_back(altered))
    for some in _steps(new):
        Person.objects.filter(pk__in=some).delete()


def _is_of(row: list[Any], people: set[int]) -> bool:
    """Standings that were filled are people's who were here."""
    label, key, *_rest = row
    if label == Person._meta.label_lower:
        return key in people
    return Standing.objects.filter(pk=key, person__in=people).exists()


def _drop_places(places: list[int]) -> None:
    """Organisations that came with the import, unless anything else is theirs by now."""
    for place in Organisation.objects.filter(pk__in=places).order_by("pk"):
        if not any(_uses(relation, place) for relation in place._meta.related_objects):
            place.delete()


def _uses(relation: Any, place: Organisation) -> bool:
    rows = relation.related_model._default_manager.filter(**{relation.field.name: place})
    return bool(rows.exists())
