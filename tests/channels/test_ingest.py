import io
import sys
from datetime import timedelta
from types import SimpleNamespace

import pytest

from slovo.domain.cases.models import Case, Message
from slovo.domain.post.models import Delivery
from slovo.interfaces.channels.email.ingest import PathNotFound, ingest, letters_in
from tests.channels.letters import letter
from tests.make import MORNING

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("mailbox")]
NOW = MORNING + timedelta(hours=3)


@pytest.fixture(autouse=True)
def clock(monkeypatch):
    monkeypatch.setenv("SLOVO_CLOCK", NOW.isoformat().replace("+00:00", "Z!"))


def take(*paths, **sides):
    return list(ingest(map(str, paths), **sides))


def test_a_letter_says_what_it_became(tmp_path, olena):
    file = tmp_path / "one.eml"
    file.write_bytes(letter(subject="Lease"))
    message = {"case": "S-1", "kind": "human", "person": "Olena Sydorenko", "subject": "Lease"}
    (row,) = take(file)
    assert row == {
        "file": str(file), "message": Message.objects.get(direction="in").pk, "new_case": True,
        "outcome": "message", **message,
    }  # fmt: skip
    (again,) = take(file)
    assert again == {**row, "new_case": False}
    assert Message.objects.filter(direction="in").count() == 1


def test_received_is_the_date_of_the_letter_but_never_later_than_now(tmp_path):
    (tmp_path / "a.eml").write_bytes(letter(date=MORNING))
    (tmp_path / "b.eml").write_bytes(letter(date=NOW + timedelta(days=400)))
    (tmp_path / "c.eml").write_bytes(letter().replace(b"Date:", b"X-Date:"))
    take(tmp_path)
    heard = list(Case.objects.order_by("pk").values_list("heard_at", flat=True))
    assert heard == [MORNING, NOW, NOW]


def test_history_starts_no_clock_and_sends_nothing(tmp_path):
    (tmp_path / "a.eml").write_bytes(letter(date=MORNING))
    take(tmp_path, is_history=True)
    assert (Case.objects.get().state, Delivery.objects.count()) == ("closed", 0)


def test_an_mbox_is_read_letter_by_letter(tmp_path):
    first = letter("one\n>From the start\nend", subject="First")
    second = letter("From here on, no postmark\n\nFrom nowhere", subject="Second")
    mark = b"From olena@client.example Wed Mar 10 09:05:00 2027\n"
    box = tmp_path / "old.box"
    box.write_bytes(mark + first + b"\n" + mark + second + b"\n")
    rows = take(box)
    assert [(row["file"], row["subject"]) for row in rows] == [
        (f"{box}#1", "First"), (f"{box}#2", "Second"),
    ]  # fmt: skip
    texts = [message.text.split() for message in Message.objects.filter(direction="in")]
    assert texts == [
        "one From the start end".split(),
        "From here on, no postmark From nowhere".split(),
    ]


def test_a_letter_of_an_mbox_is_the_same_as_alone(tmp_path):
    raw = letter("the same words")
    (tmp_path / "a.eml").write_bytes(raw)
    mark = b"From x@y.example Wed Mar 10 09:05:00 2027\n"
    (tmp_path / "b.mbox").write_bytes(mark + raw + b"\n")
    assert len({row["message"] for row in take(tmp_path)}) == 1


def test_a_maildir_and_folders_in_folders(tmp_path):
    for name in ("cur", "new", "tmp", "deep/.hidden"):
        (tmp_path / name).mkdir(parents=True)
    (tmp_path / "cur" / "1.host:2,S").write_bytes(letter(subject="read"))
    (tmp_path / "new" / "2.host").write_bytes(letter(subject="unread"))
    (tmp_path / "tmp" / "3.host").write_bytes(letter(subject="half"))
    (tmp_path / "deep" / "4.eml").write_bytes(letter(subject="deep"))
    (tmp_path / "deep" / "5").write_bytes(letter(subject="nameless"))
    (tmp_path / "deep" / "notes").write_bytes(b"no letter at all")
    (tmp_path / "deep" / "README.md").write_bytes(b"From: nobody")
    (tmp_path / "deep" / "dovecot.index").write_bytes(b"\0\1\2")
    subjects = {row["subject"] for row in take(tmp_path)}
    assert subjects == {"read", "unread", "deep", "nameless"}


def test_standard_input_is_a_letter_or_an_mbox(monkeypatch):
    raw = letter(subject="piped")
    for content in (raw, b"From x Wed Mar 10 09:05:00 2027\n" + raw):
        monkeypatch.setattr(sys, "stdin", SimpleNamespace(buffer=io.BytesIO(content)))
        assert [row["subject"] for row in take("-")] == ["piped"]


def test_what_is_not_there_is_refused_in_words():
    with pytest.raises(PathNotFound, match=r"There is no file or folder “/no/such”\."):
        take("/no/such")


def test_one_bad_letter_never_stops_the_next(tmp_path):
    (tmp_path / "a.eml").write_bytes(b"")
    (tmp_path / "b.eml").write_bytes(b"\xff\xfe\0\0")
    (tmp_path / "c.eml").write_bytes(letter(subject="good"))
    rows = take(tmp_path)
    assert [row["case"] for row in rows] == [None, None, "S-1"]
    assert [row["outcome"] for row in rows[:2]] == ["quarantined", "quarantined"]


def test_letters_in_reads_one_after_another(tmp_path):
    path = tmp_path / "big.mbox"
    mark = b"From x@y.example Wed Mar 10 09:05:00 2027\n"
    path.write_bytes((mark + b"Subject: x\n\nwords\n\n") * 3)
    assert [raw for _name, raw in letters_in([str(path)])] == [b"Subject: x\n\nwords\n"] * 3
