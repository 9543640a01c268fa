"""Putting a case behind the others is never silent (R089): a reason, its owner, the principals."""

from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from slovo.domain.cases.actions.alerting import alert, audience
from slovo.domain.cases.actions.putting_back import stand_behind
from slovo.domain.cases.locking import locked
from slovo.domain.cases.models import Case
from slovo.domain.cases.models.case import State
from slovo.domain.goodwill.models import PutBack
from slovo.domain.goodwill.queue import place_of
from slovo.domain.goodwill.spans import TWICE_WITHIN
from slovo.domain.journal.record import record
from slovo.domain.journal.refusal import Refusal
from slovo.domain.staff.models import User, principals
from slovo.domain.staff.rights import Role, refuse_unless_allowed

FREELY = 2


class ReasonMissing(Refusal):
    """Whoever lets a client wait longer says why."""


class ClientWaitsAlready(Refusal):
    """He is owed a word now: nothing stands before that."""


class ThirdTime(Refusal):
    """Twice is enough: from the third time on only a principal does it."""


@transaction.atomic
def put_back(case: Case, *, reason: str, by: User, at: datetime) -> PutBack:
    """Its owner hears of it, with the second time the principals; the third is theirs alone."""
    refuse_unless_allowed("put_back", by)
    case = locked(case)
    words = reason.strip()[:500]
    if not words:
        raise ReasonMissing(_("Say why this client waits longer than the others."))
    same = case.put_backs.filter(reason=words, put_by=by, put_at__gt=at - TWICE_WITHIN)
    if twin := same.first():
        return twin
    _refuse_waiting(case, at)
    before = case.put_backs.count()
    if before >= FREELY and not by.has_role(Role.PRINCIPAL):
        sentence = _("This was put back twice already. Only a principal does it a third time.")
        raise ThirdTime(sentence)
    place = place_of(case)
    made: PutBack = PutBack.objects.create(
        case=case,
        place_from=place.now,
        place_to=place.last,
        reason=words,
        put_by=by,
        put_at=at,
    )
    case = stand_behind(case, by=by, at=at)
    record("putback.made", made, by=by, at=at, case=case, facts=(made,), times=before + 1)
    alert(case, audience(case, "owner"), why="put_back", by=by, at=at)
    if before + 1 >= FREELY:
        alert(case, principals(), why="put_back_again", by=by, at=at)
    return made


def _refuse_waiting(case: Case, at: datetime) -> None:
    is_late = case.dark_at is not None and case.dark_at <= at
    is_owed = case.chased_at is not None or case.first_answered_at is None or is_late
    if case.state != State.ON_US or is_owed:
        sentence = _(
            "Only what waits for its turn is put back. This client waits for a word, or we wait "
            "for the client."
        )
        raise ClientWaitsAlready(sentence)
