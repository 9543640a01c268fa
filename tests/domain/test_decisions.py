from datetime import UTC, datetime, timedelta

import pytest

from slovo.domain.cases.models import Message
from slovo.domain.delivery.actions.decisions import (
    ChoiceUnclear,
    ChosenAlready,
    NothingToDecide,
    confirm_decision,
    miss_confirmation,
    put_decision,
    record_choice,
)
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
    assert "Law on the court fee, art. 4, 2027-01-01" in letter.text
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
    assert Decision.objects.get().chosen_at is None


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
