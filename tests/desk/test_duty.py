"""The rota at the desk: who is there, where nobody is, planning, swapping, the calendar feed."""

import re
from datetime import UTC, date, datetime, timedelta

import pytest
from icalendar import Calendar

from slovo.domain.duty.actions.shifts import add_shift
from slovo.domain.duty.actions.swaps import ask_swap
from slovo.domain.duty.models import Pattern, Shift, Swap
from slovo.domain.promises.actions.feeds import make_feed
from slovo.domain.staff.actions.capacity import add_absence
from slovo.domain.staff.models import Team
from tests.desk.reading import fields_of, text_of
from tests.domain.duty.rota import (
    BEFORE,
    DAY,
    NIGHT,
    NIGHT_BEGINS,
    SATURDAY,
    make_desk,
    make_experts,
)

SUNDAY = date(2026, 10, 25)


@pytest.fixture(autouse=True)
def _saturday(clock_at, firm):
    clock_at(NIGHT_BEGINS - timedelta(hours=1))


@pytest.fixture
def desk(petro, iryna, maksym):
    return make_desk(petro, iryna, maksym)


@pytest.fixture
def night(desk, petro, olha):
    return add_shift(desk, user=petro, day=SATURDAY, hours=NIGHT, by=olha, at=BEFORE)


def test_without_a_team_the_page_says_what_to_do(as_olha):
    text = text_of(as_olha.get("/duty/"))
    assert "Nobody is on a rota yet." in text
    assert 'href="/settings/teams/new/"' in text


def test_b0_the_rota_shows_13_hours_and_where_nobody_is(as_olha, night):
    text = text_of(as_olha.get("/duty/?span=week"))
    assert "20:00–08:00 · 13 h, clocks go back · Desk" in text
    assert "04:00 becomes 03:00. This day has 25 hours." in text
    assert "Sun 25 October, 08:00 – " in text
    assert "20:00–08:00" in text_of(as_olha.get("/duty/?span=month"))


def test_r047_without_it_there_is_a_hole_of_13_hours(as_olha, night, iryna, maksym, olha):
    for user, day in ((iryna, SATURDAY), (maksym, SUNDAY)):
        add_shift(night.team, user=user, day=day, hours=DAY, by=olha, at=BEFORE)
    hole = "today, 20:00 – Sun 25 October, 08:00, 13 h · Desk"
    assert hole not in text_of(as_olha.get("/duty/"))
    as_olha.post(f"/duty/shifts/{night.pk}/drop/")
    text = text_of(as_olha.get("/duty/"))
    assert hole in text
    assert '<b class="late">today, 20:00 – Sun 25 October, 08:00</b>' in text


def test_who_is_on_duty_now_and_until_when(as_olha, night, clock_at):
    clock_at(NIGHT_BEGINS)
    assert "<b>Petro Marchenko</b> <span" in text_of(as_olha.get("/duty/"))
    assert "until Sun 08:00" in text_of(as_olha.get("/duty/"))


def test_the_window_of_a_group_in_the_readers_zone(as_olha, desk, petro, iryna, clock_at):
    make_experts(desk, petro, iryna)
    clock_at(datetime(2026, 10, 24, 21, 1, tzinfo=UTC))
    text = text_of(as_olha.get("/duty/"))
    assert "Desk answers now; next 06:00Z (08:00 UTC+2)" in text


def test_an_absence_makes_a_named_hole_on_today(client, night, olha, petro, iryna):
    add_absence(petro, first_day=SATURDAY, last_day=SUNDAY, by=petro, at=BEFORE)
    client.force_login(olha)
    text = text_of(client.get("/"))
    assert "Nobody is on duty" in text
    assert "Petro Marchenko is away" in text
    assert "Give today, 20:00–08:00 to Iryna Koval" in text
    client.force_login(iryna)
    assert "Nobody is on duty" not in text_of(client.get("/"))
    assert "to Iryna Koval<" not in text_of(client.get("/duty/"))


def test_the_night_of_one_who_is_away_is_given_to_another_in_one_tap(
    client, night, olha, petro, iryna
):
    client.force_login(petro)
    said = {"first_day": "2026-10-24", "last_day": "2026-10-26"}
    told = text_of(client.post("/me/absences/", said, follow=True))
    assert "1 duty falls into it: nobody is there until a colleague takes it." in told
    client.force_login(olha)
    page = client.get("/duty/").content.decode()
    form = page.partition(f'<form method="post" action="/duty/shifts/{night.pk}/">')[2]
    said = dict(re.findall(r'name="(\w+)" value="([^"]*)"', form.partition("</form>")[0]))
    assert client.post(f"/duty/shifts/{night.pk}/", said)["Location"] == "/duty/"
    night.refresh_from_db()
    assert (night.user, night.starts_at) == (iryna, NIGHT_BEGINS)
    text = text_of(client.get("/duty/"))
    assert ("Petro Marchenko is away" in text, f'"/duty/shifts/{night.pk}/">' in text) == (
        False,
        True,
    )


def test_a_duty_is_planned_and_a_short_rest_asks_the_principal(as_olha, night, petro):
    form = fields_of(as_olha.get("/duty/shifts/new/"))
    said = {"team": night.team_id, "user": petro.pk, "day": "2026-10-25"}
    said |= {"starts": "10:00", "ends": "20:00"}
    refused = as_olha.post("/duty/shifts/new/", {**form, **said})
    assert refused.status_code == 422
    text = text_of(refused)
    assert "Petro Marchenko would rest less than 11 hours" in text
    assert 'value="2026-10-25"' in text
    assert "Allow the short rest" in text
    allowed = as_olha.post("/duty/shifts/new/", {**form, **said, "is_override": "1"})
    assert (allowed.status_code, Shift.objects.count()) == (302, 2)
    assert "short rest" in text_of(as_olha.get("/duty/"))


def test_a_pattern_begins_today_where_the_firm_is(as_olha, clock_at):
    clock_at(datetime(2026, 10, 23, 22, 30, tzinfo=UTC))
    assert fields_of(as_olha.get("/duty/patterns/new/"))["first_day"] == "2026-10-24"


def test_a_pattern_is_planned_listed_and_ended(as_olha, desk, petro):
    said = {"team": desk.pk, "user": petro.pk, "weekdays": ["0"], "starts": "20:00"}
    said |= {"ends": "08:00", "every": "1", "first_day": "2026-10-26"}
    assert as_olha.post("/duty/patterns/new/", said).status_code == 302
    pattern = Pattern.objects.get()
    assert pattern.shifts.count() == 8
    assert "Monday" in text_of(as_olha.get("/duty/patterns/"))
    Pattern.objects.update(weekdays=[0, 1, 2, 3, 5, 6])
    assert "Monday–Thursday, Saturday, Sunday" in text_of(as_olha.get("/duty/patterns/"))
    as_olha.post(f"/duty/patterns/{pattern.pk}/end/")
    assert not Shift.objects.standing().exists()


def test_a_duty_is_changed_and_taken_off(as_olha, night, iryna):
    url = f"/duty/shifts/{night.pk}/"
    said = {"user": iryna.pk, "day": "2026-10-24", "starts": "20:00", "ends": "08:00", "days": "1"}
    assert as_olha.post(url, said).status_code == 302
    night.refresh_from_db()
    assert night.user == iryna
    as_olha.post(f"{url}drop/")
    assert "off the rota" in text_of(as_olha.get(url))


def test_a_specialist_sees_the_rota_and_changes_only_by_a_swap(client, night, petro, iryna):
    client.force_login(petro)
    page = text_of(client.get(f"/duty/shifts/{night.pk}/"))
    assert "Ask a colleague to take it" in page
    assert "Take it off the rota" not in page
    assert client.post(f"/duty/shifts/{night.pk}/drop/").status_code == 403
    answer = client.post(f"/duty/shifts/{night.pk}/swap/", {"to": iryna.pk, "why": "A wedding"})
    assert answer.status_code == 302
    assert "Duties you are asked to take" not in text_of(client.get("/"))
    client.force_login(iryna)
    day = text_of(client.get("/"))
    asks = "Petro Marchenko asks you to take the duty Sat 24 October, 20:00 – Sun 25"
    assert ("Duties you are asked to take" in day, day.count(asks), "I take it" in day) == (
        True,
        2,
        True,
    )
    text = text_of(client.get("/duty/"))
    assert "Petro Marchenko asks you to take the duty Sat 24 October, 20:00 – Sun 25" in text
    assert "<q>A wedding</q>" in text
    assert "asks you to take the duty" in text_of(client.get("/notices/"))
    swap = Swap.objects.get()
    taken = client.post(f"/duty/swaps/{swap.pk}/", {"answer": "accept", "next": "/?whose=mine"})
    assert taken["Location"] == "/?whose=mine"
    night.refresh_from_db()
    assert night.user == iryna
    assert "Duties you are asked to take" not in text_of(client.get("/"))


def test_a_swap_that_tires_is_refused_in_words(client, night, petro, iryna, olha):
    add_shift(night.team, user=iryna, day=SUNDAY, hours=DAY, by=olha, at=BEFORE)
    swap = ask_swap(night, to=iryna, by=petro, at=BEFORE)
    client.force_login(iryna)
    answer = client.post(f"/duty/swaps/{swap.pk}/", {"answer": "accept"}, follow=True)
    assert "would rest less than 11 hours" in text_of(answer)


def test_his_calendar_shows_when_he_is_on_duty(client, night, petro):
    token = make_feed(petro, by=petro, at=BEFORE)
    calendar = Calendar.from_ical(client.get(f"/promises/feed/{token}.ics").content)
    [event] = calendar.walk("VEVENT")
    assert str(event["summary"]) == "On duty: Desk"
    assert event["dtstart"].dt == NIGHT_BEGINS
    assert event["dtend"].dt - event["dtstart"].dt == timedelta(hours=13)


def test_a_team_is_made_in_the_settings(as_olha, petro, iryna):
    said = {"name": "Experts", "members": [petro.pk, iryna.pk], "zone": "Europe/Kyiv"}
    said |= {"cover": "window", "opens": "08:00", "closes": "24:00"}
    assert as_olha.post("/settings/teams/new/", said).status_code == 302
    team = Team.objects.get()
    assert (team.opens, team.closes, team.window_words) == (480, 1440, "08:00–24:00")
    form = fields_of(as_olha.get(f"/settings/teams/{team.pk}/"))
    assert (form["opens"], form["closes"]) == ("08:00", "24:00")
    refused = as_olha.post("/settings/teams/new/", {**said, "opens": "25:00"})
    assert "Write an hour such as 08:00 or 24:00." in text_of(refused)
