"""Calling a team to a case: itself in its hours, outside them whoever takes over (R076)."""

from collections.abc import Iterable
from datetime import datetime, timedelta

from django.db import transaction
from django.utils.translation import gettext as _

from slovo.domain.calls.models import CallIn
from slovo.domain.cases.actions.alerting import alert, audience
from slovo.domain.cases.locking import locked
from slovo.domain.cases.models import Case
from slovo.domain.duty.coverage import desk_of
from slovo.domain.journal.record import record
from slovo.domain.journal.refusal import Refusal
from slovo.domain.staff.models import Team, User, principals
from slovo.domain.staff.rights import refuse_unless_allowed

THE_SAME = timedelta(minutes=2)


class CallInRefused(Refusal):
    """A team is called with a reason; it is called in only while it is closed, by its members."""


@transaction.atomic
def call_team(case: Case, *, team: Team, why: str, by: User, at: datetime) -> CallIn:
    """Whoever is on duty there is told at once. Pressed twice, it is called once."""
    refuse_unless_allowed("call_team", by)
    if not why.strip():
        raise CallInRefused(_("Say in a line what you need them for."))
    case = locked(case)
    twin = case.team_calls.filter(team=team, asked_by=by, asked_at__gt=at - THE_SAME).first()
    if isinstance(twin, CallIn):
        return twin
    desk = desk_of(team, at)
    call: CallIn = CallIn.objects.create(
        case=case,
        team=team,
        answers=desk.team,
        opens_at=desk.opens_at,
        why=why.strip()[:300],
        asked_by=by,
        asked_at=at,
    )
    users = desk.users or audience(case, "principal") or principals()
    told = [user.pk for user in users]
    record("callin.made", call, by=by, at=at, case=case, answers=desk.team.pk, told=told)
    alert(case, users, why="team_called", by=by, at=at)
    return call


@transaction.atomic
def ask_call_in(call: CallIn, *, by: User, at: datetime) -> CallIn:
    """The team is closed and needed all the same: a principal decides."""
    refuse_unless_allowed("call_team", by)
    call = _latest(call)
    if call.opens_at is None or call.opens_at <= at:
        raise CallInRefused(_("The team is there: it need not be called in."))
    if call.wanted_at is None:
        call.wanted_at = at
        call.save(update_fields=["wanted_at"])
        record("callin.wanted", call, by=by, at=at, case=call.case)
        alert(call.case, principals(), why="call_in_asked", by=by, at=at)
    return call


@transaction.atomic
def approve_call_in(call: CallIn, *, members: Iterable[User], by: User, at: datetime) -> CallIn:
    """These of the team are called in now, out of their hours."""
    refuse_unless_allowed("approve_call_in", by)
    call = _latest(call)
    if call.approved_at:
        return call
    chosen = list({user.pk: user for user in members}.values())
    if not chosen or call.team.members.filter(pk__in=[u.pk for u in chosen]).count() < len(chosen):
        raise CallInRefused(_("Choose who of the team is called in."))
    call.approved_by, call.approved_at = by, at
    call.save(update_fields=["approved_by", "approved_at"])
    told = sorted(user.pk for user in chosen)
    record("callin.approved", call, by=by, at=at, case=call.case, members=told)
    alert(call.case, chosen, why="called_in", by=by, at=at)
    return call


def _latest(call: CallIn) -> CallIn:
    case = locked(call.case)
    rows = CallIn.objects.select_for_update(of=("self",)).select_related("team", "answers")
    fresh = rows.get(pk=call.pk)
    fresh.case = case
    return fresh
