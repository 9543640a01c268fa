from datetime import timedelta
from email import message_from_bytes, policy

import pytest
from django.db import OperationalError

from slovo.domain.journal.actors import HOUSE
from slovo.domain.journal.models import Event
from slovo.domain.post.actions import sending
from slovo.domain.post.actions.mailboxes import close_mailbox, save_mailbox
from slovo.domain.post.actions.queueing import queue_letter
from slovo.domain.post.models import Delivery
from slovo.domain.post.secrets import lock
from slovo.interfaces.channels.email.deliver import deliver_due
from tests.channels.servers import SECRET, free_port, smtp_server
from tests.make import FOUNDED, MORNING, make_firm

pytestmark = pytest.mark.django_db
OLENA = "olena@client.example"


@pytest.fixture(autouse=True)
def clock(monkeypatch):
    monkeypatch.setenv("SLOVO_CLOCK", "2027-03-10T09:05:00Z!")


@pytest.fixture
def smtp():
    with smtp_server() as server:
        yield server


@pytest.fixture
def desk(firm, smtp):
    return box(smtp.port)


def box(port, address="desk@firm.example", **sides):
    given = {
        "name": "The desk", "smtp_host": "127.0.0.1", "smtp_port": port, "smtp_security": "none",
        "by": HOUSE, "at": FOUNDED,
    }  # fmt: skip
    return save_mailbox(None, address=address, **{**given, **sides})


def queued(mailbox, number=1, to=OLENA):
    return queue_letter(
        subject_ref=f"message:{number}",
        case_id=None,
        mailbox=mailbox,
        to_name="",
        to_address=to,
        letter_subject="Re: Lease",
        message_id=f"<S-1.{number}.x@firm.example>",
        text="Завтра.",
        send_at=MORNING,
        by=HOUSE,
        at=MORNING,
    )


def fate(delivery):
    delivery.refresh_from_db()
    return delivery.state, delivery.failure


def test_a_letter_is_handed_over_as_it_was_written(desk, smtp):
    delivery = queued(desk)
    assert deliver_due(MORNING) == 1
    assert deliver_due(MORNING) == 0
    ((sender, recipients, raw),) = smtp.taken
    assert (sender, recipients) == ("desk@firm.example", [OLENA])
    letter = message_from_bytes(raw, policy=policy.default)
    assert letter["Message-ID"] == "<S-1.1.x@firm.example>"
    assert letter.get_content().strip() == "Завтра."
    assert (fate(delivery), delivery.sent_at) == (("sent", ""), MORNING)


def test_a_letter_signs_in_when_a_password_is_saved(firm):
    with smtp_server(signs_in=True) as smtp:
        delivery = queued(box(smtp.port, password=SECRET))
        deliver_due(MORNING)
    assert (fate(delivery), smtp.sign_ins) == (("sent", ""), 1)


def test_a_plain_no_is_final_and_stops_no_other_letter(desk, smtp):
    smtp.at_rcpt[OLENA] = "550 5.1.1 No such user"
    refused, taken = queued(desk), queued(desk, 2, "viktor@client.example")
    assert deliver_due(MORNING) == 2
    assert fate(refused) == ("failed", "550 5.1.1 No such user")
    assert fate(taken) == ("sent", "")


@pytest.mark.parametrize(
    ("sides", "state"),
    [
        ({"at_rcpt": {OLENA: "451 4.7.1 Greylisted"}}, "queued"),
        ({"at_data": "452 4.3.1 Out of space"}, "queued"),
        ({"at_data": "554 5.7.1 Looks like spam"}, "failed"),
        ({"at_mail": "552 5.3.4 Too large"}, "failed"),
        ({"at_mail": "530 5.7.0 Sign in first"}, "queued"),
    ],
)
def test_what_the_server_says_decides_whether_we_try_again(desk, smtp, sides, state):
    for name, answer in sides.items():
        setattr(smtp, name, answer)
    delivery = queued(desk)
    deliver_due(MORNING)
    said = next(iter(sides.values()))
    words = said if isinstance(said, str) else said[OLENA]
    assert fate(delivery) == (state, words)
    assert smtp.taken == []


def test_a_server_that_is_down_delays_all_its_letters_and_no_others(firm, smtp):
    down, up = box(free_port()), box(smtp.port, "office@firm.example")
    waiting = [queued(down, 1), queued(down, 2)]
    sent = queued(up, 3)
    deliver_due(MORNING)
    sentence = "127.0.0.1 does not accept connections on this port. Check the port."
    assert [fate(delivery) for delivery in waiting] == [("queued", sentence)] * 2
    assert fate(sent) == ("sent", "")


def test_a_wrong_password_delays_and_is_said(firm):
    with smtp_server(signs_in=True) as smtp:
        delivery = queued(box(smtp.port, password="wrong"))
        deliver_due(MORNING)
    assert fate(delivery) == (
        "queued", "127.0.0.1 did not accept the user name and password.",
    )  # fmt: skip


def test_a_letter_of_a_closed_mailbox_goes_through_the_default_one(desk, smtp):
    old = box(free_port(), "old@firm.example")
    delivery = queued(old)
    close_mailbox(old, by=HOUSE, at=MORNING)
    deliver_due(MORNING)
    assert fate(delivery) == ("sent", "")
    assert smtp.taken[0][0] == "desk@firm.example"


def test_a_real_firm_without_a_server_is_told_so(firm):
    delivery = queued(None)
    deliver_due(MORNING)
    assert fate(delivery) == ("queued", "No mailbox is set up through which letters are sent.")


def test_the_demo_accepts_at_once_and_sends_nothing(db, smtp):
    make_firm(kind="demo")
    delivery = queued(box(smtp.port))
    deliver_due(MORNING)
    assert (fate(delivery), smtp.taken) == (("sent", ""), [])


def test_a_trial_sends_through_its_server_and_accepts_without_one(db, smtp):
    make_firm(kind="trial")
    without, through = queued(None), queued(box(smtp.port), 2)
    deliver_due(MORNING)
    assert (fate(without), fate(through)) == (("sent", ""), ("sent", ""))
    assert Delivery.objects.filter(sent_at=MORNING).count() == 2


def test_what_a_server_said_is_remembered_while_the_database_is_away(desk, smtp, monkeypatch):
    delivery = queued(desk)

    def fall(*_words, **_sides):
        raise OperationalError("the database is away")

    with monkeypatch.context() as patched:
        patched.setattr(sending, "record", fall)
        for minutes in (0, 6):
            with pytest.raises(OperationalError):
                deliver_due(MORNING + timedelta(minutes=minutes))
            assert fate(delivery)[0] == "sending"
    assert deliver_due(MORNING + timedelta(minutes=6)) == 1
    assert (fate(delivery)[0], delivery.sent_at, len(smtp.taken)) == ("sent", MORNING, 1)


def test_a_server_that_lets_nobody_in_is_the_mailboxes_trouble_until_it_does(firm):
    with smtp_server(signs_in=True) as smtp:
        desk = box(smtp.port, password="wrong")
        queued(desk)
        deliver_due(MORNING)
        desk.refresh_from_db()
        assert (desk.sending_failed_at, desk.sending_failure) == (
            MORNING,
            "127.0.0.1 did not accept the user name and password.",
        )
        desk.secret = lock(SECRET)
        desk.save()
        deliver_due(MORNING + timedelta(hours=1))
    desk.refresh_from_db()
    assert (desk.sending_failed_at, desk.sending_failure) == (None, "")
    kinds = list(Event.objects.filter(kind__startswith="mailbox.").values_list("kind", flat=True))
    assert kinds == ["mailbox.connected", "mailbox.sending_failed", "mailbox.sending_recovered"]


def test_one_address_refused_is_no_trouble_of_the_mailbox(desk, smtp):
    smtp.at_rcpt[OLENA] = "451 4.7.1 Greylisted"
    queued(desk)
    deliver_due(MORNING)
    desk.refresh_from_db()
    assert desk.sending_failed_at is None
