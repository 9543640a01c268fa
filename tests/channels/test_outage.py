"""The database or its disk gone for a while beneath a house at work: it heals by itself."""

import resource
import smtplib
import sqlite3
import time
import urllib.error
import urllib.parse
import urllib.request
from collections import Counter
from datetime import UTC, datetime
from email import message_from_bytes
from threading import Event

import pytest

from slovo.lib.clock import write
from tests.channels.letters import letter
from tests.channels.servers import DOVECOT, SECRET, dovecot, free_port, smtp_server
from tests.channels.test_kill import REPORT, House, database

__all__ = ["database"]
# dovecot dates no letter later than the real day.
BEGAN = datetime(2026, 3, 10, 9, 5, tzinfo=UTC)
pytestmark = [pytest.mark.slow, pytest.mark.database]
SETUP = """
from slovo.domain.journal.actors import HOUSE
from slovo.domain.post.actions.mailboxes import save_mailbox
from slovo.lib import clock
save_mailbox(None, address="desk@firm.example", smtp_host="127.0.0.1", smtp_port={smtp},
    smtp_security="none", imap_host="127.0.0.1", imap_port={imap}, imap_security="none",
    password="{secret}", by=HOUSE, at=clock.now())
"""


class Away:
    """Takes the database away and gives it back, while those who use it go on running."""

    def __init__(self, url, home, process):
        self.url, self.home, self.process = url, home, process

    def __enter__(self):
        self._turn(is_there=False)

    def __exit__(self, *_problem):
        self._turn(is_there=True)

    def _turn(self, *, is_there):
        if not self.url:
            # Not one byte more can be written to any file, which is what a full disk does.
            room = resource.RLIM_INFINITY if is_there else 0
            limits = (room, resource.RLIM_INFINITY)
            resource.prlimit(self.process.pid, resource.RLIMIT_FSIZE, limits)
            return
        import psycopg

        place, _, name = self.url.rpartition("/")
        with psycopg.connect(f"{place}/postgres", autocommit=True) as server:
            server.execute(f"ALTER DATABASE {name} WITH ALLOW_CONNECTIONS {is_there}")
            if not is_there:
                server.execute(
                    "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = %s",
                    [name],
                )


class Served:
    """A house that serves, and how one talks to it."""

    def __init__(self, house):
        self.house, self.port, self.inlet = house, free_port(), free_port()
        house.environment["SLOVO_INLET_PORT"] = str(self.inlet)
        self.process = house.start("serve", "--port", str(self.port))
        until(lambda: self.get("/livez")[0] == 200)

    def get(self, path):
        try:
            with urllib.request.urlopen(f"http://127.0.0.1:{self.port}{path}", timeout=60) as page:
                return page.status, page.read().decode()
        except urllib.error.HTTPError as problem:
            return problem.code, problem.read().decode()
        except OSError:
            return 0, ""

    def write_in(self, subject):
        said = {
            "full_name": "Anna Form", "email": "anna@client.example", "subject": subject,
            "text": "Please call.", "once": "one-page",
        }  # fmt: skip
        request = urllib.request.Request(
            f"http://127.0.0.1:{self.port}/write/", urllib.parse.urlencode(said).encode()
        )
        try:
            with urllib.request.urlopen(request, timeout=60) as page:
                return page.status
        except urllib.error.HTTPError as problem:
            return problem.code

    def hand_in(self, raw):
        with smtplib.SMTP("127.0.0.1", self.inlet, timeout=60) as caller:
            caller.ehlo()
            caller.mail("x@client.example")
            caller.rcpt("desk@firm.example")
            return caller.data(raw)[0]

    def end(self):
        self.process.terminate()
        self.process.wait(60)
        self.process.stdout.close()


def until(is_so, within=60):
    ends = time.monotonic() + within
    while not is_so():
        assert time.monotonic() < ends
        Event().wait(0.05)


@pytest.fixture
def smtp():
    with smtp_server(signs_in=True) as running:
        yield running


@pytest.fixture
def served(tmp_path, database, smtp):
    house = House(tmp_path, database, smtp)
    write(house.clock, BEGAN, frozen=True)
    house.run("init", "--trial", "--firm", "Levchenko", "--email", "olha@firm.example")
    with dovecot() as imap:
        house.ask(SETUP.format(
            smtp=smtp.port, imap=imap.port, secret=SECRET))  # fmt: skip
        write(house.clock, BEGAN, frozen=False)
        running = Served(house)
        running.imap = imap
        yield running
        running.end()


def from_person(name, **sides):
    return letter(f"{name} asks", sender=f"{name}@client.example", subject=name, **sides)


def receipts(smtp):
    letters = [message_from_bytes(raw) for _from, _to, raw in smtp.taken]
    return Counter(one["To"] for one in letters if "@client.example" in one["To"])


@pytest.mark.skipif(not DOVECOT, reason="dovecot is not installed")
def test_what_comes_while_the_database_is_away_is_neither_lost_nor_doubled(
    served, smtp, tmp_path, database
):
    before, during = from_person("before"), from_person("during")
    assert served.hand_in(before) == 250
    until(lambda: len(receipts(smtp)) == 1)
    with Away(database, tmp_path, served.process):
        assert served.hand_in(during) == 451
        if database:
            status, page = served.get("/accounts/login/")
            assert (status, "cannot reach its database just now" in page) == (503, True)
        assert served.write_in("Form") == 503
        assert served.get("/livez")[0] == 200
        served.imap.append("desk@firm.example", from_person("fetched"), BEGAN.replace(minute=20))
        # The mailbox falls due while nobody can be told of what it holds.
        write(served.house.clock, BEGAN.replace(minute=30), frozen=False)
        assert served.hand_in(during) == 451
    until(lambda: served.get("/readyz")[0] == 200)
    assert served.hand_in(during) == 250
    assert served.hand_in(during) == 250
    assert served.write_in("Form") == 200
    until(lambda: len(receipts(smtp)) == 4)
    assert served.process.poll() is None
    assert set(receipts(smtp).values()) == {1}
    report = served.house.ask(REPORT)
    assert Counter(report["raw"]) == {"message": 3}
    assert (report["cases"], report["receipts"]) == (4, [1, 2, 3, 4])
    until(lambda: served.house.ask(REPORT)["states"] == ["sent"])
    assert receipts(smtp).total() == 4


def test_pages_wait_for_a_database_that_others_hold(served, tmp_path, database):
    if database:
        pytest.skip("PostgreSQL holds rows, not the whole house")
    holder = sqlite3.connect(tmp_path / "var" / "slovo.sqlite3", isolation_level=None)
    holder.execute("BEGIN IMMEDIATE")
    assert served.get("/accounts/login/")[0] == 200
    holder.execute("ROLLBACK")
    holder.close()
    assert served.hand_in(from_person("after")) == 250
