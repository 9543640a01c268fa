"""Verbs of the post: storing, queueing, sending."""

from datetime import timedelta
from email import message_from_bytes, policy

import pytest

from slovo.domain.journal.actors import HOUSE
from slovo.domain.journal.models import Event
from slovo.domain.post import files
from slovo.domain.post.actions.queueing import (
    LetterCannotBeWritten,
    cancel_delivery,
    queue_letter,
    retry_delivery,
)
from slovo.domain.post.actions.sending import (
    lease_delivery,
    record_failure,
    record_return,
    record_sent,
)
from slovo.domain.post.actions.storing import settle_raw_letter, store_raw_letter
from slovo.domain.post.models import Delivery, RawLetter
from slovo.domain.staff.rights import NotAllowed
from tests.make import MORNING

pytestmark = pytest.mark.django_db
MINUTE = timedelta(minutes=1)


def queued(mailbox=None, *, message_id="<S-1.1.x@firm.example>", at=MORNING, **sides):
    given = {
        "subject_ref": "message:1",
        "case_id": 7,
        "to_name": "Olena",
        "to_address": "olena@client.example",
        "letter_subject": "Re: Lease",
        "text": "Tomorrow.",
        "send_at": at,
        "by": HOUSE,
        "at": at,
    }
    return queue_letter(mailbox=mailbox, message_id=message_id, **{**given, **sides})


def told(kind):
    return Event.objects.filter(kind=kind).count()


def test_store_raw_letter_twice_is_once():
    raw = b"Subject: hello\r\n\r\nwords"
    first = store_raw_letter(raw, source="inlet", received_at=MORNING, by=HOUSE, at=MORNING)
    later = MORNING + MINUTE
    second = store_raw_letter(raw, source="imap", received_at=later, by=HOUSE, at=later)
    assert (first[1], second[1]) == (True, False)
    assert second[0].received_at == MORNING
    assert told("letter.stored") == 1


def test_settle_raw_letter_says_what_became_of_it():
    raw, _ = store_raw_letter(b"x", source="inlet", received_at=MORNING, by=HOUSE, at=MORNING)
    settle_raw_letter(raw, outcome="quarantined", sender="a" * 300, by=HOUSE, at=MORNING)
    kept = RawLetter.objects.get()
    assert (kept.outcome, kept.quarantined_at, len(kept.sender)) == ("quarantined", MORNING, 254)
    assert told("letter.quarantined") == 1


def test_queue_letter_writes_it_whole_and_once(mailbox):
    files_sent = [("contract.pdf", "application/pdf", b"%PDF", "")]
    delivery = queued(
        mailbox,
        html="<p>Tomorrow.</p>",
        in_reply_to="<a@client.example>",
        references="<z@client.example> <a@client.example>",
        headers=[("Auto-Submitted", "auto-replied")],
        files=files_sent,
    )
    letter = message_from_bytes(files.get(delivery.file), policy=policy.default)
    assert letter["From"] == "The desk <desk@firm.example>"
    assert letter["To"] == "Olena <olena@client.example>"
    assert letter["Message-ID"] == "<S-1.1.x@firm.example>"
    assert letter["In-Reply-To"] == "<a@client.example>"
    assert letter["References"].split() == ["<z@client.example>", "<a@client.example>"]
    assert letter["Auto-Submitted"] == "auto-replied"
    assert [part.get_filename() for part in letter.iter_attachments()] == ["contract.pdf"]
    assert (delivery.state, delivery.next_at) == ("queued", MORNING)
    assert queued(mailbox) == delivery
    event = Event.objects.get(kind="delivery.queued")
    assert (event.case_id, event.refs) == (7, {"of": "message:1"})


def test_queue_letter_refuses_an_address_no_server_takes(mailbox):
    with pytest.raises(LetterCannotBeWritten):
        queued(mailbox, to_address="nobody")
    assert not Delivery.objects.exists()


def test_lease_delivery_gives_a_letter_to_one(mailbox):
    assert lease_delivery(by=HOUSE, at=MORNING) is None
    delivery = queued(mailbox, send_at=MORNING + MINUTE)
    assert lease_delivery(by=HOUSE, at=MORNING) is None
    leased = lease_delivery(by=HOUSE, at=MORNING + MINUTE)
    assert (leased, leased.attempts, leased.state) == (delivery, 1, "sending")
    assert lease_delivery(by=HOUSE, at=MORNING + 5 * MINUTE) is None


def test_a_lease_that_ran_out_gives_the_same_letter_again(mailbox):
    queued(mailbox)
    first = lease_delivery(by=HOUSE, at=MORNING)
    second = lease_delivery(by=HOUSE, at=MORNING + 5 * MINUTE)
    assert (second.message_id, second.file) == (first.message_id, first.file)
    assert second.attempts == 2


def test_record_sent_twice_is_once(mailbox):
    queued(mailbox)
    delivery = lease_delivery(by=HOUSE, at=MORNING)
    record_sent(delivery, by=HOUSE, at=MORNING)
    record_sent(delivery, by=HOUSE, at=MORNING + MINUTE)
    assert (delivery.state, delivery.sent_at, delivery.next_at) == ("sent", MORNING, None)
    assert told("delivery.sent") == 1
    assert lease_delivery(by=HOUSE, at=MORNING + timedelta(days=9)) is None


def test_record_failure_waits_longer_each_time_and_gives_up_after_two_days(mailbox):
    queued(mailbox)
    at, pauses = MORNING, []
    while delivery := lease_delivery(by=HOUSE, at=at):
        record_failure(delivery, why="451 later", is_final=False, by=HOUSE, at=at)
        if delivery.failed_at:
            break
        pauses.append(int((delivery.next_at - at) / MINUTE))
        at = delivery.next_at
    assert pauses == [1, 5, 15, 60, *[240] * 11, 159]
    assert delivery.state == "failed"
    assert delivery.failed_at - MORNING == timedelta(days=2)
    assert (told("delivery.delayed"), told("delivery.failed")) == (16, 1)


def test_record_failure_that_is_final_ends_at_once(mailbox):
    queued(mailbox)
    delivery = lease_delivery(by=HOUSE, at=MORNING)
    record_failure(delivery, why="550 no such user", is_final=True, by=HOUSE, at=MORNING)
    assert (delivery.state, delivery.failure) == ("failed", "550 no such user")
    assert lease_delivery(by=HOUSE, at=MORNING + timedelta(days=3)) is None


def test_record_failure_after_it_was_sent_changes_nothing(mailbox):
    queued(mailbox)
    delivery = lease_delivery(by=HOUSE, at=MORNING)
    record_sent(delivery, by=HOUSE, at=MORNING)
    record_failure(delivery, why="late", is_final=True, by=HOUSE, at=MORNING)
    assert (delivery.state, delivery.failure) == ("sent", "")


def test_record_return_is_told_once(mailbox):
    queued(mailbox)
    delivery = lease_delivery(by=HOUSE, at=MORNING)
    record_sent(delivery, by=HOUSE, at=MORNING)
    for _ in range(2):
        record_return(delivery, why="no such user", by=HOUSE, at=MORNING + MINUTE)
    assert (delivery.state, delivery.returned_at) == ("returned", MORNING + MINUTE)
    assert told("delivery.returned") == 1


def test_cancel_delivery_works_until_a_server_may_have_it(mailbox):
    waiting = queued(mailbox)
    assert cancel_delivery(waiting, by=HOUSE, at=MORNING)
    assert not cancel_delivery(waiting, by=HOUSE, at=MORNING)
    assert (waiting.state, told("delivery.cancelled")) == ("cancelled", 1)
    assert lease_delivery(by=HOUSE, at=MORNING) is None
    tried = queued(mailbox, message_id="<S-1.2.x@firm.example>")
    leased = lease_delivery(by=HOUSE, at=MORNING)
    assert not cancel_delivery(tried, by=HOUSE, at=MORNING)
    record_failure(leased, why="451", is_final=False, by=HOUSE, at=MORNING)
    assert not cancel_delivery(tried, by=HOUSE, at=MORNING)


def test_retry_delivery_sends_the_same_letter_again(mailbox, roman, surveyor):
    queued(mailbox)
    delivery = lease_delivery(by=HOUSE, at=MORNING)
    record_failure(delivery, why="550", is_final=True, by=HOUSE, at=MORNING)
    later = MORNING + timedelta(days=5)
    with pytest.raises(NotAllowed):
        retry_delivery(delivery, by=surveyor, at=later)
    retry_delivery(delivery, by=roman, at=later)
    retry_delivery(delivery, by=roman, at=later)
    assert (delivery.state, told("delivery.retried")) == ("queued", 1)
    again = lease_delivery(by=HOUSE, at=later)
    assert again.message_id == "<S-1.1.x@firm.example>"
    record_failure(again, why="451", is_final=False, by=HOUSE, at=later)
    assert again.state == "queued"
