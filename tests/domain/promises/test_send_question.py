"""A question to the client names dates as a letter does."""

import pytest

from slovo.domain.cases.actions.waiting import QuestionMissing
from slovo.domain.cases.models import Message, Promise
from slovo.domain.promises.actions.dates import NoSuchDate, Said, send_question
from slovo.domain.staff.rights import NotAllowed
from tests.make import MORNING

pytestmark = pytest.mark.django_db
WORDS = "We file by Friday. Do you have the contract?"
FILING = Said("by Friday", {"text": "The filing", "kind": "document"})


def test_it_leaves_with_its_promise(case, petro):
    message = send_question(case, question=WORDS, said=[FILING], by=petro, at=MORNING)
    promise = Promise.objects.given().get()
    assert (promise.text, promise.owner) == ("The filing", petro)
    assert (message.text, case.messages.get(direction="out")) == (WORDS, message)


def test_what_is_wrong_sends_nothing(case, petro, surveyor):
    with pytest.raises(NoSuchDate):
        send_question(case, question="Do you have it?", said=[FILING], by=petro, at=MORNING)
    with pytest.raises(QuestionMissing):
        send_question(case, question=" ", by=petro, at=MORNING)
    with pytest.raises(NotAllowed):
        send_question(case, question=WORDS, by=surveyor, at=MORNING)
    assert not Message.objects.filter(direction="out", nature="human").exists()
    assert not Promise.objects.given().exists()
