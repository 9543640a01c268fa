import errno
from datetime import UTC, datetime, timedelta

import pytest
from django.db import OperationalError

from slovo.domain.cases.models import Case
from slovo.domain.journal.actors import HOUSE
from slovo.domain.journal.models import Event
from slovo.domain.post.actions import storing
from slovo.domain.post.actions.mailboxes import close_mailbox, save_mailbox
from slovo.domain.post.models import Folder, RawLetter
from slovo.interfaces.channels.email import fetch
from slovo.interfaces.channels.email.fetch import fetch_due, fetch_mailbox
from slovo.web.mailservers import test_mailbox as try_mailbox
from tests.channels.letters import letter
from tests.channels.servers import DOVECOT, SECRET, dovecot, free_port

pytestmark = pytest.mark.django_db
DESK, OFFICE = "desk@firm.example", "office@firm.example"
CAME = datetime(2026, 3, 8, 10, 0, tzinfo=UTC)
CONNECTED = datetime(2026, 3, 1, 8, 0, tzinfo=UTC)
NOW = datetime(2026, 3, 10, 9, 0, tzinfo=UTC)
needs_dovecot = pytest.mark.skipif(not DOVECOT, reason="dovecot is not installed")


@pytest.fixture(scope="module")
def server():
    with dovecot() as running:
        yield running


@pytest.fixture
def imap(server):
    """Empty accounts for this test alone."""
    for address in (DESK, OFFICE):
        reader = server.open(address)
        if reader.select("INBOX")[1] != [b"0"]:
            reader.store("1:*", "+FLAGS", r"(\Deleted)")
            reader.expunge()
        reader.logout()
    return server


@pytest.fixture(autouse=True)
def clock(monkeypatch):
    monkeypatch.setenv("SLOVO_CLOCK", "2026-03-10T09:00:00Z!")


def box(port, address=DESK, **sides):
    given = {
        "imap_host": "127.0.0.1", "imap_port": port, "imap_security": "none", "password": SECRET,
        "by": HOUSE, "at": CONNECTED,
    }  # fmt: skip
    return save_mailbox(None, address=address, **{**given, **sides})


@needs_dovecot
def test_letters_come_in_their_order_with_the_time_the_server_took_them(firm, imap):
    mailbox = box(imap.port)
    raws = [letter(f"word {number}", subject=f"Case {number}") for number in range(3)]
    imap.append_all(DESK, raws, CAME)
    assert fetch_due(NOW) == 3
    assert [case.subject for case in Case.objects.order_by("pk")] == ["Case 0", "Case 1", "Case 2"]
    assert {raw.received_at for raw in RawLetter.objects.all()} == {CAME}
    assert {case.mailbox_address for case in Case.objects.all()} == {DESK}
    mailbox.refresh_from_db()
    assert (mailbox.fetched_at, mailbox.next_at) == (NOW, NOW + timedelta(seconds=60))
    assert Folder.objects.get().last_uid >= 3


@needs_dovecot
def test_nothing_is_marked_or_deleted_and_nothing_comes_twice(firm, imap):
    mailbox = box(imap.port)
    imap.append(DESK, letter("one"), CAME)
    fetch_mailbox(mailbox)
    assert fetch_mailbox(mailbox) == 0
    imap.append(DESK, letter("two"), CAME)
    assert fetch_mailbox(mailbox) == 1
    reader = imap.open(DESK)
    reader.select("INBOX", readonly=True)
    assert reader.search(None, "ALL")[1] == [b"1 2"]
    assert reader.search(None, "UNSEEN")[1] == [b"1 2"]
    reader.logout()


@needs_dovecot
def test_a_new_uidvalidity_reads_all_again_and_keeps_each_letter_once(firm, imap):
    mailbox = box(imap.port)
    imap.append_all(DESK, [letter("one"), letter("two")], CAME)
    fetch_mailbox(mailbox)
    Folder.objects.update(uid_validity=1, last_uid=90_000)
    assert fetch_mailbox(mailbox) == 0
    assert 2 <= Folder.objects.get().last_uid < 90_000
    assert Case.objects.count() == 2


@needs_dovecot
def test_mail_older_than_the_connection_is_history(firm, imap):
    box(imap.port)
    imap.append(DESK, letter("old"), CONNECTED - timedelta(days=30))
    imap.append(DESK, letter("new"), CAME)
    fetch_due(NOW)
    old, new = Case.objects.order_by("opened_at")
    assert (old.state, old.receipted_at) == ("closed", None)
    assert (new.state, new.receipted_at) == ("on_us", NOW)


@needs_dovecot
def test_several_mailboxes_are_read_and_one_that_fails_stops_no_other(firm, imap):
    broken = box(free_port(), "lost@firm.example")
    box(imap.port)
    box(imap.port, OFFICE)
    imap.append(DESK, letter("to the desk"), CAME)
    imap.append(OFFICE, letter("to the office"), CAME)
    assert fetch_due(NOW) == 2
    broken.refresh_from_db()
    assert (broken.failed_at, broken.next_at) == (NOW, NOW + timedelta(seconds=60))
    assert broken.failure == "127.0.0.1 does not accept connections on this port. Check the port."


@needs_dovecot
def test_many_letters_come_in_batches(firm, imap, monkeypatch):
    monkeypatch.setattr(fetch, "BATCH", 4)
    monkeypatch.setattr(fetch, "SIZES_AT_ONCE", 7)
    mailbox = box(imap.port)
    imap.append_all(DESK, [letter(str(number)) for number in range(17)], CAME)
    assert fetch_mailbox(mailbox) == 17
    assert Event.objects.filter(kind="folder.read").count() == 5
    assert Folder.objects.get().last_uid >= 17


@needs_dovecot
def test_a_reader_that_lost_its_claim_stops(firm, imap, monkeypatch):
    monkeypatch.setattr(fetch, "BATCH", 4)
    mailbox = box(imap.port)
    imap.append_all(DESK, [letter(str(number)) for number in range(9)], CAME)
    close_mailbox(mailbox, by=HOUSE, at=NOW)
    assert fetch_mailbox(mailbox) == 4


@needs_dovecot
def test_a_wrong_password_is_said_in_words(firm, imap):
    mailbox = box(imap.port, password="wrong")
    fetch_mailbox(mailbox)
    mailbox.refresh_from_db()
    assert mailbox.failure == "127.0.0.1 did not accept the user name and password."


def test_try_mailbox_names_what_is_wrong(firm):
    nothing = box(1, imap_host="", smtp_host="")
    assert [finding.is_well for finding in try_mailbox(nothing)] == [False, False]
    lost = box(
        free_port(), OFFICE, smtp_host="no-such-host.invalid", smtp_port=25, smtp_security="none"
    )
    reading, sending = try_mailbox(lost)
    assert reading.sentence.startswith("127.0.0.1 does not accept connections on this port.")
    assert not sending.is_well


def test_try_mailbox_says_when_the_key_was_changed(firm, settings):
    mailbox = box(free_port())
    settings.SECRET_KEY = "quite another key"
    assert try_mailbox(mailbox)[0].sentence == (
        "The saved password can no longer be read. Enter it again."
    )


@needs_dovecot
def test_a_full_disk_is_said_and_heals_by_itself(firm, imap, monkeypatch):
    mailbox = box(imap.port)
    imap.append(DESK, letter("one"), CAME)

    def fall(*_words, **_sides):
        raise OSError(errno.ENOSPC, "No space left on device")

    with monkeypatch.context() as patched:
        patched.setattr(storing.files, "put", fall)
        assert fetch_mailbox(mailbox) == 0
    mailbox.refresh_from_db()
    assert mailbox.failure == "The disk of this machine is full, so letters cannot be kept."
    assert fetch_mailbox(mailbox) == 1
    mailbox.refresh_from_db()
    assert (mailbox.failed_at, Case.objects.count()) == (None, 1)


@needs_dovecot
def test_reading_goes_on_at_once_when_the_database_is_back(firm, imap, monkeypatch):
    mailbox = box(imap.port)
    imap.append(DESK, letter("one"), CAME)

    def fall(*_words, **_sides):
        raise OperationalError("the database is away")

    with monkeypatch.context() as patched:
        patched.setattr(fetch, "take_in", fall)
        with pytest.raises(OperationalError):
            fetch_due(NOW)
    assert fetch_due(NOW) == 1
    mailbox.refresh_from_db()
    assert mailbox.failed_at is None
