from datetime import UTC, datetime, timedelta

import pytest

from slovo.domain.cases.models import Message
from slovo.domain.delivery.actions.asking import NoLongerAsked
from slovo.domain.delivery.actions.decisions import (
    ChoiceUnclear,
    ChosenAlready,
    NothingToDecide,
    ask_decision,
    confirm_decision,
    miss_confirmation,
    put_decision,
    record_choice,
    withdraw_decision,
)
from slovo.domain.delivery.actions.reminding import remind_of_question
from slovo.domain.delivery.models import Decision
from slovo.domain.journal.actors import HOUSE
from slovo.domain.journal.models import Event
from slovo.domain.journal.verifying import breaches
from slovo.domain.staff.rights import NotAllowed
from tests.desk.scene import send_all
from tests.make import MORNING

pytestmark = pytest.mark.django_db
HOUR = timedelta(hours=1)
# The close of the next business day, Thursday 11 March 2027, 18:00 in Kyiv.
DUE = datetime(2027, 3, 11, 16, tzinfo=UTC)
FIGURE = {"what": "Court fee 26,400", "source": "Law on the court fee, art. 4", "day": "2027-01-01"}
WAYS = ("Sue", "Settle")


@pytest.fixture
def put(engagement, petro):
    def putting(**sides):
        given = {"question": "Sue or settle?", "options": WAYS, "figures": [FIGURE], "by": petro}
        return put_decision(engagement, **{**given, "at": MORNING, **sides})

    return putting


@pytest.fixture
def choose(petro):
    def choosing(decision, **sides):
        given = {"choice": "Settle", "words": "Let us settle", "by": petro, "at": MORNING + HOUR}
        return record_choice(decision, **{**given, **sides})

    return choosing


def test_put_decision_needs_a_question_and_two_ways(put, surveyor):
    assert put() == put()
    for wrong in ({"question": " "}, {"options": ["Sue", " "]}, {"options": ["Sue", "Sue"]}):
        with pytest.raises(NothingToDecide):
            put(**wrong)
    with pytest.raises(NotAllowed):
        put(by=surveyor)


def test_a_figure_without_source_or_day_is_named(put):
    loose = {"what": "It takes a year", "source": "", "day": ""}
    found = put(figures=[FIGURE, loose, {"what": " "}])
    assert found.unsourced == [loose]
    assert len(found.figures) == 2


def test_record_choice_confirms_in_writing_at_once(put, choose, olena):
    found = put()
    for _ in range(2):
        found = choose(found)
    letter = Message.objects.get(wording="decision_confirmed")
    assert letter.at == MORNING + HOUR
    assert letter.delivery.next_at == MORNING + HOUR
    assert "Settle" in letter.text
    assert "Let us settle" in letter.text
    assert "Law on the court fee, art. 4, 1 січня 2027\u202fр." in letter.text
    assert (found.confirm_due_at, found.next_at) == (DUE, DUE)
    send_all(MORNING + HOUR)
    confirm_decision(letter, by=HOUSE, at=DUE)
    found.refresh_from_db()
    assert (found.confirmed_at, found.next_at) == (MORNING + HOUR, None)
    assert list(breaches()) == []


def test_another_choice_later_is_another_decision(put, choose):
    found = choose(put())
    with pytest.raises(ChosenAlready, match="“Settle”"):
        choose(found, choice="Sue")


def test_a_choice_has_words_and_a_moment(put, choose):
    found = put()
    for wrong in ({"words": " "}, {"choice": ""}, {"chosen_at": MORNING - HOUR}):
        with pytest.raises(ChoiceUnclear):
            choose(found, **wrong)
    assert Decision.objects.get().answered_at is None


def test_miss_confirmation_after_one_business_day(put, choose, olena, petro, olha):
    olena.addresses.all().delete()
    found = choose(put())
    assert found.confirmation is None
    assert not miss_confirmation(found, by=HOUSE, at=DUE - timedelta(seconds=1))
    assert miss_confirmation(found, by=HOUSE, at=DUE)
    assert not miss_confirmation(found, by=HOUSE, at=DUE)
    for user in (petro, olha):
        assert [notice.why for notice in user.notices.all()] == ["not_confirmed_back"]
    assert Event.objects.filter(kind="decision.unconfirmed").count() == 1


def test_ask_decision_once_and_remind_after_a_day(put, petro, surveyor):
    found = put()
    for _ in range(2):
        found = ask_decision(found, by=petro, at=MORNING)
    with pytest.raises(NotAllowed):
        ask_decision(found, by=surveyor, at=MORNING)
    letter = Message.objects.get(wording="decision_asked")
    assert found.letter == letter
    for words in ("Sue or settle?", "– Sue", "– Settle", "(Law on the court fee, art. 4"):
        assert words in letter.text
    day = MORNING + 24 * HOUR
    assert found.next_at == day
    assert not remind_of_question(found, by=HOUSE, at=day - timedelta(seconds=1))
    assert remind_of_question(found, by=HOUSE, at=day)
    reminder = Message.objects.get(wording="question_reminded")
    assert "Що ви вирішуєте?" in reminder.text
    assert "Sue or settle?" in reminder.text
    assert not miss_confirmation(found, by=HOUSE, at=DUE + 24 * HOUR)


def test_he_himself_needs_no_more_words_than_his_choice(put, petro, olena):
    found = ask_decision(put(), by=petro, at=MORNING)
    for wrong in ({"choice": "Wait"}, {"choice": None}, {"choice": None, "words": " "}):
        with pytest.raises(ChoiceUnclear):
            record_choice(found, **wrong, by=olena, at=MORNING + HOUR)
    for _ in range(2):
        found = record_choice(found, choice="Settle", by=olena, at=MORNING + HOUR)
    assert (found.state, found.choice, found.heard_by) == ("yes", "Settle", None)
    assert (found.answered_at, found.confirm_due_at) == (MORNING + HOUR, DUE)
    assert [notice.why for notice in petro.notices.all()] == ["has_chosen"]
    assert Event.objects.filter(kind="decision.taken").count() == 1
    with pytest.raises(ChosenAlready):
        ask_decision(found, by=petro, at=MORNING + 2 * HOUR)
    assert list(breaches()) == []


def test_none_of_the_ways_is_an_answer_and_is_confirmed_too(put, petro, olena):
    found = ask_decision(put(), by=petro, at=MORNING)
    words = "First talk to them"
    found = record_choice(found, choice=None, words=words, by=olena, at=MORNING + HOUR)
    assert (found.state, found.choice, found.confirm_due_at) == ("no", "", DUE)
    letter = Message.objects.get(wording="decision_confirmed")
    assert "Жоден із запропонованих варіантів вам не підходить." in letter.text
    assert "First talk to them" in letter.text
    with pytest.raises(ChosenAlready, match="First talk to them"):
        record_choice(found, choice="Sue", words="Sue", by=petro, at=MORNING + 2 * HOUR)
    assert Event.objects.filter(kind="decision.declined").count() == 1


def test_withdraw_decision_ends_the_question(put, petro, olena, surveyor):
    found = ask_decision(put(), by=petro, at=MORNING)
    with pytest.raises(NotAllowed):
        withdraw_decision(found, by=surveyor, at=MORNING)
    for _ in range(2):
        withdraw_decision(found, by=petro, at=MORNING + HOUR)
    for by in (petro, olena):
        with pytest.raises(NoLongerAsked):
            record_choice(found, choice="Sue", words="Sue", by=by, at=MORNING + 2 * HOUR)
    assert not remind_of_question(found, by=HOUSE, at=MORNING + 24 * HOUR)
    assert Event.objects.filter(kind="decision.withdrawn").count() == 1
