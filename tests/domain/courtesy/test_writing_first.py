"""A routine question to the finance contact waits for his quarter to close (A13, R066).

hold_letter and let_letter_go, hold_delivery and release_delivery: here.
"""

from datetime import date, timedelta

import pytest

from slovo.domain.cases.actions.writing_first import WordBeforeItself, write_to_organisation
from slovo.domain.clients.actions.responsibility import name_responsible
from slovo.domain.clients.actions.topics import save_topic
from slovo.domain.courtesy.actions.approaching import cancel_approach, send_approach_now
from slovo.domain.courtesy.actions.blackouts import Days, add_blackout
from slovo.domain.courtesy.models import Approach
from slovo.domain.post.files import get
from slovo.domain.post.models import Delivery
from tests.domain.courtesy.scene import free_all
from tests.domain.promises.scene import fresh, kyiv, send_all
from tests.make import MORNING

ASKED, FREE = kyiv("2027-04-01 12:00"), kyiv("2027-04-12 10:00")
CLOSE = Days(date(2027, 3, 25), date(2027, 4, 10), repeats="quarterly", why="Quarter close")
MINUTE = timedelta(minutes=1)


@pytest.fixture
def write(viktor, berehynia, petro, olha, mailbox):
    invoices = save_topic(None, name="Invoices", words="invoice", by=olha, at=MORNING)
    name_responsible(berehynia, topic=invoices, person=viktor, by=olha, at=MORNING)
    add_blackout(viktor, days=CLOSE, by=olha, at=MORNING)
    given = {"subject": "Invoice 7", "html": "<p>Did it come?</p>", "by": petro, "at": ASKED}
    return lambda **more: write_to_organisation(berehynia, topic=invoices, **{**given, **more})


def keep(at):
    free_all(at)
    send_all(at)


def letter(case):
    return case.messages.get(direction="out")


def test_it_is_held_and_leaves_on_monday_at_ten_under_that_date(write, viktor):
    case = write()
    held = Approach.objects.get()
    assert (held.kind, held.next_at, held.person) == ("question", FREE, viktor)
    assert case.next_word_at > FREE
    keep(FREE - MINUTE)
    assert letter(case).delivered_at is None
    keep(FREE)
    assert letter(case).delivered_at == FREE
    raw = get(letter(case).delivery.file)
    assert b"\r\nDate: Mon, 12 Apr 2027 10:00:00 +0300\r\n" in raw
    assert b"List-Unsubscribe" not in raw
    assert viktor.contacts.count() == 0


def test_what_is_urgent_passes_and_says_why(write):
    case = write(urgent="The court asks today")
    keep(ASKED)
    assert letter(case).delivered_at == ASKED
    note = case.messages.get(direction="note")
    assert note.text == ("These are quiet days of the client: Quarter close. The court asks today")
    assert not Approach.objects.exists()


def test_out_of_quiet_days_it_leaves_at_once(write):
    case = write(at=FREE)
    keep(FREE)
    assert letter(case).delivered_at == FREE
    assert not case.messages.filter(direction="note").exists()


def test_longer_quiet_days_hold_it_longer(write, viktor, olha):
    case = write()
    longer = Days(date(2027, 4, 11), date(2027, 4, 14))
    add_blackout(viktor, days=longer, by=olha, at=ASKED)
    keep(FREE)
    assert letter(case).delivered_at is None
    keep(kyiv("2027-04-15 10:00"))
    assert letter(case).delivered_at == kyiv("2027-04-15 10:00")


def test_it_is_sent_now_or_taken_back_by_hand(write, petro):
    first, second = write(), write(subject="Invoice 8")
    now, never = Approach.objects.order_by("pk")
    send_approach_now(now, reason="He called", by=petro, at=ASKED + MINUTE)
    assert cancel_approach(never, why="Said by phone", by=petro, at=ASKED + MINUTE)
    keep(ASKED + MINUTE)
    assert letter(first).delivered_at == ASKED + MINUTE
    keep(FREE)
    assert letter(second).cancelled_at == ASKED + MINUTE
    assert fresh(letter(second).delivery).state == "cancelled"
    assert Delivery.objects.filter(sent_at__isnull=False, case_id__isnull=False).count() == 1


def test_a_word_is_not_promised_before_the_letter_leaves(write):
    with pytest.raises(WordBeforeItself):
        write(next_word_at=kyiv("2027-04-05 12:00"))
    assert Approach.objects.count() == 0
