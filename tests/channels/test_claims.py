"""Which keeper reads a mailbox, how far it came, and what is kept when it fails."""

from datetime import UTC, datetime, timedelta

import pytest

from slovo.domain.cases.models import Message
from slovo.domain.journal.actors import HOUSE
from slovo.domain.journal.models import Event
from slovo.domain.post.actions.fetching import (
    advance_folder,
    claim_mailbox,
    extend_claim,
    open_folder,
    record_fetch,
    record_fetch_failure,
    release_claim,
)
from slovo.domain.post.actions.mailboxes import save_mailbox
from slovo.domain.post.models import Folder

pytestmark = pytest.mark.django_db
CONNECTED = datetime(2026, 3, 1, 8, 0, tzinfo=UTC)
NOW = datetime(2026, 3, 10, 9, 0, tzinfo=UTC)


def box(port, address="desk@firm.example"):
    return save_mailbox(
        None,
        address=address,
        imap_host="127.0.0.1",
        imap_port=port,
        imap_security="none",
        password="x",
        by=HOUSE,
        at=CONNECTED,
    )


def test_claim_mailbox_gives_it_to_one_keeper(firm):
    mailbox = box(1)
    assert claim_mailbox(by=HOUSE, at=NOW) == mailbox
    assert claim_mailbox(by=HOUSE, at=NOW) is None
    assert claim_mailbox(by=HOUSE, at=NOW + timedelta(minutes=10)) == mailbox


def test_extend_claim_fails_once_another_keeper_has_it(firm):
    box(1)
    mine = claim_mailbox(by=HOUSE, at=NOW)
    assert extend_claim(mine, by=HOUSE, at=NOW + timedelta(minutes=5))
    theirs = claim_mailbox(by=HOUSE, at=NOW + timedelta(minutes=15))
    assert theirs == mine
    assert not extend_claim(mine, by=HOUSE, at=NOW + timedelta(minutes=16))


def test_release_claim_makes_it_due_at_once_unless_another_keeper_has_it(firm):
    box(1)
    mine = claim_mailbox(by=HOUSE, at=NOW)
    assert release_claim(mine, by=HOUSE, at=NOW)
    assert claim_mailbox(by=HOUSE, at=NOW + timedelta(minutes=1)) == mine
    assert not release_claim(mine, by=HOUSE, at=NOW)


def test_record_fetch_failure_waits_longer_and_is_told_once(firm):
    mailbox = box(1)
    waits, at = [], NOW
    for _ in range(10):
        record_fetch_failure(mailbox, why="away", by=HOUSE, at=at)
        waits.append(int((mailbox.next_at - at).total_seconds()) // 60)
        at = mailbox.next_at
    assert waits == [1, 1, 2, 4, 8, 16, 32, 60, 60, 60]
    assert (mailbox.failed_at, mailbox.failure) == (NOW, "away")
    record_fetch(mailbox, by=HOUSE, at=at)
    assert (mailbox.failed_at, mailbox.failure) == (None, "")
    kinds = list(Event.objects.filter(kind__startswith="mailbox.").values_list("kind", flat=True))
    assert kinds == ["mailbox.connected", "mailbox.failed", "mailbox.recovered"]


def test_advance_folder_never_goes_back(firm):
    folder = open_folder(box(1), name="INBOX", uid_validity=5, by=HOUSE, at=NOW)
    advance_folder(folder, last_uid=9, by=HOUSE, at=NOW)
    advance_folder(folder, last_uid=3, by=HOUSE, at=NOW)
    assert Folder.objects.get().last_uid == 9
    assert Message.objects.count() == 0
