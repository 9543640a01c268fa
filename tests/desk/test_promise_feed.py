"""A colleague's promises in his own calendar, by a link of his own (RFC 5545)."""

from datetime import timedelta

import pytest
from icalendar import Calendar

from slovo.domain.journal.models import Event
from slovo.domain.promises.actions.ending import fulfil_promise, withdraw_by_client
from slovo.domain.promises.actions.feeds import make_feed
from slovo.domain.promises.feeds import standing_feed
from slovo.domain.staff.actions.users import leave_firm
from slovo.domain.staff.rights import NotAllowed
from tests.domain.promises.scene import MONDAY, NEXT_MONDAY, kyiv, promised


@pytest.fixture(autouse=True)
def _monday(clock_at, firm):
    clock_at(MONDAY)


def read(client, token):
    answer = client.get(f"/promises/feed/{token}.ics")
    assert answer.status_code == 200
    assert answer["Content-Type"] == "text/calendar; charset=utf-8"
    calendar = Calendar.from_ical(answer.content)
    return calendar, {str(e["summary"]): e for e in calendar.walk("VEVENT")}


def test_a_calendar_reads_what_he_promised(client, petro, case):
    promise = promised(case, petro, effort_minutes=60)
    promised(case, petro, text="Their papers", owed_by="client")
    calendar, events = read(client, make_feed(petro, by=petro, at=MONDAY))
    assert (calendar["version"], calendar["method"]) == ("2.0", "PUBLISH")
    assert str(calendar["x-wr-calname"]) == "Promises and duties of Petro Marchenko"
    assert sorted(events) == [
        "Draft of the claim, Olena Sydorenko",
        "Olena Sydorenko owes us: Their papers",
    ]
    event = events["Draft of the claim, Olena Sydorenko"]
    assert event["dtend"].dt == NEXT_MONDAY
    assert event["dtend"].to_ical() == b"20270322T160000Z"
    assert event["dtend"].dt - event["dtstart"].dt == timedelta(minutes=30)
    assert (str(event["uid"]), str(event["status"])) == (
        f"promise-{promise.pk}@127.0.0.1",
        "CONFIRMED",
    )
    assert str(event["url"]).endswith(f"/promises/{promise.pk}/")
    assert event["dtstamp"].dt == MONDAY


def test_what_is_no_longer_owed_is_cancelled_under_the_same_uid(client, petro, case):
    token = make_feed(petro, by=petro, at=MONDAY)
    promise = promised(case, petro)
    _calendar, before = read(client, token)
    withdraw_by_client(promise, words="Never mind", by=petro, at=kyiv("2027-03-15 11:00"))
    _calendar, after = read(client, token)
    name = "Draft of the claim, Olena Sydorenko"
    assert before[name]["uid"] == after[name]["uid"]
    assert (str(after[name]["status"]), after[name]["sequence"]) == ("CANCELLED", 1)
    assert after[name]["last-modified"].dt == kyiv("2027-03-15 11:00")


def test_done_is_said_and_what_ended_long_ago_is_gone(client, petro, case, clock_at):
    token = make_feed(petro, by=petro, at=MONDAY)
    fulfil_promise(promised(case, petro), by=petro, at=MONDAY)
    assert list(read(client, token)[1]) == ["Done: Draft of the claim, Olena Sydorenko"]
    clock_at(MONDAY + timedelta(days=91))
    assert read(client, token)[1] == {}


def test_only_his_own_stand_there_in_his_language(client, petro, maksym, case):
    promised(case, petro)
    promised(case, maksym, text="Иск")
    _calendar, events = read(client, make_feed(maksym, by=maksym, at=MONDAY))
    assert list(events) == ["Иск, Olena Sydorenko"]


def test_a_new_link_closes_the_old_one(as_petro, petro, client):
    assert as_petro.get("/me/").content.decode().count("Make a link") == 1
    old = make_feed(petro, by=petro, at=MONDAY)
    assert as_petro.post("/promises/feed/make/")["Location"] == "/me/#feed"
    new = standing_feed(petro)
    assert new != old
    assert f"/promises/feed/{new}.ics" in as_petro.get("/me/").content.decode()
    assert client.get(f"/promises/feed/{old}.ics").status_code == 404
    assert client.get(f"/promises/feed/{new}.ics").status_code == 200
    assert Event.objects.filter(kind="feed.made").count() == 2


def test_who_has_left_has_no_calendar(client, iryna, olha):
    token = make_feed(iryna, by=iryna, at=MONDAY)
    leave_firm(iryna, by=olha, at=MONDAY)
    assert client.get(f"/promises/feed/{token}.ics").status_code == 404


def test_nobody_makes_a_link_to_anothers_calendar(petro, olha, taras):
    with pytest.raises(NotAllowed):
        make_feed(petro, by=olha, at=MONDAY)
    with pytest.raises(NotAllowed):
        make_feed(taras, by=taras, at=MONDAY)
