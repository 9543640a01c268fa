from datetime import timedelta

import pytest

from slovo.domain.cases.actions.answering import SlotNotFilled, answer_case
from slovo.domain.cases.actions.opening import open_case
from slovo.domain.journal.actors import HOUSE
from slovo.domain.standards.filling import filled, unfilled
from tests.make import MORNING

NEXT = MORNING + timedelta(days=1)


def test_what_is_known_is_filled_in_and_the_rest_stays_visible():
    text = "Dear {{ person.called }} of {{organisation.name}}: {{ case.ref }}, {{ x }}"
    values = {"person.called": "Olena", "organisation.name": "", "case.ref": "S-1"}
    words = filled(text, values)
    assert words == "Dear Olena of {{organisation.name}}: S-1, {{ x }}"
    assert unfilled(words + words) == ["organisation.name"]


@pytest.mark.django_db
def test_a_letter_with_an_unfilled_slot_does_not_leave(olena, petro):
    case = open_case(olena, subject="Hello", channel="desk", handler=petro, by=HOUSE, at=MORNING)
    html = "<p>We wrote to {{ organisation.name }}.</p>"
    with pytest.raises(SlotNotFilled, match=r"asks for organisation\.name\."):
        answer_case(case, html=html, next_word_at=NEXT, by=petro, at=MORNING)
    assert not case.messages.filter(direction="out").exists()
    for slot in ("{{&nbsp;<b>me.phone</b> }}", "{{ person.caled }}", "{{ Me.Phone }}"):
        with pytest.raises(SlotNotFilled, match="still asks for"):
            answer_case(case, html=f"<p>Dear {slot}</p>", next_word_at=NEXT, by=petro, at=MORNING)
    html = "<p>Write {{ your.name }} there.</p>"
    assert answer_case(case, html=html, next_word_at=NEXT, by=petro, at=MORNING)
