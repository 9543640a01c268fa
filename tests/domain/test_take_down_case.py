"""A colleague writes down what a client said by phone: it counts as the client's own word."""

import pytest

from slovo.domain.cases.actions.taking_down import NothingSaid, take_down_case
from slovo.domain.cases.models import Case
from slovo.domain.staff.models import User
from slovo.domain.staff.rights import NotAllowed
from tests.make import MORNING

SAID = {
    "email": "Hanna@Client.example",
    "full_name": "Hanna Moroz",
    "subject": "A lease",
    "text": "Can it be ended before May?",
}


def test_an_answer_is_owed_from_now_on(petro: User) -> None:
    case = take_down_case(**SAID, by=petro, at=MORNING)
    assert case.person.full_name == "Hanna Moroz"
    kept = Case.objects.get(pk=case.pk)
    assert kept.waits_since == MORNING
    assert kept.dark_at == kept.first_answer_due_at
    message = kept.messages.get(direction="in")
    assert (message.text, message.channel) == ("Can it be ended before May?", "desk")


def test_without_a_word_there_is_no_case(petro: User) -> None:
    with pytest.raises(NothingSaid):
        take_down_case(**{**SAID, "text": "  "}, by=petro, at=MORNING)
    assert Case.objects.count() == 0


def test_who_sees_no_cases_opens_none(taras: User) -> None:
    with pytest.raises(NotAllowed):
        take_down_case(**SAID, by=taras, at=MORNING)
    assert Case.objects.count() == 0
