"""kill -9 while letters come in and go out: nothing is lost, doubled or renamed (issue 2)."""

import json
import os
import random
import subprocess
import sys
import uuid
from collections import Counter
from collections.abc import Iterator
from email import message_from_bytes
from pathlib import Path
from threading import Event
from typing import Any

import pytest

from slovo.lib.clock import write
from tests.channels.letters import letter
from tests.channels.servers import Smtp, smtp_server
from tests.make import MORNING
from tests.migrated import TEMPLATE, copy_database

pytestmark = [pytest.mark.slow, pytest.mark.database]
ROOT = Path(__file__).parents[2]
PEOPLE, LETTERS = 400, 500
SETUP = """
import os; from datetime import timedelta
from slovo.domain.journal.actors import HOUSE
from slovo.domain.post.actions.mailboxes import save_mailbox
from slovo.lib import clock
save_mailbox(None, address="desk@firm.example", smtp_host="127.0.0.1",
    smtp_port=int(os.environ["TEST_SMTP"]), smtp_security="none", by=HOUSE, at=clock.now())
"""
REPORT = """
import json
from slovo.domain.cases.models import Case, Message
from slovo.domain.post.models import Delivery, RawLetter
heard = Message.objects.filter(direction="in")
print(json.dumps({
    "raw": list(RawLetter.objects.values_list("outcome", flat=True)),
    "heard": sorted(heard.values_list("message_id", "case__person__addresses__email")),
    "cases": Case.objects.count(),
    "receipts": sorted(
        Message.objects.filter(wording="receipt").values_list("case__number", flat=True)),
    "letters": sorted(Delivery.objects.values_list("message_id", "subject", "to_address")),
    "states": sorted(set(delivery.state for delivery in Delivery.objects.all())),
}))
"""


class House:
    """An install of its own, driven through its command line only."""

    def __init__(self, home: Path, database: str, smtp: Smtp) -> None:
        self.clock = home / "clock"
        write(self.clock, MORNING, frozen=True)
        self.environment = {
            **os.environ,
            "DJANGO_SETTINGS_MODULE": "slovo.settings",
            "SLOVO_HOME": str(home / "var"),
            "SLOVO_CLOCK": f"@{self.clock}",
            "DATABASE_URL": database,
            "PYTHONPATH": str(ROOT),
            "PYTHONUNBUFFERED": "1",
            "TEST_SMTP": str(smtp.port),
        }

    def start(self, *words: str) -> "subprocess.Popen[str]":
        command = [sys.executable, "-m", "slovo.interfaces.commands.main", *words]
        return subprocess.Popen(
            command, env=self.environment, cwd=ROOT, text=True, stdout=subprocess.PIPE
        )

    def run(self, *words: str) -> None:
        with self.start(*words) as process:
            output = process.communicate()[0]
        assert process.returncode == 0, output

    def ask(self, code: str) -> Any:
        whole = f"import django; django.setup()\n{code}"
        said = subprocess.run(
            [sys.executable, "-c", whole], env=self.environment, cwd=ROOT, text=True,
            check=True, stdout=subprocess.PIPE,
        ).stdout  # fmt: skip
        return json.loads(said) if said else None


def kill(process: "subprocess.Popen[str]") -> None:
    # Somewhere within the work on one letter, never at the same place of it.
    Event().wait(random.uniform(0, 0.05))
    process.kill()
    process.wait()
    if process.stdout:
        process.stdout.close()


@pytest.fixture
def database(tmp_path: Path, django_db_setup: None, migrated: Path) -> Iterator[str]:
    """With its tables; that `init` makes them, the other commands' tests see."""
    url = os.environ.get("DATABASE_URL", "")
    if not url.startswith("postgres"):
        (tmp_path / "var").mkdir()
        copy_database(migrated, tmp_path / "var" / "slovo.sqlite3")
        yield ""
        return
    import psycopg

    name = f"kill_{uuid.uuid4().hex[:12]}"
    with psycopg.connect(url, autocommit=True) as server:
        server.execute(f"CREATE DATABASE {name} TEMPLATE {TEMPLATE}")
        yield f"{url.rpartition('/')[0]}/{name}"
        server.execute(f"DROP DATABASE {name} WITH (FORCE)")


@pytest.fixture
def smtp() -> Iterator[Smtp]:
    with smtp_server() as running:
        yield running


@pytest.fixture
def house(tmp_path: Path, database: str, smtp: Smtp) -> House:
    made = House(tmp_path, database, smtp)
    made.run("init", "--trial", "--firm", "Levchenko", "--email", "olha@firm.example")
    made.ask(SETUP)
    return made


def write_letters(folder: Path, people: int, letters: int) -> list[tuple[str, str]]:
    """Every person writes once; then some answer themselves. Gives (Message-ID, address)."""
    folder.mkdir()
    written = []
    for number in range(letters):
        who = number % people
        address = f"client{who}@client.example"
        message_id = f"<{number:03d}@client.example>"
        answered = f"<{who:03d}@client.example>" if number >= people else ""
        words = f"Letter {number}. " * 20
        raw = letter(words, sender=address, message_id=message_id, in_reply_to=answered)
        (folder / f"{number:03d}.eml").write_bytes(raw)
        written.append((message_id, address))
    return written


def test_kill_while_five_hundred_letters_come_in(house: House, tmp_path: Path) -> None:
    written = write_letters(tmp_path / "mail", PEOPLE, LETTERS)
    for lines in (1, 40, 130, 260, 420, 490):
        process = house.start("--json", "ingest", str(tmp_path / "mail"))
        assert process.stdout
        for _ in range(lines):
            assert process.stdout.readline()
        kill(process)
    house.run("keep", "--once")
    house.run("ingest", str(tmp_path / "mail"))
    report = house.ask(REPORT)
    assert Counter(report["raw"]) == {"message": LETTERS}
    assert report["heard"] == sorted([list(one) for one in written])
    assert report["cases"] == PEOPLE
    assert report["receipts"] == list(range(1, PEOPLE + 1))


def test_kill_while_a_hundred_letters_go_out(house: House, tmp_path: Path, smtp: Smtp) -> None:
    write_letters(tmp_path / "mail", 100, 100)
    house.run("ingest", str(tmp_path / "mail"))
    queued = house.ask(REPORT)["letters"]
    assert len({address for _id, _of, address in queued} - {"olha@firm.example"}) == 100
    kills = 0
    for letters in (1, 15, 40, 70, 95):
        process = house.start("keep", "--once")
        while len(smtp.taken) < letters and process.poll() is None:
            Event().wait(0.001)
        kill(process)
        kills += 1
        minutes = 6 * kills
        write(house.clock, MORNING.replace(minute=5 + minutes), frozen=True)
    house.run("keep", "--once")
    report = house.ask(REPORT)
    assert (report["letters"], report["states"]) == (queued, ["sent"])
    arrived = Counter(message_from_bytes(raw)["Message-ID"] for _from, _to, raw in smtp.taken)
    assert sorted(arrived) == sorted(message_id for message_id, _of, _to in queued)
    copies: dict[str, set[bytes]] = {}
    for _from, _to, raw in smtp.taken:
        copies.setdefault(message_from_bytes(raw)["Message-ID"], set()).add(raw)
    assert {len(bodies) for bodies in copies.values()} == {1}
    # At most the one letter in hand at each kill goes twice, under its one name.
    assert sum(arrived.values()) - len(arrived) <= kills
