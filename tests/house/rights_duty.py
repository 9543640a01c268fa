"""What stands behind the addresses of the rota and of missed calls."""

from datetime import timedelta
from typing import Any

from slovo.domain.calls.actions.missing import note_missed_call
from slovo.domain.calls.actions.reporting import Told, report_call
from slovo.domain.calls.actions.teams import call_team
from slovo.domain.clients.models import Person
from slovo.domain.duty.actions.patterns import save_pattern
from slovo.domain.duty.actions.shifts import add_shift
from slovo.domain.duty.actions.swaps import ask_swap
from slovo.domain.journal.actors import HOUSE
from slovo.domain.notices.actions.reaching import add_reach
from slovo.domain.notices.kinds import Way
from slovo.domain.staff.actions.teams import save_team
from slovo.domain.staff.models import User
from tests.domain.duty.rota import NIGHT
from tests.make import MORNING, ZONE


def duty_keys(person: Person, principal: User, other: User) -> dict[str, Any]:
    at = MORNING
    team = save_team(None, name="Desk", zone=ZONE, members=[principal, other], by=HOUSE, at=at)
    day = at.date() + timedelta(days=2)
    shift = add_shift(team, user=principal, day=day, hours=NIGHT, by=HOUSE, at=at)
    later = day + timedelta(days=2)
    pattern = save_pattern(
        team, user=other, weekdays=[later.weekday()], hours=NIGHT, first_day=later, by=HOUSE, at=at
    )
    told = Told("1", "in", person.phone, at, answered_at=at, ended_at=at, line=principal.email)
    call_told = report_call(told, by=HOUSE, at=at)
    assert call_told is not None
    call = note_missed_call(person, by=principal, at=at)
    return {
        "told_id": call_told.pk,
        "call_id": call.pk,
        "callin_id": call_team(call.case, team=team, why="Help", by=principal, at=at).pk,
        "person-missed-call": person.pk,
        "settings-team": team.pk,
        "team_id": team.pk,
        "reach_id": add_reach(
            principal,
            way=Way.PUSH,
            address="https://push.invalid/1",
            keys={"p256dh": "p", "auth": "a"},
            by=principal,
            at=at,
        ).pk,
        "shift_id": shift.pk,
        "pattern_id": pattern.pk,
        "swap_id": ask_swap(shift, to=other, by=principal, at=at).pk,
    }
