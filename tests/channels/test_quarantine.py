from datetime import timedelta

import pytest

from slovo.domain.cases.actions import entering
from slovo.domain.cases.actions.quarantine import (
    LetterCannotBeRead,
    LetterHasNoSender,
    LetterNotInQuarantine,
    discard_letter,
    release_letter,
)
from slovo.domain.cases.models import Case, Message
from slovo.domain.post.models import Delivery, RawLetter
from slovo.domain.staff.rights import NotAllowed
from slovo.interfaces.channels.email import receive
from slovo.interfaces.channels.email.receive import take_in
from slovo.lib import mail
from slovo.lib.mail.spam import looks_like_spam, server_says
from tests.channels.letters import letter
from tests.make import MORNING

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("mailbox")]
LATER = MORNING + timedelta(hours=5)


def took(raw, at=MORNING):
    return take_in(raw, source="inlet", received_at=at, at=at)


SPAM = letter("Buy now", x_spam_flag="YES", sender="Seller <s@shop.example>", subject="Offer")


@pytest.mark.parametrize(
    "fields",
    [
        {"x_spam_flag": "YES"},
        {"x_spam_status": "Yes, score=11.2 required=5.0"},
        {"x_spam_score": "9.4"},
        {"x_spam_level": "*******"},
        {"x_spam": "yes"},
        {"x_yandex_spam": "4"},
        {"subject": "[SPAM] Offer"},
        {"subject": "*** SPAM *** Offer"},
    ],
)
def test_what_the_server_calls_spam_waits_and_gets_no_receipt(fields):
    taken = took(letter(**fields))
    assert (taken.raw.outcome, taken.raw.quarantined_at) == ("quarantined", MORNING)
    assert taken.message is None
    assert (Case.objects.count(), Delivery.objects.count()) == (0, 0)


@pytest.mark.parametrize(
    "fields",
    [
        {"x_spam_flag": "NO"},
        {"x_spam_status": "No, score=6.1 required=8.0", "x_spam_score": "6.1"},
        {"x_spam_score": "-1.2"},
        {"x_spam_level": "**"},
        {"x_yandex_spam": "1"},
        {"subject": "We get too much spam"},
    ],
)
def test_what_the_server_lets_through_is_heard(fields):
    assert took(letter(**fields)).raw.outcome == "message"


@pytest.mark.parametrize(
    ("sides", "signs"),
    [
        ({"text": "You have won the lottery, click here"}, ""),
        (
            {
                "text": "Раскрутка сайта и базы e-mail",
                "sender": "Игорь <i@promo.example>",
                "reply_to": "igor@gmail.com",
            },
            "phrases answers",
        ),
        (
            {"text": "http://x.example/a", "sender": '"bank@bank.example" <q@z.example>'},
            "name link",
        ),
        ({"text": "http://x.example/a"}, ""),
        ({"text": "Our casino client asks about a licence, and about Bitcoin"}, ""),
    ],
)
def test_two_signs_make_a_stranger_suspect(sides, signs):
    assert looks_like_spam(mail.read(letter(**sides))) == signs


def test_a_program_from_a_stranger_is_enough():
    from email import message_from_bytes, policy

    parsed = message_from_bytes(letter("See attached"), policy=policy.default)
    parsed.add_attachment(b"MZ", maintype="application", subtype="x", filename="invoice.pdf.exe")
    assert looks_like_spam(mail.read(parsed.as_bytes())) == "program"
    assert server_says(mail.read(parsed.as_bytes())) == ""
    assert took(parsed.as_bytes()).raw.outcome == "quarantined"


def test_our_signs_never_stop_a_client_we_know(olena):
    took(letter())
    raw = letter("http://x.example/a", reply_to="o@gmail.com")
    assert looks_like_spam(mail.read(raw)) == "answers link"
    assert took(raw).raw.outcome == "message"


def test_release_letter_counts_from_when_it_came(roman):
    taken = took(SPAM)
    message = release_letter(taken.raw, by=roman, at=LATER)
    assert (message.at, message.case.opened_at) == (MORNING, MORNING)
    assert message.case.person.full_name == "Seller"
    assert RawLetter.objects.get().outcome == "message"


def test_release_letter_twice_is_refused(roman):
    taken = took(SPAM)
    release_letter(taken.raw, by=roman, at=LATER)
    with pytest.raises(LetterNotInQuarantine):
        release_letter(taken.raw, by=roman, at=LATER)
    assert Message.objects.filter(direction="in").count() == 1


def test_discard_letter_keeps_the_bytes_and_answers_nobody(roman):
    taken = took(SPAM)
    discard_letter(taken.raw, by=roman, at=LATER)
    raw = RawLetter.objects.get()
    assert (raw.outcome, raw.sender, raw.subject) == ("discarded", "s@shop.example", "Offer")
    with pytest.raises(LetterNotInQuarantine):
        release_letter(raw, by=roman, at=LATER)
    assert took(SPAM).raw.outcome == "discarded"


def test_a_stranger_to_the_post_may_do_neither(petro):
    taken = took(SPAM)
    for verb in (release_letter, discard_letter):
        with pytest.raises(NotAllowed):
            verb(taken.raw, by=petro, at=LATER)


def test_a_letter_without_a_sender_waits_and_cannot_be_answered(roman):
    taken = took(b"Subject: Hello\r\n\r\nWho am I?\r\n")
    assert taken.raw.outcome == "quarantined"
    with pytest.raises(LetterHasNoSender):
        release_letter(taken.raw, by=roman, at=LATER)


def test_a_letter_that_failed_is_held_and_let_in_by_hand(roman, monkeypatch):
    def fall(*_words, **_sides):
        raise ValueError("torn page")

    with monkeypatch.context() as patched:
        patched.setattr(receive, "receive_message", fall)
        taken = took(letter(subject="Torn"))
    assert (taken.raw.outcome, taken.raw.quarantined_at) == ("failed", MORNING)
    with monkeypatch.context() as patched:
        patched.setattr(entering, "open_case", fall)
        with pytest.raises(LetterCannotBeRead, match="still cannot be read: torn page"):
            release_letter(taken.raw, by=roman, at=LATER)
    assert RawLetter.objects.get().outcome == "failed"
    message = release_letter(taken.raw, by=roman, at=LATER)
    assert (message.case.subject, message.at) == ("Torn", MORNING)
    assert RawLetter.objects.get().failure == ""
