"""The firm's list of causes."""

from datetime import datetime

from django.db import transaction
from django.utils import translation
from django.utils.text import slugify
from django.utils.translation import gettext as _

from slovo.domain.journal.actors import Doer
from slovo.domain.journal.record import record
from slovo.domain.journal.refusal import Refusal
from slovo.domain.mistakes.causes import DEFAULTS
from slovo.domain.mistakes.models import Branch, Cause
from slovo.domain.staff.rights import refuse_unless_allowed


class CauseRefused(Refusal):
    """A cause has a name and a branch, and each name is on the list once."""


@transaction.atomic
def save_cause(
    cause: Cause | None, *, name: str, branch: str, code: str = "", by: Doer, at: datetime
) -> Cause:
    """The code of a cause never changes; a name that was retired comes back with its past."""
    refuse_unless_allowed("save_cause", by)
    name = " ".join(name.split())[:120]
    if not name or branch not in Branch.values:
        raise CauseRefused(_("Write what the cause is called, and where it lies."))
    twin = Cause.objects.filter(name__iexact=name).exclude(pk=cause.pk if cause else 0).first()
    if twin is not None and (cause is not None or twin.retired_at is None):
        raise CauseRefused(_("“%(name)s” is on the list already.") % {"name": name})
    known = cause or twin or Cause(code=_free_code(code or name))
    if known.pk and (known.name, known.branch, known.retired_at) == (name, branch, None):
        return known
    known.name, known.branch, known.retired_at = name, branch, None
    known.save()
    record("cause.changed", known, by=by, at=at, code=known.code)
    return known


@transaction.atomic
def retire_cause(cause: Cause, *, by: Doer, at: datetime) -> None:
    """It is named no more; where it was named, it stays."""
    refuse_unless_allowed("save_cause", by)
    if Cause.objects.filter(pk=cause.pk, retired_at=None).update(retired_at=at):
        cause.retired_at = at
        record("cause.retired", cause, by=by, at=at, code=cause.code)


@transaction.atomic
def list_first_causes(language: str, *, by: Doer, at: datetime) -> None:
    """What a new house starts with, in its language."""
    with translation.override(language):
        known = set(Cause.objects.values_list("code", flat=True))
        for code, branch, name in DEFAULTS:
            if code not in known:
                save_cause(None, name=str(name), branch=branch, code=code, by=by, at=at)


def _free_code(words: str) -> str:
    """Letters of any alphabet may stand in a name; what no code can be made of is numbered."""
    plain = slugify(words)[:30] or "cause"
    taken = set(Cause.objects.filter(code__startswith=plain).values_list("code", flat=True))
    codes = (plain, *(f"{plain}-{number}" for number in range(2, len(taken) + 3)))
    return next(code for code in codes if code not in taken)
