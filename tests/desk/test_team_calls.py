"""R076: a team called to a case, in its window and outside it; who is called in, and by whom."""

from datetime import UTC, datetime, timedelta

import pytest

from slovo.domain.calls.actions.teams import (
    CallInRefused,
    approve_call_in,
    ask_call_in,
    call_team,
)
from slovo.domain.calls.models import CallIn
from slovo.domain.duty.actions.shifts import add_shift
from slovo.domain.duty.times import Hours
from slovo.domain.journal.actors import HOUSE
from slovo.domain.journal.models import Event
from slovo.domain.notices.models import Notice
from slovo.domain.staff.rights import NotAllowed
from tests.desk.reading import text_of
from tests.domain.duty.rota import BEFORE, DAY, NIGHT, SATURDAY, make_desk, make_experts

MIDNIGHT = datetime(2026, 10, 24, 21, 0, tzinfo=UTC)
SECOND = timedelta(seconds=1)


@pytest.fixture
def desk(petro, maksym):
    desk = make_desk(petro, maksym)
    add_shift(desk, user=maksym, day=SATURDAY, hours=NIGHT, by=HOUSE, at=BEFORE)
    return desk


@pytest.fixture
def experts(desk, iryna, nadia):
    team = make_experts(desk, iryna, nadia)
    hours = Hours(DAY.starts, DAY.starts.replace(hour=0), 1)
    add_shift(team, user=iryna, day=SATURDAY, hours=hours, by=HOUSE, at=BEFORE)
    return team


@pytest.fixture
def night(clock_at, case, experts):
    """A minute past midnight: the group has gone home."""
    clock_at(MIDNIGHT)
    return experts


def told(why):
    rows = Notice.objects.filter(why=why).order_by("pk").select_related("user")
    return [row.user.full_name for row in rows]


def test_r076_inside_the_window_the_group_outside_the_desk_with_the_next_start(
    client, case, petro, experts, clock_at
):
    client.force_login(petro)
    for at in (MIDNIGHT - SECOND, MIDNIGHT):
        clock_at(at)
        said = {"team": experts.pk, "why": f"An outage at {at:%H:%M:%S}"}
        CallIn.objects.update(asked_at=BEFORE)
        answer = client.post(f"/cases/{case.ref}/team/", said, follow=True)
        last = text_of(answer)
    assert told("team_called") == ["Iryna Koval", "Maksym Tkach"]
    assert "Desk answers now; next 06:00Z (08:00 UTC+2)" in last
    assert "Ask a principal to call them in" in last


def test_called_in_only_with_a_principals_yes(client, case, petro, olha, nadia, night):
    client.force_login(petro)
    client.post(f"/cases/{case.ref}/team/", {"team": night.pk, "why": "40 links are down"})
    url = f"/calls/teams/{CallIn.objects.get().pk}/"
    assert client.post(url, {"members": [nadia.pk]}).status_code == 403
    client.post(url, {"do": "ask"})
    assert told("call_in_asked") == ["Olha Levchenko"]
    client.force_login(olha)
    assert "A colleague asks for it." in text_of(client.get(url))
    assert client.post(url, {}).status_code == 422
    assert client.post(url, {"members": [nadia.pk]}).status_code == 302
    assert told("called_in") == ["Nadia Hnatiuk"]
    assert "Olha Levchenko called colleagues in." in text_of(client.get(url))


def test_each_is_done_once(case, petro, olha, nadia, night):
    for _twice in range(2):
        call = call_team(case, team=night, why="An outage", by=petro, at=MIDNIGHT)
        ask_call_in(call, by=petro, at=MIDNIGHT)
    for _twice in range(2):
        approve_call_in(call, members=[nadia], by=olha, at=MIDNIGHT)
    kinds = Event.objects.filter(kind__startswith="callin.").order_by("pk")
    assert [event.kind for event in kinds] == ["callin.made", "callin.wanted", "callin.approved"]


def test_what_is_refused(case, petro, olha, maksym, taras, experts):
    with pytest.raises(CallInRefused):
        call_team(case, team=experts, why=" ", by=petro, at=MIDNIGHT)
    with pytest.raises(NotAllowed):
        call_team(case, team=experts, why="An outage", by=taras, at=MIDNIGHT)
    by_day = call_team(case, team=experts, why="An outage", by=petro, at=MIDNIGHT - SECOND)
    with pytest.raises(CallInRefused, match="The team is there"):
        ask_call_in(by_day, by=petro, at=MIDNIGHT - SECOND)
    with pytest.raises(CallInRefused, match="Choose who"):
        approve_call_in(by_day, members=[maksym], by=olha, at=MIDNIGHT)
