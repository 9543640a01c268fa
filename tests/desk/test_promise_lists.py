"""List, ledger and calendar of promises: M1 with its interval, and the heat of the days."""

import re
from datetime import date, timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from slovo.domain.calendars.actions.calendars import Differs, save_days
from slovo.domain.courtesy.actions.blackouts import Days, add_blackout
from slovo.domain.promises.actions.ending import fulfil_promise
from slovo.domain.promises.actions.renegotiating import renegotiate_promise
from slovo.domain.staff.actions.capacity import add_absence
from slovo.domain.staff.models import User
from tests.domain.promises.scene import MONDAY, kyiv, promised, set_hours

DUE = kyiv("2027-03-18 18:00")
NOW = kyiv("2027-03-20 12:00")


@pytest.fixture
def lived(petro, iryna, case, clock_at):
    """Petro kept 8, Iryna broke one and moved one; Petro is late with one and owes one."""
    set_hours(petro)
    for number in range(8):
        promise = promised(case, petro, text=f"Kept {number}", due_at=DUE)
        fulfil_promise(promise, by=petro, at=DUE)
    broken = promised(case, iryna, text="Broken", due_at=DUE)
    fulfil_promise(broken, by=iryna, at=DUE + timedelta(seconds=1))
    moved = promised(case, iryna, text="Moved", due_at=DUE)
    renegotiate_promise(moved, due_at=kyiv("2027-03-30 18:00"), consent="Yes", by=iryna, at=MONDAY)
    promised(case, petro, text="Late one", due_at=kyiv("2027-03-19 12:00"))
    promised(case, petro, text="Owed still", due_at=kyiv("2027-03-24 12:00"), effort_minutes=200)
    promised(case, petro, text="Their papers", owed_by="client", due_at=DUE)
    clock_at(NOW)


def words(client, path):
    response = client.get(path)
    assert response.status_code == 200
    return response.content.decode()


def test_nothing_due_is_no_data_and_nothing_owed_is_said_kindly(as_petro, case):
    page = words(as_petro, "/promises/")
    assert "No promise was due in the last 90 days." in page
    assert "No data." in page
    assert "No promise stands here." in page


def test_the_share_stands_over_the_list_with_its_interval(as_petro, lived):
    page = words(as_petro, "/promises/")
    assert "8 of 11 promises kept." in page
    assert "Over 90 days 72.7 %, the true rate lies between 43.4 and 90.3." in page
    assert "Without new dates: 80.0 %." in page


def test_the_latest_stands_first(as_petro, lived):
    page = words(as_petro, "/promises/")
    places = [page.index(text) for text in ("Late one", "Owed still", "Moved")]
    assert places == sorted(places)
    assert "24 h past" in page
    assert "Their papers" not in page


@pytest.mark.parametrize(
    ("query", "texts"),
    [
        ("state=late", ["Late one"]),
        ("state=theirs", ["Their papers"]),
        ("state=broken", ["Broken", "Late one"]),
        ("state=renegotiated", ["Moved"]),
        ("state=kept&owner=me", [f"Kept {n}" for n in range(8)]),
        ("state=open&days=nonsense&owner=x&after=y", ["Late one", "Moved", "Owed still"]),
    ],
)
def test_every_number_opens_its_rows(as_petro, lived, query, texts):
    page = words(as_petro, f"/promises/?{query}")
    names = [f"Kept {n}" for n in range(8)] + ["Broken", "Moved", "Late one", "Owed still"]
    assert sorted(n for n in [*names, "Their papers"] if f">{n}</a>" in page) == sorted(texts)


def test_the_ledger_counts_by_colleague_and_by_client(as_petro, lived, petro, iryna, case):
    page = words(as_petro, "/promises/ledger/")
    assert "By colleague" in page
    assert "88.9 %" in page  # Petro: 8 of 9
    assert f"?state=kept&amp;owner={petro.pk}" in page
    assert f"?state=renegotiated&amp;owner={iryna.pk}" in page
    assert f'href="/promises/ledger/?by=person&amp;owner={petro.pk}"' in page
    assert "lies between" in page
    page = words(as_petro, "/promises/ledger/?by=person")
    assert f"?state=broken&amp;person={case.person_id}" in page
    assert f'href="/promises/ledger/?person={case.person_id}"' in page
    alone = words(as_petro, f"/promises/ledger/?by=person&owner={iryna.pk}")
    assert "0 of 2 promises kept." in alone
    assert f"?state=broken&amp;owner={iryna.pk}&amp;person={case.person_id}" in alone


def test_shares_are_written_as_the_reader_writes_numbers(as_petro, lived, petro):
    User.objects.filter(pk=petro.pk).update(language="uk")
    page = words(as_petro, "/promises/ledger/")
    assert "72,7 %" in page
    assert "88,9 %" in page


def test_on_a_phone_every_number_of_the_ledger_says_what_it_counts(as_petro, lived):
    page = words(as_petro, "/promises/ledger/")
    row = page.partition("<tbody>")[2].partition("</tr>")[0]
    labels = re.findall(r'<td class="num" data-label="([^"]+)"', row)
    counted = ["Kept", "Broken", "New date", "Given back"]
    assert labels == [*counted, "Share kept", "lies between", "Without new dates"]


def test_lists_go_on(as_petro, case, petro, clock_at):
    for number in range(51):
        promised(case, petro, text=f"P{number:02}", due_at=MONDAY + timedelta(hours=number + 1))
    clock_at(MONDAY)
    page = words(as_petro, "/promises/")
    assert ">P49</a>" in page
    assert ">P50</a>" not in page
    after = page.partition("after=")[2].partition('"')[0]
    assert ">P50</a>" in words(as_petro, f"/promises/?after={after}")


def test_a_month_shows_what_is_due_and_how_full_the_days_are(as_petro, lived, petro):
    page = words(as_petro, f"/promises/calendar/?owner={petro.pk}")
    assert "March 2027" in page
    assert "Owed still" in page
    assert "6 more" in page  # 18 March: three of the eight that are kept and the client's
    assert "3 of 3 h" in page  # Wednesday, and the hour left over on Tuesday
    assert "1 of 3 h" in page


def test_too_much_promised_is_said(as_petro, case, petro, olha, clock_at):
    set_hours(petro)
    due_at = kyiv("2027-03-16 18:00")
    promised(case, olha, owner=petro, effort_minutes=500, due_at=due_at, is_override=True)
    clock_at(MONDAY)
    assert "7 of 3 h" in words(as_petro, f"/promises/calendar/?owner={petro.pk}")


def test_hours_on_a_day_off_are_called_too_many(as_petro, case, petro, clock_at):
    set_hours(petro)
    promised(case, petro, effort_minutes=30, due_at=kyiv("2027-03-19 12:00"))
    clock_at(NOW)
    assert "0.6 h too many" in words(as_petro, f"/promises/calendar/?owner={petro.pk}")


def test_a_month_is_called_with_a_space_that_every_letter_has(as_petro, petro, clock_at):
    clock_at(MONDAY)
    User.objects.filter(pk=petro.pk).update(language="uk")
    assert "Березень 2027\N{NO-BREAK SPACE}р." in words(as_petro, "/promises/calendar/")


def test_the_day_the_clocks_change_is_marked(as_petro, lived):
    page = words(as_petro, "/promises/calendar/?span=week&day=2027-03-28")
    assert "03:00 becomes 04:00. This day has 23 hours." in page
    page = words(as_petro, "/promises/calendar/?span=day&day=2026-10-25")
    assert "04:00 becomes 03:00. This day has 25 hours." in page


def test_holidays_absences_and_the_clients_days_are_marked(
    as_petro, lived, petro, firm, olha, olena, viktor
):
    holiday = [Differs(date(2027, 3, 8), "Women's day")]
    save_days(firm.calendar, year=2027, days=holiday, by=olha, at=MONDAY)
    add_absence(petro, first_day=date(2027, 3, 30), last_day=date(2027, 4, 2), by=petro, at=MONDAY)
    busy = Days(date(2027, 3, 25), date(2027, 3, 26), nature="peak")
    add_blackout(olena, days=busy, by=petro, at=MONDAY)
    add_blackout(viktor, days=busy, by=petro, at=MONDAY)
    page = words(as_petro, "/promises/calendar/")
    assert "Women&#x27;s day" in page
    assert "Petro Marchenko is away" in page
    assert "Olena Sydorenko: busy" in page
    assert "Viktor Savchenko: busy" not in page


@pytest.mark.parametrize("span", ["day", "week", "month", "century"])
@pytest.mark.parametrize("day", ["2027-03-18", "1900-01-01", "2027-02-31", "2099-12-31", "x"])
def test_any_day_may_be_asked_for(as_petro, lived, span, day):
    words(as_petro, f"/promises/calendar/?span={span}&day={day}")


@pytest.mark.parametrize("path", ["", "ledger/", "calendar/", "calendar/?span=week"])
def test_pages_ask_no_more_with_more_rows(as_petro, lived, case, petro, iryna, maksym, path):
    def asked():
        with CaptureQueriesContext(
            connection,
        ) as queries:
            words(as_petro, f"/promises/{path}")
        return len(queries)

    asked()
    few = asked()
    for number in range(12):
        who = (petro, iryna, maksym)[number % 3]
        due_at = kyiv("2027-03-25 12:00") + timedelta(days=number % 4)
        promised(case, who, text=f"New {number}", due_at=due_at, effort_minutes=5, at=NOW)
    assert asked() <= few


def test_a_day_of_a_month_shows_what_is_open_and_counts_the_rest(as_petro, petro, case, clock_at):
    for number in range(6):
        due_at = kyiv("2027-03-25 10:00") + timedelta(hours=number)
        promise = promised(case, petro, text=f"Part {number}", due_at=due_at, effort_minutes=0)
        if number < 4:
            fulfil_promise(promise, by=petro, at=NOW)
    clock_at(NOW)
    page = words(as_petro, "/promises/calendar/?day=2027-03-25")
    assert [n for n in range(6) if f">Part {n}</a>" in page] == [0, 4, 5]
    assert page.index(">Part 4</a>") < page.index(">Part 5</a>") < page.index(">Part 0</a>")
    assert '<span class="only-wide">3 more</span><span class="only-phone">6</span>' in page
    alone = words(as_petro, f"/promises/calendar/?day=2027-03-25&owner={petro.pk}")
    assert "3 more" in alone
    nobody = words(as_petro, "/promises/calendar/?day=2027-03-25&owner=999999")
    assert "Part 0" not in nobody
    week = words(as_petro, f"/promises/calendar/?span=week&day=2027-03-25&person={case.person_id}")
    places = [week.index(f"Part {number}</b>") for number in range(6)]
    assert places == sorted(places)
