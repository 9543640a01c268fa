"""Two persons turn out to be one: everything of his comes together, and can part again."""

from collections.abc import Iterator
from datetime import datetime
from typing import Any

from django.db import transaction
from django.db.models import ForeignKey, Model
from django.utils.translation import gettext as _

from slovo.domain.clients.actions.joining import Joining, is_vouched_for
from slovo.domain.clients.actions.putting_back import Left, put_back
from slovo.domain.clients.merging import references
from slovo.domain.clients.models import Distinction, Merger, Person
from slovo.domain.clients.models.merger import MAY_BE_UNDONE
from slovo.domain.journal.actors import Doer
from slovo.domain.journal.record import record
from slovo.domain.journal.refusal import Refusal
from slovo.domain.staff.models import User
from slovo.domain.staff.rights import refuse_unless_allowed

BATCH = 500
FILLED = ("called", "language", "zone", "says_organisation", "principal_id")


class SamePerson(Refusal):
    """Nobody is merged with himself."""


class MergedAlready(Refusal):
    """One of the two is part of another person already."""


class TooLateToUndo(Refusal):
    """After thirty days a merger stays."""


class MergedSince(Refusal):
    """Who was kept became part of another: that is undone first."""


@transaction.atomic
def merge_people(kept: Person, gone: Person, *, by: Doer, at: datetime) -> Merger:
    """All that is `gone`'s is `kept`'s from now on; what `kept` says of himself stays."""
    refuse_unless_allowed("merge_people", by)
    kept, gone = _locked(kept, gone)
    if kept.pk == gone.pk:
        raise SamePerson(_("Choose two different people."))
    before = Merger.objects.filter(kept=kept, gone=gone, undone_at=None).first()
    if before is not None:
        return before
    for each in (kept, gone):
        if each.merged_into is not None:
            sentence = _("%(name)s is already one with %(kept)s.")
            raise MergedAlready(sentence % {"name": each, "kept": each.merged_into})
    joining = Joining(kept, gone, by, at)
    joining.move_all()
    _fill(joining)
    joining.alter(gone, merged_into_id=kept.pk)
    merger = Merger.objects.create(
        kept=kept,
        gone=gone,
        by=by if isinstance(by, User) else None,
        at=at,
        moved=joining.moved,
        altered=joining.altered,
        ended=joining.ended,
    )
    told: dict[str, Any] = {"gone": gone.pk, "merger": merger.pk, "rows": joining.moved}
    record("person.merged", kept, by=by, at=at, facts=joining.facts, **told)
    return merger


@transaction.atomic
def undo_merger(merger: Merger, *, by: Doer, at: datetime) -> list[Left]:
    """Put back all that is still as the merger left it; what is not is named."""
    refuse_unless_allowed("merge_people", by)
    merger = Merger.objects.select_for_update().get(pk=merger.pk)
    if merger.undone_at is not None:
        return []
    kept, gone = _locked(merger.kept, merger.gone)
    if at > merger.at + MAY_BE_UNDONE:
        raise TooLateToUndo(_("After thirty days a merger can no longer be undone."))
    if kept.merged_into is not None:
        sentence = _("First undo that %(name)s became one with %(kept)s.")
        raise MergedSince(sentence % {"name": kept, "kept": kept.merged_into})
    facts: list[Model] = []
    left = [
        *_moved_back(merger, kept, gone, facts),
        *put_back(merger.altered),
        *(Left(model, 1) for model, _key in merger.ended),
    ]
    merger.undone_at = at
    merger.save(update_fields=["undone_at"])
    stayed = [[each.model, each.count] for each in left]
    told: dict[str, Any] = {"gone": gone.pk, "merger": merger.pk, "left": stayed}
    record("person.parted", kept, by=by, at=at, facts=facts, **told)
    return left


@transaction.atomic
def tell_apart(one: Person, other: Person, *, by: Doer, at: datetime) -> None:
    """They only look alike: the two are not shown as a pair again."""
    refuse_unless_allowed("merge_people", by)
    if one.pk == other.pk:
        raise SamePerson(_("Choose two different people."))
    first, second = sorted((one, other), key=lambda each: each.pk)
    sides = {"by": by if isinstance(by, User) else None, "at": at}
    row, is_new = Distinction.objects.get_or_create(one=first, other=second, defaults=sides)
    if is_new:
        record("person.told_apart", first, by=by, at=at, other=second.pk, distinction=row.pk)


def _locked(one: Person, other: Person) -> tuple[Person, Person]:
    """As they are now, always locked in one order."""
    rows = Person.objects.select_for_update(of=("self",)).select_related("merged_into")
    found = {row.pk: row for row in rows.filter(pk__in=[one.pk, other.pk]).order_by("pk")}
    return found[one.pk], found[other.pk]


def _fill(joining: Joining) -> None:
    """Only what is empty: a second telephone and notes are written below the note."""
    kept, gone = joining.kept, joining.gone
    sides = {name: getattr(kept, name) or getattr(gone, name) for name in FILLED}
    notes = [kept.note, gone.note if gone.note != kept.note else ""]
    if gone.phone and kept.phone and gone.phone != kept.phone:
        notes.append(_("Another number: %(phone)s") % {"phone": gone.phone})
    note = "\n\n".join(filter(None, notes))
    joining.alter(kept, **sides, phone=kept.phone or gone.phone, note=note)


def _moved_back(merger: Merger, kept: Person, gone: Person, facts: list[Model]) -> Iterator[Left]:
    known = references()
    for named, keys in merger.moved.items():
        key, back = known.get(named), 0
        for first in range(0, len(keys), BATCH):
            if key is not None:
                back += _move_back(key, keys[first : first + BATCH], kept, gone, facts)
        if back < len(keys):
            yield Left(named.rpartition(".")[0], len(keys) - back)


def _move_back(
    key: ForeignKey[Any, Any], keys: list[int], kept: Person, gone: Person, facts: list[Model]
) -> int:
    rows = key.model._default_manager.filter(pk__in=keys, **{key.name: kept}).order_by("pk")
    still = list(rows.values_list("pk", flat=True))
    if still:
        is_vouched = is_vouched_for(rows[0], key, gone)
        key.model._default_manager.filter(pk__in=still).update(**{key.name: gone})
        if is_vouched:
            facts += key.model._default_manager.filter(pk__in=still).order_by("pk")
    return len(still)
