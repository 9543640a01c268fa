"""Our answers in Outlook's own threads."""

import base64
from email import message_from_bytes, policy

import pytest

from slovo.domain.cases.actions.answering import answer_case
from slovo.domain.post import files
from slovo.interfaces.channels.email.receive import take_in
from slovo.lib.mail.threadindex import first_index
from tests.channels.letters import letter
from tests.make import MORNING

pytestmark = pytest.mark.django_db
THEIRS = first_index(MORNING, "a thread of Outlook")


def sent(message):
    return message_from_bytes(files.get(message.delivery.file), policy=policy.default)


def answers(roman, **fields):
    """The receipt and a colleague's answer to a letter with these fields."""
    raw = letter("Is it ready?", subject="RE: Lease", **fields)
    case = take_in(raw, source="inlet", received_at=MORNING, at=MORNING).message.case
    answer = answer_case(
        case, html="<p>Yes.</p>", next_word_at=MORNING.replace(day=12), by=roman, at=MORNING
    )
    return sent(case.messages.get(wording="receipt")), sent(answer)


def index_of(letter):
    return base64.b64decode(letter["Thread-Index"])


def test_an_answer_goes_on_below_the_clients_own_index(mailbox, olena, roman):
    receipt, answer = answers(roman, thread_index=THEIRS, thread_topic="Lease of the hall")
    for one in (receipt, answer):
        assert index_of(one)[:22] == base64.b64decode(THEIRS)
        assert len(index_of(one)) == 27
        assert one["Thread-Topic"] == "Lease of the hall"


def test_a_thread_of_ours_has_one_root(mailbox, olena, roman):
    receipt, answer = answers(roman)
    assert index_of(receipt)[:22] == index_of(answer)[:22]
    assert {len(index_of(one)) for one in (receipt, answer)} == {27}
    assert (receipt["Thread-Topic"], answer["Thread-Topic"]) == ("Lease", "Lease")


def test_a_broken_index_is_left_alone(mailbox, olena, roman):
    _receipt, answer = answers(roman, thread_index="not an index")
    assert len(index_of(answer)) == 27
