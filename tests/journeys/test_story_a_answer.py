"""Story A15 and A16: Nadia answers Viktor; the measure is watched; did it help? (R056–R062)"""

from datetime import UTC, date, datetime

import pytest

from slovo.domain.access.links import standing_token
from slovo.domain.complaints.actions.filing import file_complaint
from slovo.domain.complaints.figures import differing, satisfied
from slovo.domain.complaints.models import Complaint, FollowUp, Measure, Watch
from slovo.domain.complaints.models.measure import Stand
from slovo.domain.courtesy.actions.blackouts import Days, add_blackout
from slovo.domain.journal.actors import HOUSE
from slovo.domain.journal.verifying import breaches
from slovo.domain.mistakes.models import Cause
from slovo.domain.notices.models import Notice
from slovo.domain.staff.models import User
from slovo.domain.staff.rights import Role
from tests import make
from tests.desk.reading import fields_of, text_of
from tests.journeys.world import World, world

__all__ = ["world"]
pytestmark = pytest.mark.django_db(transaction=True)
ANSWER = {
    "verdict": "upheld",
    "reasons": "One hour was never agreed with you.",
    "remedies": ["refund", "notice"],
    "remedy_words": "We take off one hour, 2,400.",
    "prevention": "A yes to more work is copied to whoever checks invoices.",
}


def utc(text: str) -> datetime:
    return datetime.fromisoformat(f"2027-{text}").replace(tzinfo=UTC)


@pytest.fixture
def filed(world: World):
    """A13: Viktor complains by mail on 1 April, 9:15 in Kyiv; Nadia sees it through."""
    olha = User.objects.get(email="olha@firm.example")
    petro = make.make_user("Petro Marchenko", Role.SPECIALIST)
    nadia = make.make_user("Nadia Hnatiuk", Role.COMPLAINT_OWNER)
    berehynia = make.make_organisation("TOV Berehynia", country="UA")
    viktor = make.make_person("Viktor Savchenko", berehynia, language="en")
    make.make_engagement(viktor, petro, organisation=berehynia)
    days = Days(first_day=date(2027, 3, 25), last_day=date(2027, 4, 10))
    add_blackout(viktor, days=days, by=HOUSE, at=make.FOUNDED)
    at = world.at("2027-04-01T06:15:00Z")
    case = world.mail("viktor@client.example", "March", "The March invoice is too high.")
    letter = case.messages.earliest("pk")
    complaint = file_complaint(viktor, letter=letter, against=[petro], by=HOUSE, at=at)
    assert complaint.owner == nadia
    world.keep("2027-04-01T06:16:00Z")
    return complaint, olha, nadia


def pressed(client, url, **said):
    return client.post(url, {**fields_of(client.get(url)), **said})


def look_into(world, nadia, *, but: int = 0):
    """Wednesday 7 April, 16:00 in Kyiv: the six proofs, all but so many."""
    world.at("2027-04-07T13:00:00Z")
    desk, complaint = world.desk(nadia), Complaint.objects.get()
    pressed(desk, "/complaints/1/topic/", topic="money")
    proofs = list(complaint.evidence.order_by("place"))
    assert len(proofs) == 6
    for one in proofs[: len(proofs) - but]:
        pressed(desk, f"/complaints/1/evidence/{one.pk}/", state="seen", note="Read.")
    return desk


def name_causes(desk):
    stated, real = (Cause.objects.get(code=code).pk for code in ("billing", "not-told"))
    reason = "Finance was never told of the agreed scope change."
    said = {"stated_cause": stated, "real_cause": real, "real_reason": reason}
    assert pressed(desk, "/complaints/1/cause/", **said).status_code == 302


def answered(world, nadia):
    desk = look_into(world, nadia)
    name_causes(desk)
    assert world.api(nadia, "complaints/1/answer", **ANSWER)[0] == 201
    world.keep("2027-04-07T13:00:00Z")
    assert Complaint.objects.get().decided_at == utc("04-07T13:00")
    return desk


def asked(world):
    world.keep("2027-04-14T13:00:00Z")
    row = FollowUp.objects.get()
    return f"/helped/{standing_token(row.complaint.person, row.subject)}/"


def test_a15_blocked_until_all_is_known_then_answered(world, filed):
    _complaint, _olha, nadia = filed
    desk = look_into(world, nadia, but=1)
    for doing in ("page", "api"):
        if doing == "page":
            refused = pressed(desk, "/complaints/1/answer/", **ANSWER)
            status, words = refused.status_code, text_of(refused)
        else:
            status, said = world.api(nadia, "complaints/1/answer", **ANSWER)
            words = said["detail"]
        assert status == 422
        assert "Not looked at yet: The letters." in words
        assert "Name the real cause." in words
    last = Complaint.objects.get().evidence.get(kind="letters")
    assert world.api(nadia, f"complaints/1/evidence/{last.pk}", state="none")[0] == 200
    assert world.api(nadia, "complaints/1/answer", **ANSWER)[0] == 422
    name_causes(desk)
    assert pressed(desk, "/complaints/1/answer/", **ANSWER).status_code == 302
    world.keep("2027-04-07T13:00:30Z")
    known = Complaint.objects.get()
    assert known.decided_at == utc("04-07T13:00:30")
    assert FollowUp.objects.get().due_at == utc("04-14T13:00:30")
    m18 = differing(nadia, make.FOUNDED, utc("04-08T00:00"))
    assert (len(m18.hits), len(m18.rows)) == (1, 1)
    assert list(breaches()) == []


def test_a15_the_measure_is_watched_to_7_july(world, filed):
    _complaint, _olha, nadia = filed
    desk = answered(world, nadia)
    said = {"text": "Scope yes is copied", "owner": nadia.pk, "due_on": "2027-04-08"}
    assert pressed(desk, "/complaints/1/measures/new/", **said).status_code == 302
    world.at("2027-04-08T06:00:00Z")
    measure = Measure.objects.get()
    url = f"/complaints/measures/{measure.pk}/in-force/"
    assert pressed(desk, url, how="The first copy came.").status_code == 302
    assert Watch.objects.get().until == utc("07-07T20:59:59")
    assert "7 July" in text_of(desk.get("/complaints/measures/"))
    world.keep("2027-07-07T20:59:58Z")
    assert Measure.objects.get().stand == Stand.WATCHED
    world.keep("2027-07-07T20:59:59Z")
    assert Measure.objects.get().stand == Stand.PROVEN


@pytest.mark.parametrize(
    ("moment", "stand"),
    [("2027-07-07T20:00:00Z", Stand.RECURRED), ("2027-07-07T21:00:00Z", Stand.WATCHED)],
)
def test_the_same_cause_on_day_90_opens_the_measure_again(world, filed, moment, stand):
    complaint, olha, nadia = filed
    desk = answered(world, nadia)
    said = {"text": "Scope yes is copied", "owner": nadia.pk, "due_on": "2027-04-08"}
    pressed(desk, "/complaints/1/measures/new/", **said)
    world.at("2027-04-08T06:00:00Z")
    measure = Measure.objects.get()
    pressed(desk, f"/complaints/measures/{measure.pk}/in-force/", how="Seen.")
    at = world.at(moment)
    person = complaint.person
    file_complaint(person, stated="Too high again.", owner=nadia, by=HOUSE, at=at)
    codes = {"stated_cause": "billing", "real_cause": "not-told", "real_reason": "Again."}
    assert world.api(nadia, "complaints/2/topic", topic="money")[0] == 200
    assert world.api(nadia, "complaints/2/cause", **codes)[0] == 200
    assert Measure.objects.get().stand == stand
    told = Notice.objects.filter(why="measure_failed", user=olha).count()
    assert told == (1 if stand == Stand.RECURRED else 0)
    assert Notice.objects.filter(why="second_failure").exists()


def test_a16_solved_with_nine_counts_for_m9(world, filed):
    _complaint, olha, nadia = filed
    answered(world, nadia)
    world.keep("2027-04-14T12:59:59Z")
    assert FollowUp.objects.get().asked_at is None
    page = asked(world)
    row = FollowUp.objects.get()
    assert (row.due_at, row.asked_at) == (utc("04-14T13:00"), utc("04-14T13:00"))
    letter = world.letters("viktor@client.example")[-1]
    assert letter.sent_at == utc("04-14T13:00")
    world.at("2027-04-14T14:00:00Z")
    assert world.web.post(page, {"result": "solved", "score": "9"}).status_code == 302
    m9 = satisfied(olha, make.FOUNDED, utc("04-15T00:00"))
    assert (len(m9.hits), len(m9.rows)) == (1, 1)
    assert not Notice.objects.filter(why="complaint_reopened").exists()


def test_a16_no_is_with_olha_in_that_minute(world, filed):
    _complaint, olha, nadia = filed
    answered(world, nadia)
    page = asked(world)
    world.at("2027-04-14T14:00:00Z")
    world.web.post(page, {"result": "no", "words": "The hour is still there."})
    world.keep("2027-04-14T14:00:30Z")
    notice = Notice.objects.get(why="complaint_reopened")
    assert (notice.user, notice.at) == (olha, utc("04-14T14:00:00"))
    mail = world.letters("olha@firm.example")[-1]
    assert mail.sent_at == utc("04-14T14:00:30")
    assert Complaint.objects.get().decided_at is None
    m9 = satisfied(olha, make.FOUNDED, utc("04-15T00:00"))
    assert (len(m9.hits), len(m9.rows)) == (0, 1)


def test_no_reply_and_an_unanswered_call_are_unknown(world, filed):
    _complaint, olha, nadia = filed
    desk = answered(world, nadia)
    asked(world)
    row = FollowUp.objects.get()
    assert row.reply_by == utc("04-19T15:00")
    world.keep("2027-04-19T15:00:00Z")
    assert Notice.objects.get(why="follow_up_call").user == nadia
    assert pressed(desk, f"/complaints/1/after/{row.pk}/tried/").status_code == 302
    m9 = satisfied(olha, make.FOUNDED, utc("04-20T00:00"))
    assert (len(m9.rows), list(m9.beside)) == (0, [row.pk])


def test_closing_without_lesson_and_measure_is_refused(world, filed):
    _complaint, _olha, nadia = filed
    desk = answered(world, nadia)
    words = text_of(pressed(desk, "/complaints/1/close/"))
    status, said = world.api(nadia, "complaints/1/close")
    assert status == 422
    for missing in ("what we learn from it", "Take a measure with an owner and a date"):
        assert missing in words
        assert missing in said["detail"]
