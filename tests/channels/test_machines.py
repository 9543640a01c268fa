from datetime import timedelta

import pytest

from slovo.domain.cases.actions.answering import answer_case
from slovo.domain.clients.models import Address, Person
from slovo.domain.journal.actors import HOUSE
from slovo.domain.journal.models import Event
from slovo.domain.notices.models import Notice
from slovo.domain.post.actions.sending import lease_delivery, record_sent
from slovo.domain.post.models import Delivery
from slovo.interfaces.channels.email.receive import take_in
from tests.channels.letters import letter, returned
from tests.make import MORNING

pytestmark = pytest.mark.django_db
SENT = MORNING + timedelta(minutes=30)
LATER = MORNING + timedelta(hours=2)
WORD = MORNING + timedelta(days=1)


def took(raw, at=LATER):
    return take_in(raw, source="inlet", received_at=at, at=at)


@pytest.fixture
def case(mailbox, olena, roman):
    case = took(letter(), at=MORNING).message.case
    answer_case(case, html="<p>Soon.</p>", next_word_at=WORD, by=roman, at=SENT, send_at=SENT)
    while delivery := lease_delivery(by=HOUSE, at=SENT):
        record_sent(delivery, by=HOUSE, at=SENT)
    case.refresh_from_db()
    return case


@pytest.fixture
def answer(case):
    return case.messages.filter(direction="out", nature="human").get()


def clocks(case):
    case.refresh_from_db()
    sides = ("state", "heard_at", "waits_since", "spoke_at", "next_word_at", "dark_at", "chased_at")
    return [getattr(case, side) for side in sides]


@pytest.mark.parametrize(
    ("fields", "nature"),
    [
        ({"auto_submitted": "auto-replied"}, "auto_reply"),
        ({"list_id": "<news.client.example>", "precedence": "list"}, "list"),
    ],
)
def test_machine_mail_is_kept_in_its_case_and_touches_no_clock(case, answer, fields, nature):
    before, letters, notices = clocks(case), Delivery.objects.count(), Notice.objects.count()
    taken = took(letter("I am away", in_reply_to=answer.message_id, **fields))
    assert (taken.message.case, taken.message.nature) == (case, nature)
    assert taken.raw.outcome == "machine"
    assert clocks(case) == before
    assert (Delivery.objects.count(), Notice.objects.count()) == (letters, notices)


@pytest.mark.parametrize("fields", [{"auto_submitted": "auto-replied"}, {"list_id": "<n.example>"}])
def test_machine_mail_without_a_case_opens_none(firm, fields):
    taken = took(letter(sender="robot@other.example", **fields))
    assert (taken.message, taken.raw.outcome) == (None, "machine")
    assert not Person.objects.exists()
    assert not Delivery.objects.exists()


def test_auto_submitted_no_is_a_person(mailbox):
    assert took(letter(auto_submitted="no")).message.nature == "human"


def test_a_returned_letter_flags_the_address_and_tells_the_owner(case, answer, olena):
    before = clocks(case)
    taken = took(returned(answer.message_id, "olena@client.example"))
    assert (taken.message.nature, taken.message.person) == ("bounce", None)
    delivery = Delivery.objects.get(message_id=answer.message_id)
    assert (delivery.state, delivery.returned_at) == ("returned", LATER)
    address = Address.objects.get(email="olena@client.example")
    assert address.unreachable_at == LATER
    case.refresh_from_db()
    assert case.undelivered_at == LATER
    assert clocks(case) != before
    assert Notice.objects.filter(why="not_reached", subject=f"case:{case.pk}").count() == 1


def test_the_same_return_twice_is_one(case, answer):
    raw = returned(answer.message_id, "olena@client.example")
    took(raw)
    took(b"X-Again: yes\r\n" + raw, at=LATER + timedelta(hours=1))
    assert Event.objects.filter(kind="delivery.returned").count() == 1
    assert Delivery.objects.get(message_id=answer.message_id).returned_at == LATER


def test_a_return_without_our_id_is_known_by_the_address(case, answer):
    took(returned("<lost@elsewhere.example>", "Olena@client.example"))
    newest = Delivery.objects.filter(to_address="olena@client.example").order_by("-sent_at", "-pk")
    assert newest.first().returned_at == LATER


def test_a_return_of_a_foreign_letter_touches_nothing(case, answer):
    before = clocks(case)
    taken = took(returned("<x@elsewhere.example>", "nobody@elsewhere.example"))
    assert (taken.message, taken.raw.outcome) == (None, "machine")
    assert clocks(case) == before
    assert not Delivery.objects.exclude(returned_at=None).exists()


def test_a_delay_is_told_in_the_case_and_changes_nothing(case, answer):
    before = clocks(case)
    raw = returned(answer.message_id, "olena@client.example", action="delayed", status="4.4.1")
    taken = took(raw)
    assert (taken.message.case, taken.message.nature) == (case, "delay")
    assert clocks(case) == before
    assert Address.objects.get(email="olena@client.example").unreachable_at is None
    assert Delivery.objects.get(message_id=answer.message_id).state == "sent"


def test_a_word_from_a_flagged_address_clears_it(case, answer):
    took(returned(answer.message_id, "olena@client.example"))
    took(letter("I am here again", in_reply_to=answer.message_id))
    assert Address.objects.get(email="olena@client.example").unreachable_at is None


def test_a_letter_from_our_own_mailbox_opens_nothing(mailbox):
    taken = took(letter(sender="desk@firm.example"))
    assert (taken.message, taken.raw.outcome) == (None, "own")
    plus = took(letter(sender="desk+S-1.abc@firm.example"))
    assert plus.raw.outcome == "own"


def test_our_own_letter_that_comes_back_as_it_went_opens_nothing(case, answer):
    taken = took(letter(message_id=answer.message_id, sender="Somebody <s@else.example>"))
    assert (taken.message, taken.raw.outcome) == (None, "own")


def test_a_form_of_our_site_speaks_for_its_visitor(mailbox):
    raw = letter(sender="desk@firm.example", reply_to="Nina Petrenko <nina@new.example>")
    assert took(raw).message.person.full_name == "Nina Petrenko"
