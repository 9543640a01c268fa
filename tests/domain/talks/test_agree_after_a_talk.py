"""After a talk both sides' duties are listed, sent, confirmed, promised (R143)."""

from datetime import timedelta

import pytest

from slovo.domain.cases.models import Promise
from slovo.domain.delivery.actions.asking import WordsMissing
from slovo.domain.delivery.actions.reminding import remind_of_question
from slovo.domain.journal.actors import HOUSE
from slovo.domain.journal.models import Event
from slovo.domain.journal.verifying import breaches
from slovo.domain.notices.models import Notice
from slovo.domain.promises.actions.making import DoesNotFit
from slovo.domain.talks.actions.agreeing import (
    CorrectionMissing,
    DutyHasPassed,
    Line,
    NothingAgreed,
    agree_after_talk,
    answer_agreed_list,
    send_agreed_list,
)
from slovo.domain.talks.actions.holding import NotHeldYet, climb_talk, close_talk, note_talk
from slovo.domain.talks.models import AgreedList, Talk
from tests.domain.promises.scene import fresh, kyiv

pytestmark = pytest.mark.django_db
HELD = kyiv("2027-03-15 11:00")
NOTED = kyiv("2027-03-15 11:20")
FRIDAY = kyiv("2027-03-19 18:00")
OURS = Line("Draft of the claim", FRIDAY, effort_minutes=300, kind="document")
HIS = Line("Send the contract", kyiv("2027-03-17 18:00"), owed_by="client")


@pytest.fixture
def talk(case, petro):
    return note_talk(case, held_at=HELD, by=petro, at=NOTED)


def sent(talk, by, lines=(OURS, HIS), at=NOTED):
    return send_agreed_list(talk, lines=lines, by=by, at=at)


def test_the_list_is_due_by_the_close_of_the_next_business_day(talk, case, petro):
    assert (talk.list_by, talk.next_at) == (kyiv("2027-03-16 18:00"),) * 2
    assert note_talk(case, held_at=HELD, by=petro, at=NOTED) == talk
    assert climb_talk(talk, by=HOUSE, at=kyiv("2027-03-16 17:59:59")) is False
    assert climb_talk(talk, by=HOUSE, at=kyiv("2027-03-16 18:00")) is True
    assert climb_talk(talk, by=HOUSE, at=kyiv("2027-03-16 18:00")) is False
    assert Notice.objects.get(why="talk_unlisted").user == petro


def test_a_talk_of_tomorrow_was_not_held(case, petro):
    with pytest.raises(NotHeldYet):
        note_talk(case, held_at=NOTED + timedelta(minutes=1), by=petro, at=NOTED)


def test_nothing_was_agreed_and_nobody_is_reminded(talk, petro):
    talk = close_talk(talk, by=petro, at=NOTED)
    assert (talk.nothing, talk.listed_at, talk.next_at) == (True, NOTED, None)
    assert not Talk.objects.unlisted().exists()


def test_the_letter_lists_both_sides_and_asks_one_question(talk, petro):
    agreed = sent(talk, petro)
    text = agreed.letter.text
    for words in ("Petro Marchenko: Draft of the claim", "18:00 (UTC+2)", "/q/"):
        assert words in text
    assert fresh(talk).listed_at == NOTED
    assert sent(talk, petro) == agreed
    assert not Promise.objects.given().exists()


def test_his_yes_makes_promises_both_ways(talk, petro, olena):
    agreed = sent(talk, petro)
    at = kyiv("2027-03-15 14:00")
    answer_agreed_list(agreed, answer="yes", words="Right.", by=olena, at=at)
    rows = Promise.objects.given().order_by("due_at")
    assert [(p.text, p.owed_by, p.due_at, p.made_at, p.consent) for p in rows] == [
        ("Send the contract", "client", HIS.due_at, at, "Right."),
        ("Draft of the claim", "us", FRIDAY, at, "Right."),
    ]
    assert [p.next_at for p in rows] == [HIS.due_at, kyiv("2027-03-17 09:00")]
    assert "Draft of the claim" in fresh(agreed).confirmation.text
    answer_agreed_list(agreed, answer="yes", words="Right.", by=olena, at=at)
    assert Promise.objects.given().count() == 2
    assert list(breaches()) == []


def test_his_no_says_what_to_put_right_and_a_new_list_replaces_the_old(talk, petro, olena):
    agreed = sent(talk, petro)
    with pytest.raises(CorrectionMissing):
        answer_agreed_list(agreed, answer="no", by=olena, at=NOTED)
    answer_agreed_list(agreed, answer="no", words="Not Friday.", by=olena, at=NOTED)
    assert not Promise.objects.given().exists()
    later = sent(talk, petro, lines=[HIS], at=NOTED + timedelta(hours=1))
    newest = sent(talk, petro, lines=[OURS], at=NOTED + timedelta(hours=2))
    assert [fresh(one).state for one in (agreed, later, newest)] == ["no", "withdrawn", "asked"]


def test_a_spoken_yes_needs_the_clients_words(talk, petro):
    agreed = sent(talk, petro)
    with pytest.raises(WordsMissing):
        answer_agreed_list(agreed, answer="yes", by=petro, at=NOTED)


def test_what_we_cannot_keep_together_is_not_sent(talk, petro):
    with pytest.raises(DoesNotFit):
        agree_after_talk(
            talk.case,
            held_at=NOTED,
            lines=[Line("The motion", FRIDAY, effort_minutes=900)],
            by=petro,
            at=NOTED,
        )
    assert list(Talk.objects.all()) == [talk]
    with pytest.raises(DoesNotFit):
        sent(talk, petro, lines=[OURS, Line("The motion", FRIDAY, effort_minutes=500)])
    assert not AgreedList.objects.exists()


@pytest.mark.parametrize(
    ("lines", "refusal"),
    [
        ([], NothingAgreed),
        ([Line(" ", FRIDAY)], NothingAgreed),
        ([Line("Yesterday", HELD)], DutyHasPassed),
    ],
)
def test_a_list_says_who_does_what_by_when(talk, petro, lines, refusal):
    with pytest.raises(refusal):
        sent(talk, petro, lines=lines)


def test_a_silent_client_is_asked_once_more_after_a_day(talk, petro):
    agreed = sent(talk, petro)
    next_day = NOTED + timedelta(days=1)
    assert remind_of_question(agreed, by=HOUSE, at=next_day - timedelta(seconds=1)) is False
    assert remind_of_question(agreed, by=HOUSE, at=next_day) is True
    last = talk.case.messages.order_by("pk").last()
    assert "Send the contract" in last.text
    kinds = Event.objects.filter(kind__startswith="agreedlist").values_list("kind", flat=True)
    assert list(kinds) == ["agreedlist.sent"]
