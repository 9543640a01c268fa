"""Mailboxes: what a colleague may set, and whose letters are whose."""

from datetime import timedelta

import pytest

from slovo.domain.journal.models import Event
from slovo.domain.post.actions.mailboxes import (
    MailboxAddressTaken,
    MailboxAddressWrong,
    SecurityUnknown,
    close_mailbox,
    save_mailbox,
)
from slovo.domain.post.mailboxes import default_mailbox, is_ours, mailbox_at, sender_of
from slovo.domain.post.secrets import unlock
from slovo.domain.staff.rights import NotAllowed
from tests.make import FOUNDED, MORNING

pytestmark = pytest.mark.django_db
MINUTE = timedelta(minutes=1)


def told(kind):
    return Event.objects.filter(kind=kind).count()


def test_save_mailbox_keeps_the_password_unless_a_new_one_is_given(olha):
    box = save_mailbox(
        None, address=" Office@Firm.Example ", imap_host="imap.firm.example", password="one",
        by=olha, at=MORNING,
    )  # fmt: skip
    assert (box.address, box.username, box.is_default) == (
        "office@firm.example", "office@firm.example", True,
    )  # fmt: skip
    assert (box.connected_at, box.next_at) == (MORNING, MORNING)
    save_mailbox(box, address=box.address, name="Office", by=olha, at=MORNING + MINUTE)
    box.refresh_from_db()
    assert (unlock(box.secret), box.name, box.connected_at) == ("one", "Office", MORNING)
    assert box.next_at is None
    assert (told("mailbox.connected"), told("mailbox.changed")) == (1, 1)


def test_save_mailbox_refuses_what_cannot_work(mailbox, olha, petro):
    for address in ("", "nobody", "a b@c.example", "@firm.example"):
        with pytest.raises(MailboxAddressWrong):
            save_mailbox(None, address=address, by=olha, at=MORNING)
    with pytest.raises(MailboxAddressTaken):
        save_mailbox(None, address="DESK@firm.example", by=olha, at=MORNING)
    with pytest.raises(SecurityUnknown):
        save_mailbox(None, address="a@b.example", imap_security="tls", by=olha, at=MORNING)
    with pytest.raises(NotAllowed):
        save_mailbox(None, address="a@b.example", by=petro, at=MORNING)


def test_only_one_mailbox_is_the_default(mailbox, olha, petro):
    second = save_mailbox(None, address="b@firm.example", is_default=True, by=olha, at=MORNING)
    assert default_mailbox() == second
    close_mailbox(second, by=olha, at=MORNING)
    close_mailbox(second, by=olha, at=MORNING + MINUTE)
    assert (default_mailbox(), told("mailbox.closed")) == (mailbox, 1)
    assert (second.closed_at, mailbox_at("b@firm.example")) == (MORNING, None)
    assert is_ours("b+tag@firm.example")
    with pytest.raises(NotAllowed):
        close_mailbox(mailbox, by=petro, at=MORNING)


def test_whose_letters_they_are(mailbox):
    assert sender_of(mailbox) == ("The desk", "desk@firm.example")
    assert mailbox_at("Desk+S-1.abc@FIRM.example") == mailbox
    assert mailbox_at("desk@other.example") is None
    mailbox.name = ""
    assert sender_of(mailbox) == ("Levchenko & Partners", "desk@firm.example")
    assert sender_of(None) == ("Levchenko & Partners", "desk@slovo.localhost")
    assert mailbox.connected_at == FOUNDED
