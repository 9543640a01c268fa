import errno
from datetime import timedelta

import pytest
from django.db import OperationalError, connection
from django.test.utils import CaptureQueriesContext

from slovo.domain.cases.models import Case, Message
from slovo.domain.journal.actors import HOUSE
from slovo.domain.journal.models import Event
from slovo.domain.post import files
from slovo.domain.post.actions.storing import retry_raw_letter, store_raw_letter
from slovo.domain.post.models import Delivery, RawLetter
from slovo.domain.staff.rights import NotAllowed
from slovo.interfaces.channels.email import receive
from slovo.interfaces.channels.email.receive import take_in, take_in_pending
from tests.channels.letters import letter
from tests.make import MORNING

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("firm")]


def took(raw, *, at=MORNING, **sides):
    return take_in(raw, **{"source": "inlet", "received_at": at, "at": at, **sides})


def test_a_letter_becomes_a_case_with_its_words(olena):
    taken = took(letter("When will the lease be ready?", subject="Lease of the shop"))
    case = taken.message.case
    assert (case.ref, case.subject, case.person) == ("S-1", "Lease of the shop", olena)
    assert (taken.message.text.strip(), taken.message.sender) == (
        "When will the lease be ready?",
        "",
    )
    assert (case.opened_at, case.heard_at, case.channel) == (MORNING, MORNING, "email")
    assert (taken.raw.outcome, taken.raw.subject_ref) == ("message", f"message:{taken.message.pk}")
    assert taken.raw.read_at == MORNING


def questions(raw):
    """How many statements, without those that ask PostgreSQL for the number of a transaction."""
    with CaptureQueriesContext(connection) as asked:
        took(raw)
    return sum("pg_current_xact_id" not in each["sql"] for each in asked)


def test_a_letter_asks_no_more_than_it_needs(olena):
    first = questions(letter(message_id="<first@client.example>"))
    assert (first <= 66, Delivery.objects.count()) == (True, 1)
    assert questions(letter(in_reply_to="<first@client.example>")) <= 46


def test_an_unknown_sender_becomes_a_person():
    case = took(letter(sender="Nina Petrenko <Nina@new.example>")).message.case
    assert (case.person.full_name, str(case.person.address)) == (
        "Nina Petrenko",
        "nina@new.example",
    )


def test_the_bytes_are_kept_as_they_came():
    raw = letter("x" * 5000) + b"\xff\x00"
    assert files.get(took(raw).raw.file) == raw


def test_the_same_bytes_twice_are_one_message():
    raw = letter()
    first, second = took(raw), took(raw, at=MORNING + timedelta(hours=1))
    assert (first.is_new, second.is_new) == (True, False)
    assert first.message == second.message
    assert (Case.objects.count(), Message.objects.filter(direction="in").count()) == (1, 1)


def test_the_same_message_id_from_the_same_person_is_one_message():
    first = took(letter(message_id="<one@client.example>"))
    second = took(b"Received: from elsewhere\r\n" + letter(message_id="<one@client.example>"))
    assert second.is_new
    assert second.message == first.message
    assert Message.objects.filter(direction="in").count() == 1


def test_the_same_message_id_from_a_stranger_is_another_letter():
    took(letter(message_id="<one@client.example>"))
    other = took(letter(message_id="<one@client.example>", sender="eve@other.example"))
    assert other.message.case.ref == "S-2"


def test_received_is_never_later_than_now():
    taken = took(letter(), received_at=MORNING + timedelta(days=3))
    assert taken.raw.received_at == MORNING


def test_mail_older_than_the_mailbox_is_history(mailbox):
    before = mailbox.connected_at - timedelta(days=1)
    taken = took(letter(), received_at=before, mailbox=mailbox, source="imap")
    assert taken.raw.is_history
    assert (taken.message.case.state, taken.message.at) == ("closed", before)
    assert not Delivery.objects.exists()
    assert took(letter(), mailbox=mailbox).message.case.state == "on_us"


def test_one_bad_letter_never_stops_the_next():
    bad = took(letter(sender="кто-то@@нигде", subject="Bad"))
    good = took(letter(subject="Good"))
    assert bad.message is None
    assert bad.raw.outcome in ("failed", "quarantined")
    assert good.message.case.subject == "Good"


def test_any_bytes_are_taken_in():
    for raw in (
        b"",
        b"\0",
        b"\xff" * 100,
        b"\n\n\n",
        b"From: \n\nhello",
        b"Subject: =?x?y?z?=\n\n",
    ):
        taken = took(raw)
        assert taken.raw.read_at == MORNING
        assert taken.message is None


def test_a_failure_is_kept_shown_and_tried_again(monkeypatch, roman, taras, surveyor):
    monkeypatch.setattr(receive, "receive_message", stumble(ValueError("torn page")))
    taken = took(letter())
    assert (taken.raw.outcome, taken.message) == ("failed", None)
    assert taken.raw.failure == "ValueError: torn page"
    assert Event.objects.filter(kind="letter.failed").count() == 1
    monkeypatch.undo()
    with pytest.raises(NotAllowed):
        retry_raw_letter(taken.raw, by=surveyor, at=MORNING)
    retry_raw_letter(taken.raw, by=roman, at=MORNING + timedelta(hours=2))
    assert take_in_pending(MORNING + timedelta(hours=2)) == 1
    message = Message.objects.get(direction="in")
    assert (message.case.ref, message.at) == ("S-1", MORNING)
    assert RawLetter.objects.get().outcome == "message"


def test_a_failure_half_way_leaves_nothing_half_written(monkeypatch):
    from slovo.domain.cases.actions import entering

    monkeypatch.setattr(entering, "settle_raw_letter", stumble(ValueError("no")))
    taken = took(letter())
    assert taken.raw.outcome == "failed"
    assert (Case.objects.count(), Message.objects.count(), Delivery.objects.count()) == (0, 0, 0)


def test_when_the_database_is_away_the_letter_waits_unread(monkeypatch):
    monkeypatch.setattr(receive, "receive_message", stumble(OperationalError("gone")))
    taken = took(letter())
    assert (taken.raw.read_at, taken.raw.outcome) == (None, "")
    assert take_in_pending(MORNING) == 0
    monkeypatch.undo()
    assert take_in_pending(MORNING) == 1
    assert Case.objects.get().opened_at == MORNING


def test_when_the_disk_is_full_the_letter_waits_unread(monkeypatch):
    full = OSError(errno.ENOSPC, "No space left on device")
    monkeypatch.setattr(receive, "receive_message", stumble(full))
    assert took(letter()).raw.read_at is None
    monkeypatch.undo()
    assert take_in_pending(MORNING) == 1


def test_a_letter_stored_before_a_crash_is_taken_in_later():
    store_raw_letter(letter(), source="inlet", received_at=MORNING, by=HOUSE, at=MORNING)
    later = MORNING + timedelta(minutes=3)
    assert take_in_pending(later) == 1
    assert take_in_pending(later) == 0
    assert Case.objects.get().heard_at == MORNING


def stumble(problem):
    def fall(*_args, **_sides):
        raise problem

    return fall
