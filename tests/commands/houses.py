"""Whole houses in homes of their own, driven from the command line."""

import json
import os
import sqlite3
import subprocess
import sys
from contextlib import closing
from dataclasses import dataclass
from email.message import EmailMessage
from pathlib import Path
from typing import Any

COMMAND = [sys.executable, "-m", "slovo.interfaces.commands.main"]

FIND = """
import sys, django
django.setup()
from slovo.domain.cases.models import Case
numbers = dict(Case.objects.order_by("pk").values_list("pk", "number"))
for words in sys.argv[1:]:
    found = Case.objects.all().search(words, is_typing=True)
    print([numbers[key] for key in found.case_ids])
"""


@dataclass
class House:
    home: Path

    def run(self, *words: str, limit: int | None = None) -> subprocess.CompletedProcess[str]:
        """`limit` is the largest file the program may write, in KiB."""
        command = [*COMMAND, *words]
        if limit is not None:
            command = ["sh", "-c", f'ulimit -f {limit * 2}; exec "$@"', "sh", *command]
        return subprocess.run(
            command,
            env=self._around(),
            capture_output=True,
            text=True,
            check=False,
        )

    def rows(self, *words: str) -> list[dict[str, Any]]:
        done = self.run(*words, "--json")
        assert done.returncode == 0, done.stderr
        return [json.loads(line) for line in done.stdout.splitlines()]

    def found(self, *asked: str) -> list[list[int]]:
        """The numbers of the cases that search finds, for each."""
        done = subprocess.run(
            [sys.executable, "-c", FIND, *asked],
            env=self._around() | {"DJANGO_SETTINGS_MODULE": "slovo.settings"},
            capture_output=True,
            text=True,
            check=True,
        )
        return [json.loads(line) for line in done.stdout.splitlines()]

    def _around(self) -> dict[str, str]:
        mine = {key: value for key, value in os.environ.items() if key != "DATABASE_URL"}
        return mine | {"SLOVO_HOME": str(self.home), "LC_ALL": "C.UTF-8"}

    def everything(self) -> list[str]:
        """Every row of every table."""
        with closing(sqlite3.connect(self.home / "slovo.sqlite3")) as database:
            return list(database.iterdump())

    def files(self) -> dict[str, bytes]:
        stored = self.home / "files"
        found = (path for path in stored.rglob("*") if path.is_file())
        return {path.relative_to(stored).as_posix(): path.read_bytes() for path in found}

    def keys(self) -> dict[str, bytes]:
        return {path.name: path.read_bytes() for path in (self.home / "keys").iterdir()}


def make_house(home: Path) -> House:
    """A firm with two letters in it, one with a file."""
    house = House(home)
    house.rows("init", "--trial", "--firm", "Levchenko & Partners", "--email", "olha@firm.example")
    for number in (1, 2):
        letter = EmailMessage()
        letter["From"] = f"Client {number} <client{number}@client.example>"
        letter["To"] = "desk@firm.example"
        letter["Subject"] = f"Lease {number}"
        letter["Message-ID"] = f"<{number}@client.example>"
        letter["Date"] = "Wed, 10 Mar 2027 09:05:00 +0200"
        letter.set_content(f"When will lease {number} be ready? " * 40)
        letter.add_attachment(bytes(range(256)) * number, "application", "pdf", filename="a.pdf")
        path = home / f"{number}.eml"
        path.write_bytes(letter.as_bytes())
        house.rows("ingest", str(path))
    return house
