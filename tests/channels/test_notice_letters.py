"""Word to a colleague by mail: in line at once, written when it leaves, the same each time."""

from email import message_from_bytes, policy

import pytest

from slovo.domain.cases.actions.alerting import alert
from slovo.domain.cases.actions.opening import open_case
from slovo.domain.journal.actors import HOUSE
from slovo.domain.journal.models import Event
from slovo.domain.post.actions.queueing import Unwritten, queue_unwritten
from slovo.domain.post.models import Delivery
from slovo.interfaces.channels.email.deliver import deliver_due
from tests.channels.servers import smtp_server
from tests.channels.test_deliver import box
from tests.make import MORNING

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def clock(monkeypatch):
    monkeypatch.setenv("SLOVO_CLOCK", "2027-03-10T09:05:00Z!")


@pytest.fixture
def smtp():
    with smtp_server() as server:
        yield server


@pytest.fixture
def told(firm, smtp, olena, petro):
    box(smtp.port)
    case = open_case(olena, subject="Lease", channel="desk", handler=petro, by=HOUSE, at=MORNING)
    alert(case, [petro], why="chased", by=HOUSE, at=MORNING)
    return case


def arrived(smtp):
    return message_from_bytes(smtp.taken[0][2], policy=policy.default)


def test_it_says_why_about_whom_and_where(told, smtp, petro):
    delivery = Delivery.objects.get()
    assert (delivery.file, delivery.state) == ("", "queued")
    assert deliver_due(MORNING) == 1
    letter = arrived(smtp)
    words = "Olena Sydorenko had to ask again."
    assert letter["Message-ID"] == delivery.message_id
    assert letter["Subject"] == f"[{told.ref}] {words}"
    assert letter["To"] == f"{petro.full_name} <{petro.email}>"
    assert letter["From"] == "The desk <desk@firm.example>"
    assert letter["Auto-Submitted"] == "auto-generated"
    text = letter.get_body(("plain",)).get_content()
    assert text.splitlines()[0] == words
    assert f"Olena Sydorenko · Lease · {told.ref}" in text
    assert f"/cases/{told.ref}/" in text


def test_an_address_no_server_would_take_is_given_up_and_stops_nobody(told):
    Delivery.objects.update(to_address="petro\n")
    assert deliver_due(MORNING) == 1
    delivery = Delivery.objects.get()
    assert delivery.state == "failed"
    assert "correct the address" in delivery.failure


def test_queue_unwritten_puts_many_in_line_each_under_its_id(mailbox):
    rows = [
        Unwritten(f"notice:{number}", "Petro", "petro@firm.example", "Read", f"<N-{number}.x@y.z>")
        for number in range(3)
    ]
    queue_unwritten(rows, mailbox=mailbox, by=HOUSE, at=MORNING)
    lines = Delivery.objects.order_by("pk").values_list("subject", "message_id", "next_at")
    assert list(lines) == [(row.subject_ref, row.message_id, MORNING) for row in rows]
    assert Event.objects.filter(kind="delivery.queued", at=MORNING).count() == 3
