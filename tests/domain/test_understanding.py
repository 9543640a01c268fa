from datetime import timedelta

import pytest

from slovo.domain.cases.models import Message
from slovo.domain.delivery.actions.understanding import (
    CorrectionMissing,
    RestatementMissing,
    answer_restatement,
    restate,
)
from slovo.domain.delivery.models import Restatement
from slovo.domain.delivery.models.understanding import is_understood
from slovo.domain.delivery.questions import open_questions
from slovo.domain.journal.models import Event
from slovo.domain.journal.verifying import breaches
from slovo.domain.staff.rights import NotAllowed
from tests.make import MORNING

pytestmark = pytest.mark.django_db
HOUR = timedelta(hours=1)


@pytest.fixture
def say(engagement, petro):
    def saying(text="The money back by May", at=MORNING):
        return restate(engagement, text=text, by=petro, at=at)

    return saying


def test_restate_asks_once(say, engagement, surveyor, olena):
    assert say() == say()
    assert Message.objects.filter(wording="restated").count() == 1
    assert len(open_questions(olena)) == 1
    with pytest.raises(RestatementMissing):
        say(" ")
    with pytest.raises(NotAllowed):
        restate(engagement, text="X", by=surveyor, at=MORNING)


def test_answer_restatement_yes_is_understood(say, engagement, olena):
    asked = say()
    assert not is_understood(engagement)
    for _ in range(2):
        answer_restatement(asked, answer="yes", words="", by=olena, at=MORNING + HOUR)
    assert is_understood(engagement)
    assert Message.objects.filter(wording="restatement_confirmed").count() == 1
    assert list(breaches()) == []


def test_a_correction_corrects_the_record(say, engagement, olena, petro):
    asked = say()
    with pytest.raises(CorrectionMissing):
        answer_restatement(asked, answer="no", words=" ", by=olena, at=MORNING + HOUR)
    answer_restatement(asked, answer="no", words="By April", by=olena, at=MORNING + HOUR)
    assert not is_understood(engagement)
    assert Restatement.objects.get().words == "By April"
    again = say("The money back by April", at=MORNING + 2 * HOUR)
    answer_restatement(again, answer="yes", words="", by=olena, at=MORNING + 3 * HOUR)
    assert is_understood(engagement)
    kinds = Event.objects.filter(kind__startswith="restatement").order_by("pk")
    assert [event.kind for event in kinds] == [
        "restatement.sent",
        "restatement.corrected",
        "restatement.sent",
        "restatement.confirmed",
    ]


def test_a_new_restatement_takes_the_place_of_the_unanswered(say, engagement, olena):
    first = say()
    second = say("The money and an apology", at=MORNING + HOUR)
    assert [each.asked for each in open_questions(olena)] == [second]
    first.refresh_from_db()
    assert first.state == "withdrawn"


def test_after_a_new_matter_the_old_yes_does_not_count(say, engagement, olena):
    answer_restatement(say(), answer="yes", words="", by=olena, at=MORNING + HOUR)
    say("Another dispute", at=MORNING + 2 * HOUR)
    assert not is_understood(engagement)
