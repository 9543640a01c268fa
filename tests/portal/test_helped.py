"""“Did our answer help?” and our answer itself: one press behind one link (R060)."""

from datetime import date, timedelta

import pytest
from django.test import Client

from slovo.domain.access.actions.links import link_for
from slovo.domain.access.links import standing_token
from slovo.domain.complaints.actions.filing import file_complaint
from slovo.domain.complaints.actions.following import climb_follow_up
from slovo.domain.complaints.actions.measures import put_in_force, take_measure
from slovo.domain.complaints.models import Complaint, FollowUp, Reopening
from slovo.domain.journal.actors import HOUSE
from slovo.domain.notices.models import Notice
from tests.desk.reading import text_of
from tests.domain.complaints.inquiring import answer, look_into
from tests.make import MORNING

pytestmark = pytest.mark.django_db
AT = MORNING + timedelta(hours=2)
DUE = AT + timedelta(days=7)
web = Client()


@pytest.fixture
def asked(case, olena, nadia, roman, clock_at):
    olena.language = "en"
    olena.save()
    said = {"stated": "The March invoice is too high.", "about": case}
    filed = file_complaint(olena, **said, by=roman, at=MORNING)
    finding = answer(look_into(filed, nadia, AT), nadia, AT)
    climb_follow_up(finding.follow_up, by=HOUSE, at=DUE)
    clock_at(DUE + timedelta(hours=1))
    return FollowUp.objects.get()


def link(row):
    return f"/helped/{standing_token(row.complaint.person, row.subject)}/"


def test_looking_changes_nothing_and_one_press_is_the_answer(asked):
    page = text_of(web.get(link(asked)))
    for words in ("Did our answer help?", "The March invoice is too high.", "Only in part"):
        assert words in page
    assert FollowUp.objects.get().said_at is None
    assert web.post(link(asked), {"result": "solved", "score": "9"}).status_code == 302
    row = FollowUp.objects.get()
    assert (row.result, row.score, row.said_at) == ("solved", 9, DUE + timedelta(hours=1))
    assert "9 of 10" in text_of(web.get(link(asked)))


@pytest.mark.parametrize("result", ["no", "partly"])
def test_not_solved_is_open_again_in_that_minute(asked, olha, result):
    web.post(link(asked), {"result": result, "words": "The hour is still there."})
    notice = Notice.objects.get(why="complaint_reopened")
    assert (notice.user, notice.at) == (olha, DUE + timedelta(hours=1))
    assert Reopening.objects.get().why == result
    assert "open again" in text_of(web.get(link(asked)))
    assert web.post(link(asked), {"result": "solved"}).status_code == 422


def test_without_a_button_or_with_an_odd_score_his_words_stay(asked):
    for odd in ({"words": "Hm."}, {"result": "no", "score": "12", "words": "Hm."}):
        answered = web.post(link(asked), odd)
        assert (answered.status_code, "Hm." in text_of(answered)) == (422, True)
    assert FollowUp.objects.get().said_at is None


def test_his_own_page_shows_what_he_gets_and_what_is_changed(asked, nadia):
    complaint = asked.complaint
    take = {"text": "The yes is copied", "owner": nadia, "due_on": date(2027, 4, 8)}
    measure = take_measure(complaint, **take, by=nadia, at=AT)
    put_in_force(measure, how="Seen.", by=nadia, at=AT)
    person = complaint.person
    token = link_for(person, subject=f"case:{complaint.case_id}", by=nadia, at=AT)
    page = text_of(web.get(f"/c/{token}/"))
    for words in ("What you get", "Money back", "2,400 off.", "So that it does not happen again"):
        assert words in page
    assert "In force since Wed 10 March: The yes is copied" in page


def test_a_wrong_link_shows_nothing(asked):
    assert web.get("/helped/" + "w" * 43 + "/").status_code == 404


def test_our_answer_is_accepted_behind_its_own_link(asked):
    finding = asked.finding
    url = f"/q/{standing_token(asked.complaint.person, finding.subject)}/"
    page = text_of(web.get(url))
    for words in ("Our answer to your complaint", "Money back", "Nobody told the invoice desk"):
        assert words in page
    refused = web.post(url, {"answer": "no"})
    assert (refused.status_code, "still wrong" in text_of(refused)) == (422, True)
    assert web.post(url, {"answer": "yes"}).status_code == 302
    assert Complaint.objects.get().accepted_at == DUE + timedelta(hours=1)
