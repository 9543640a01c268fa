"""A file of people before it is taken in: read, its columns named, doubtful rows decided about."""

from collections.abc import Mapping
from datetime import datetime, timedelta

from django.db import transaction
from django.utils.translation import gettext as _

from slovo.domain.clients.comparing import index_everybody
from slovo.domain.clients.importing.columns import FIELDS, guessed
from slovo.domain.clients.importing.matching import Choice, Fate
from slovo.domain.clients.importing.planning import Plan
from slovo.domain.clients.importing.reading import source_of
from slovo.domain.clients.models import Import
from slovo.domain.journal.actors import Doer
from slovo.domain.journal.refusal import Refusal
from slovo.domain.staff.models import User
from slovo.domain.staff.rights import refuse_unless_allowed

KEPT = timedelta(days=7)


class TakenInAlready(Refusal):
    """What is taken in can only be undone as a whole."""


class UnknownColumn(Refusal):
    """There is no such column, or nothing of a person is called so."""


@transaction.atomic
def draft_import(*, name: str, content: bytes, by: Doer, at: datetime) -> Import:
    """Read a file. Nobody is added; drafts of a week ago that nobody took in are thrown away."""
    refuse_unless_allowed("import_people", by)
    source = source_of(content)
    Import.objects.drafts().filter(begun_at=None, at__lt=at - KEPT).delete()
    return Import.objects.create(
        name=name[:200],
        by=by if isinstance(by, User) else None,
        at=at,
        source=source,
        mapping=guessed(source.get("head", [])),
    )


@transaction.atomic
def map_draft_import(draft: Import, *, mapping: Mapping[str, str], by: Doer, at: datetime) -> None:  # noqa: ARG001 - every verb
    """`mapping`: place of a column, from 0 → what it says; "" leaves it out."""
    refuse_unless_allowed("import_people", by)
    draft = _waiting(draft)
    places = {str(place) for place in range(len(draft.source.get("head", ())))}
    kept = {place: field for place, field in mapping.items() if field}
    if not kept.keys() <= places or not set(kept.values()) <= FIELDS.keys():
        raise UnknownColumn(_("There is no such column."))
    draft.mapping, draft.choices = kept, {}
    draft.save(update_fields=["mapping", "choices"])


@transaction.atomic
def choose_in_draft_import(
    draft: Import,
    *,
    choices: Mapping[str, str],
    otherwise: str = "",
    by: Doer,
    at: datetime,
) -> None:
    """`choices`: line → same, new or skip; `otherwise` for all rows not decided about yet."""
    refuse_unless_allowed("import_people", by)
    draft = _waiting(draft)
    known = set(Choice)
    said = {line: choice for line, choice in choices.items() if choice in known}
    draft.choices = {**draft.choices, **said}
    if otherwise in known:
        index_everybody(by=by, at=at)
        left = (row for row in Plan(draft).of(Fate.PERHAPS) if row.is_undecided)
        draft.choices |= {str(row.entry.line): otherwise for row in left}
    draft.save(update_fields=["choices"])


@transaction.atomic
def drop_draft_import(draft: Import, *, by: Doer, at: datetime) -> None:  # noqa: ARG001 - every verb
    refuse_unless_allowed("import_people", by)
    _waiting(draft).delete()


def _waiting(draft: Import) -> Import:
    found = Import.objects.select_for_update(of=("self",)).get(pk=draft.pk)
    if found.begun_at is not None:
        raise TakenInAlready(_("This file was taken in already."))
    return found
