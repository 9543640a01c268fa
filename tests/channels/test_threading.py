from datetime import timedelta

import pytest
from django.conf import settings

from slovo.domain.cases.actions.answering import answer_case
from slovo.domain.cases.actions.closing import close_case
from slovo.domain.clients.actions.organisations import stand_for
from slovo.domain.journal.actors import HOUSE
from slovo.domain.post.actions.sending import lease_delivery, record_sent
from slovo.interfaces.channels.email.receive import take_in
from slovo.lib.mail.ids import make_message_id, make_plus_address
from tests.channels.letters import DESK, letter
from tests.make import FOUNDED, MORNING, make_organisation, make_person

pytestmark = pytest.mark.django_db
LATER = MORNING + timedelta(hours=2)
STRANGER = "Eve <eve@other.example>"


def took(raw, at=LATER):
    taken = take_in(raw, source="inlet", received_at=at, at=at)
    assert taken.raw.outcome == "message", taken.raw.failure
    return taken.message


@pytest.fixture
def case(mailbox, olena, roman):
    message = took(letter("Is it ready?", message_id="<first@client.example>"), at=MORNING)
    answer_case(message.case, html="<p>Tomorrow.</p>", next_word_at=LATER, by=roman, at=MORNING)
    return message.case


@pytest.fixture
def ours(case):
    return case.messages.filter(direction="out", nature="human").get().message_id


def test_an_answer_to_our_letter_joins_its_case(case, ours, olena):
    message = took(letter("Thank you, and the annex?", subject="Other words", in_reply_to=ours))
    assert (message.case, message.person, message.sender) == (case, olena, "")


def test_our_letter_anywhere_in_references_is_enough(case, ours):
    chain = ["<first@client.example>", ours, "<far@other.example>", "<unknown@other.example>"]
    assert took(letter(in_reply_to="<unknown@other.example>", references=chain)).case == case


def test_our_id_is_known_after_the_letter_itself_is_gone(case, ours):
    case.messages.filter(message_id=ours).update(message_id="")
    assert took(letter(in_reply_to=ours)).case == case


def test_an_answer_to_a_letter_that_came_joins_its_case(case):
    assert took(letter(in_reply_to="<first@client.example>")).case == case


def test_a_reference_to_a_letter_that_came_joins_its_case(case):
    chain = ["<first@client.example>", "<middle@client.example>"]
    assert took(letter(references=chain)).case == case


def test_our_signed_id_is_stronger_than_what_else_is_named(case, ours):
    other = took(letter(message_id="<second@client.example>", subject="Another matter")).case
    message = took(letter(in_reply_to="<second@client.example>", references=[ours]))
    assert message.case == case
    assert took(letter(in_reply_to="<second@client.example>")).case == other


def test_in_reply_to_is_stronger_than_references(case):
    other = took(letter(message_id="<second@client.example>", subject="Another matter")).case
    chain = ["<first@client.example>"]
    assert took(letter(in_reply_to="<second@client.example>", references=chain)).case == other


def test_ids_of_another_install_never_match(case):
    foreign = make_message_id(case.ref, b"another install", "firm.example", "77")
    message = took(letter(in_reply_to=foreign, references=[foreign], subject="Re: Lease"))
    assert message.case != case


def test_a_changed_id_of_ours_never_matches(case, ours):
    other = took(letter(message_id="<second@client.example>")).case
    forged = ours.replace(case.ref, other.ref)
    assert took(letter(in_reply_to=forged)).case not in (case, other)


def test_a_signed_id_of_a_notice_or_of_no_case_matches_nothing(case):
    key = settings.SECRET_KEY.encode()
    for ref in ("N-1", "S-999999", "S-0"):
        known = make_message_id(ref, key, "firm.example", "n1")
        assert took(letter(in_reply_to=known)).case != case


def test_a_plus_address_of_ours_joins(case):
    plus = make_plus_address(DESK, case.ref, settings.SECRET_KEY.encode())
    assert took(letter(to=f"Someone <x@y.example>, {plus}", sender=STRANGER)).case == case


@pytest.mark.parametrize(
    "address",
    ["desk+S-1@firm.example", "desk+S-1.aaaaaaaaaa@firm.example", "other+{tag}@firm.example"],
)
def test_a_plus_address_without_our_signature_does_not(case, address):
    plus = make_plus_address(DESK, case.ref, settings.SECRET_KEY.encode())
    tag = plus.partition("+")[2].partition("@")[0]
    assert took(letter(to=address.format(tag=tag), sender=STRANGER)).case != case


def test_the_number_in_the_subject_counts_for_its_person(case):
    assert took(letter(subject="About [S-1] again")).case == case


def test_the_number_in_the_subject_counts_for_a_colleague_of_his(case, viktor):
    message = took(letter(subject="Fwd: [S-1]", sender="viktor@client.example"))
    assert (message.case, message.person) == (case, viktor)
    case.refresh_from_db()
    assert case.person.full_name == "Olena Sydorenko"


def test_the_number_in_the_subject_counts_for_who_wrote_in_the_case_before(case, ours):
    first = took(letter(sender=STRANGER, in_reply_to=ours))
    second = took(letter(sender=STRANGER, subject="[S-1] once more"))
    assert (first.case, second.case) == (case, case)


def test_the_number_in_the_subject_alone_from_a_stranger_opens_his_own_case(case):
    message = took(letter(subject="Re: Lease [S-1]", sender=STRANGER))
    assert message.case != case
    assert message.case.person.full_name == "Eve"


def test_a_person_of_another_organisation_is_a_stranger(case):
    rival = make_organisation("Rival")
    mallory = make_person("Mallory Rival", rival)
    message = took(letter(subject="[S-1]", sender=str(mallory.address)))
    assert message.case != case
    left = stand_for(mallory, organisation=rival, by=HOUSE, at=FOUNDED)
    assert left is not None


def test_the_number_of_no_case_opens_a_new_one(case):
    assert took(letter(subject="[S-77] hello")).case.ref == "S-2"


def test_the_bare_subject_never_joins(case):
    assert took(letter(subject="Re: Lease")).case != case


def test_an_answer_from_another_address_joins_but_he_is_not_the_client(case, ours, olena):
    message = took(letter("I am her son", sender=STRANGER, in_reply_to=ours))
    assert (message.case, message.person.full_name) == (case, "Eve")
    assert message.sender == STRANGER
    case.refresh_from_db()
    assert (case.person, [str(a) for a in olena.addresses.all()]) == (
        olena,
        ["olena@client.example"],
    )


def test_an_answer_reopens_a_closed_case_but_a_machine_does_not(case, ours, roman):
    while delivery := lease_delivery(by=HOUSE, at=LATER):
        record_sent(delivery, by=HOUSE, at=LATER)
    close_case(case, reason="no_answer_needed", by=roman, at=LATER)
    robot = letter("I am away", in_reply_to=ours, auto_submitted="auto-replied")
    take_in(robot, source="inlet", received_at=LATER, at=LATER)
    case.refresh_from_db()
    assert case.state == "closed"
    took(letter("One more question: what about the annex?", in_reply_to=ours))
    case.refresh_from_db()
    assert case.state == "on_us"
