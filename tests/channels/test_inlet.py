import smtplib
from datetime import UTC, datetime

import pytest
from django.db import OperationalError

from slovo.domain.cases.models import Case
from slovo.domain.post.models import RawLetter
from slovo.interfaces.channels.email import inlet as door
from slovo.interfaces.channels.email.inlet import Inlet
from tests.channels.letters import letter
from tests.channels.servers import free_port

pytestmark = pytest.mark.django_db(transaction=True)
NOW = datetime(2027, 3, 10, 9, 0, tzinfo=UTC)


@pytest.fixture
def inlet(monkeypatch):
    monkeypatch.setenv("SLOVO_CLOCK", "2027-03-10T09:00:00Z!")
    running = Inlet(free_port())
    running.start()
    yield running
    running.stop()


def send(inlet, raw, *recipients):
    with smtplib.SMTP("127.0.0.1", inlet.port, timeout=60) as smtp:
        return smtp.sendmail("olena@client.example", recipients or ["desk@firm.example"], raw)


def test_a_letter_is_taken_now_whatever_its_date_says(mailbox, inlet):
    send(inlet, letter(date=datetime(2020, 1, 1, tzinfo=UTC)))
    raw = RawLetter.objects.get()
    assert (raw.received_at, raw.source, raw.mailbox) == (NOW, "inlet", mailbox)
    assert (Case.objects.get().opened_at, Case.objects.get().state) == (NOW, "on_us")


def test_the_envelope_names_the_mailbox(mailbox, inlet):
    send(inlet, letter(to="undisclosed@list.example"), "x@y.example", "desk+S-1.abc@firm.example")
    assert RawLetter.objects.get().mailbox == mailbox


def test_the_same_letter_twice_is_one(mailbox, inlet):
    raw = letter()
    send(inlet, raw)
    send(inlet, raw)
    assert (RawLetter.objects.count(), Case.objects.count()) == (1, 1)


def test_long_lines_and_raw_bytes_are_taken(mailbox, inlet):
    raw = letter() + b"x" * 200_000 + b"\r\n\xff\xfe\r\n"
    send(inlet, raw)
    assert RawLetter.objects.get().outcome == "message"


def test_a_letter_that_cannot_be_stored_is_to_be_sent_again(mailbox, inlet, monkeypatch):
    def fall(*_words, **_sides):
        raise OperationalError("the database is away")

    monkeypatch.setattr(door, "take_in", fall)
    with pytest.raises(smtplib.SMTPDataError) as refused:
        send(inlet, letter())
    assert refused.value.smtp_code == 451
    monkeypatch.undo()
    monkeypatch.setenv("SLOVO_CLOCK", "2027-03-10T09:00:00Z!")
    send(inlet, letter())
    assert Case.objects.count() == 1


def test_a_taken_port_is_refused(inlet):
    second = Inlet(inlet.port)
    with pytest.raises(OSError, match=r"address already in use|in use"):
        second.start()
