from datetime import timedelta

import pytest

from slovo.domain.billing.actions.expecting import (
    ExpectationMissing,
    HisWordsMissing,
    answer_expectation,
    state_expectation,
)
from slovo.domain.billing.models import Expectation
from slovo.domain.billing.models.expectation import confirmed_minutes, expectation_of
from slovo.domain.journal.models import Event
from slovo.domain.staff.rights import NotAllowed
from tests.make import MORNING

pytestmark = pytest.mark.django_db
WORDS = "A person answers you within 24 hours."


@pytest.fixture
def stated(engagement, petro, mailbox):
    return state_expectation(engagement, text=WORDS, by=petro, at=MORNING)


def test_state_expectation_in_plain_words(stated, engagement, petro, nadia):
    assert (stated.answer_minutes, stated.client_confirmed_at) == (1440, None)
    assert WORDS in stated.letter.text
    assert state_expectation(engagement, text=WORDS, by=petro, at=MORNING) == stated
    with pytest.raises(ExpectationMissing):
        state_expectation(engagement, text=" ", by=petro, at=MORNING)
    with pytest.raises(NotAllowed):
        state_expectation(engagement, text="X", by=nadia, at=MORNING)
    newer = state_expectation(engagement, text="Within 4 hours.", by=petro, at=MORNING)
    assert [row.state for row in Expectation.objects.order_by("pk")] == ["withdrawn", "asked"]
    assert expectation_of(engagement) == newer


def test_answer_expectation_with_his_yes(stated, engagement, olena):
    assert confirmed_minutes(engagement, at=MORNING + timedelta(hours=3)) is None
    later = MORNING + timedelta(hours=2)
    for _ in range(2):
        said = answer_expectation(stated, answer="yes", by=olena, at=later)
    assert said.client_confirmed_at == later
    assert confirmed_minutes(engagement, at=later + timedelta(hours=1)) == 1440
    assert Event.objects.filter(kind="expectation.confirmed").count() == 1


def test_a_no_says_what_he_expected(stated, engagement, olena):
    with pytest.raises(HisWordsMissing):
        answer_expectation(stated, answer="no", words=" ", by=olena, at=MORNING)
    said = answer_expectation(stated, answer="no", words="4 hours", by=olena, at=MORNING)
    assert (said.client_confirmed_at, said.words) == (None, "4 hours")
    assert confirmed_minutes(engagement, at=MORNING + timedelta(hours=3)) is None
    assert Event.objects.filter(kind="expectation.corrected").count() == 1
