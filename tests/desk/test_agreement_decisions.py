from datetime import timedelta

import pytest

from slovo.domain.access.links import standing_token
from slovo.domain.cases.models import Message
from slovo.domain.delivery.models import Appointment, Decision, Meeting
from tests.desk.reading import fields_of, text_of
from tests.desk.scene import send_all
from tests.make import MORNING

pytestmark = pytest.mark.django_db


@pytest.fixture
def page(engagement):
    return f"/agreements/{engagement.pk}/"


def test_a_figure_without_source_is_warned_of_and_a_choice_confirmed(as_petro, page):
    form = fields_of(as_petro.get(f"{page}decisions/"))
    said = {**form, "question": "Sue or settle?", "options": "Sue\nSettle", "f0-what": "A year"}
    answer = as_petro.post(f"{page}decisions/", said, follow=True)
    assert "Without a source or a day: A year." in text_of(answer)
    assert "nobody can check it" in text_of(answer)
    decision = Decision.objects.get()
    url = f"{page}decisions/{decision.pk}/"
    chosen = fields_of(as_petro.get(url))
    assert as_petro.post(url, {**chosen, "choice": "Settle", "words": ""}).status_code == 422
    as_petro.post(url, {**chosen, "choice": "Settle", "words": "Let us settle"})
    text = text_of(as_petro.get(page))
    assert "Let us settle" in text
    assert "The written confirmation is due tomorrow by 18:00." in text
    assert Message.objects.filter(wording="decision_confirmed").count() == 1


def test_the_client_is_asked_by_a_link_that_can_be_taken_back(as_petro, client, page, engagement):
    said = {"question": "Sue or settle?", "options": "Sue\nSettle"}
    form = fields_of(as_petro.get(f"{page}decisions/"))
    as_petro.post(f"{page}decisions/", {**form, **said})
    decision = Decision.objects.get()
    ask, link = f"{page}decisions/{decision.pk}/ask/", f"{page}unlink/"
    assert "Ask the client" in text_of(as_petro.get(page))
    text = text_of(as_petro.post(ask, follow=True))
    assert "Asked by Petro Marchenko today, 11:05; no answer yet." in text
    old = f"/q/{standing_token(engagement.person, decision.subject)}/"
    assert client.get(old).status_code == 200
    as_petro.post(link, {"subject": decision.subject})
    assert client.get(old).status_code == 404
    assert client.post(old, {"choice": "1"}).status_code == 404
    assert Decision.objects.get().is_waiting
    withdraw = f"{page}decisions/{decision.pk}/withdraw/"
    text = text_of(as_petro.post(withdraw, follow=True))
    assert "Taken back today, 11:05." in text
    assert as_petro.post(ask).status_code == 422


def test_one_way_is_no_decision(as_petro, page):
    answer = as_petro.post(f"{page}decisions/", {"question": "Sue?", "options": "Sue"})
    assert answer.status_code == 422
    assert "two ways or more" in text_of(answer)


def test_a_meeting_is_made_ready_and_warned_of(as_petro, page, clock_at):
    form = fields_of(as_petro.get(f"{page}meetings/"))
    said = {"title": "Sign", "day": "2027-03-12", "start": "15:00", "needs": "The claim"}
    assert as_petro.post(f"{page}meetings/", {**form, **said}).status_code == 302
    meeting = Meeting.objects.get()
    assert "Must be ready: The claim (Petro Marchenko)." in text_of(as_petro.get(page))
    clock_at(meeting.starts_at - timedelta(hours=3, minutes=55))
    warn = f"{page}meetings/{meeting.pk}/warn/"
    assert as_petro.post(warn, {"words": ""}).status_code == 422
    assert as_petro.post(warn, {"words": "Come tomorrow"}).status_code == 302
    text = text_of(as_petro.get(page))
    assert "Petro Marchenko warned the client 3 h 55 min before." in text
    as_petro.post(f"{page}meetings/{meeting.pk}/ready/")
    assert Meeting.objects.get().ready_by.full_name == "Petro Marchenko"
    as_petro.post(f"{page}meetings/cancel/{meeting.appointment_id}/")
    assert Appointment.objects.get().cancelled_at
    assert "No meeting stands." in text_of(as_petro.get(page))


def test_a_meeting_is_moved_and_who_tells_the_client_is_chosen(as_petro, page):
    form = fields_of(as_petro.get(f"{page}meetings/"))
    assert form["tell"] == ["letter"]
    said = {**form, "title": "Sign", "day": "2027-03-12", "start": "15:00"}
    himself = {"tell": "myself", "told_how": ""}
    answer = as_petro.post(f"{page}meetings/", {**said, **himself})
    assert answer.status_code == 422
    assert "Say how the client was told." in text_of(answer)
    as_petro.post(f"{page}meetings/", {**said, **himself, "told_how": "by phone at ten"})
    assert "Petro Marchenko told the client: by phone at ten." in text_of(as_petro.get(page))
    assert not Message.objects.filter(wording="appointment_made").exists()
    move = f"{page}meetings/{Meeting.objects.get().pk}/move/"
    form = fields_of(as_petro.get(move))
    assert (form["day"], form["start"], form["tell"]) == ("2027-03-12", "15:00", ["letter"])
    answer = as_petro.post(move, {**form, "day": "2027-03-09"})
    assert answer.status_code == 422
    assert "This time is over." in text_of(answer)
    as_petro.post(move, {**form, "day": "2027-03-15"})
    text = text_of(as_petro.get(page))
    assert "Mon 15 March, 15:00 · Sign" in text
    assert "The letter to the client is on its way." in text
    send_all(MORNING)
    assert "The client was told by letter today, 11:05." in text_of(as_petro.get(page))


def test_of_a_series_one_is_left_out_or_all_move(as_petro, page):
    form = fields_of(as_petro.get(f"{page}meetings/"))
    said = {"title": "The week", "day": "2027-03-12", "start": "15:00", "repeats": "weekly"}
    as_petro.post(f"{page}meetings/", {**form, **said})
    first = Meeting.objects.get().pk
    assert "Call the series off" in text_of(as_petro.get(page))
    skip = f"{page}meetings/{first}/skip/"
    as_petro.post(skip, fields_of(as_petro.get(skip)))
    text = text_of(as_petro.get(page))
    assert "Fri 19 March, 15:00 · The week" in text
    assert "Fri 12 March" not in text
    move = f"{page}meetings/{Meeting.objects.standing().get().pk}/move/"
    form = fields_of(as_petro.get(move))
    assert form["reach"] == ["one"]
    as_petro.post(move, {**form, "reach": "all", "day": "2027-03-23"})
    assert "Tue 23 March, 15:00 · The week" in text_of(as_petro.get(page))
    assert Appointment.objects.get().day.isoformat() == "2027-03-23"


def test_a_time_that_is_over_keeps_what_was_typed(as_petro, page):
    form = fields_of(as_petro.get(f"{page}meetings/"))
    said = {"title": "Yesterday", "day": "2027-03-09", "start": "15:00"}
    answer = as_petro.post(f"{page}meetings/", {**form, **said})
    assert answer.status_code == 422
    assert "Yesterday" in text_of(answer)
