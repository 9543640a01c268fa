"""The first reading of a large mailbox: newest first, in portions, with new letters in between."""

from datetime import UTC, datetime, timedelta

import pytest

from slovo.domain.cases.models import Case
from slovo.domain.journal.actors import HOUSE
from slovo.domain.journal.models import Event
from slovo.domain.post.actions.fetching import open_folder, recede_folder, split_folder
from slovo.domain.post.actions.mailboxes import save_mailbox
from slovo.domain.post.models import Folder, RawLetter
from slovo.interfaces.channels.email import fetch
from slovo.interfaces.channels.email.fetch import fetch_due, fetch_mailbox
from tests.channels.letters import letter
from tests.channels.servers import DOVECOT, SECRET, dovecot

DESK = "desk@firm.example"
CONNECTED = datetime(2026, 3, 1, 8, 0, tzinfo=UTC)
LONG_AGO = CONNECTED - timedelta(days=300)
CAME = datetime(2026, 3, 8, 10, 0, tzinfo=UTC)
NOW = datetime(2026, 3, 10, 9, 0, tzinfo=UTC)
pytestmark = [
    pytest.mark.django_db,
    pytest.mark.skipif(not DOVECOT, reason="dovecot is not installed"),
]


@pytest.fixture
def imap():
    with dovecot() as running:
        yield running


@pytest.fixture(autouse=True)
def clock(monkeypatch):
    monkeypatch.setenv("SLOVO_CLOCK", "2026-03-10T09:00:00Z!")


def box(port, **sides):
    given = {"imap_host": "127.0.0.1", "imap_port": port, "imap_security": "none"}
    given |= {"password": SECRET, **sides}
    return save_mailbox(None, address=DESK, **given, by=HOUSE, at=CONNECTED)


def old(count):
    """Small letters of three people, the oldest first."""
    people = [f"c{number}@x.example" for number in range(3)]
    return [letter(f"word {n}", subject=f"Old {n}", sender=people[n % 3]) for n in range(count)]


def subjects():
    return list(RawLetter.objects.order_by("pk").values_list("subject", flat=True))


def left():
    folder = Folder.objects.get()
    return folder.past_left, folder.past_uid is None


@pytest.mark.slow
def test_of_two_thousand_letters_the_new_ones_come_at_once(firm, imap, as_olha):
    imap.lay_in(DESK, old(2000), LONG_AGO)
    imap.append(DESK, letter("Please call", subject="Monday"), CAME)
    mailbox = box(imap.port)
    assert fetch_mailbox(mailbox) == 400
    assert "Monday" in subjects()[:200]
    assert left() == (1601, False)
    monday = Case.objects.get(subject="Monday")
    assert (monday.state, monday.receipted_at) == ("on_us", NOW)
    page = as_olha.get("/settings/mailboxes/").content.decode()
    assert "1601 older letters are still to be read" in page

    imap.append(DESK, letter("And again", subject="Tuesday"), CAME)
    assert fetch_mailbox(mailbox) == 201
    assert subjects()[400] == "Tuesday"
    assert left() == (1401, False)
    mailbox.refresh_from_db()
    assert mailbox.next_at == NOW, "the next portion at once"
    assert Case.objects.exclude(receipted_at=None).count() == 2


def test_the_past_comes_newest_first(firm, imap, monkeypatch):
    monkeypatch.setattr(fetch, "PORTION", 4)
    monkeypatch.setattr(fetch, "BATCH", 2)
    imap.append_all(DESK, old(11), LONG_AGO)
    mailbox = box(imap.port)
    order = []
    while not order or left()[0]:
        fetch_mailbox(mailbox)
        order.append(subjects()[sum(map(len, order)) :])
    numbers = [[int(subject.split()[1]) for subject in portion] for portion in order]
    assert numbers == [[7, 8, 9, 10, 5, 6, 3, 4], [2, 0, 1]]


def test_a_new_numbering_in_the_middle_doubles_nothing(firm, imap, monkeypatch, as_olha):
    monkeypatch.setattr(fetch, "PORTION", 4)
    imap.append_all(DESK, old(15), LONG_AGO)
    mailbox = box(imap.port)
    fetch_mailbox(mailbox)
    assert left() == (7, False)
    Folder.objects.update(uid_validity=1)
    assert fetch_mailbox(mailbox) == 0
    assert left() == (7, False)
    fetch_due(NOW)
    assert (left(), RawLetter.objects.count()) == ((0, True), 15)
    mailbox.refresh_from_db()
    assert mailbox.next_at == NOW + timedelta(seconds=60)
    assert "still to be read" not in as_olha.get("/settings/mailboxes/").content.decode()


def test_several_folders_are_read_and_a_missing_one_stops_no_other(firm, imap):
    reader = imap.open(DESK)
    reader.create("Clients")
    reader.logout()
    imap.append(DESK, letter("one", subject="In the inbox"), CAME)
    imap.append(DESK, letter("two", subject="In its folder"), CAME, folder="Clients")
    mailbox = box(imap.port, folder_names="Lost, INBOX, Clients, INBOX")
    assert mailbox.folder_names == "Lost, INBOX, Clients"
    assert fetch_mailbox(mailbox) == 2
    mailbox.refresh_from_db()
    assert mailbox.failure == (
        "There is no folder “Lost” in this mailbox. There are: INBOX, Clients."
    )
    assert sorted(Folder.objects.values_list("name", flat=True)) == ["Clients", "INBOX"]


def test_split_and_recede_folder_once_and_never_upwards(firm):
    folder = open_folder(box(1), name="INBOX", uid_validity=5, by=HOUSE, at=NOW)
    split_folder(folder, past_uid=100, past_left=60, by=HOUSE, at=NOW)
    split_folder(folder, past_uid=300, past_left=90, by=HOUSE, at=NOW)
    assert (folder.last_uid, folder.past_uid, folder.past_left) == (99, 100, 60)
    recede_folder(folder, past_uid=50, past_left=20, by=HOUSE, at=NOW)
    recede_folder(folder, past_uid=70, past_left=40, by=HOUSE, at=NOW)
    assert (folder.past_uid, folder.past_left) == (50, 20)
    recede_folder(folder, past_uid=3, past_left=0, by=HOUSE, at=NOW)
    assert (folder.past_uid, folder.past_left) == (None, 0)
    kinds = list(Event.objects.filter(kind__startswith="folder.").values_list("kind", flat=True))
    assert kinds == ["folder.opened", "folder.split", "folder.receded", "folder.receded"]
