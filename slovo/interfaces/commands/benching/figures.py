"""What was measured, beside its floor and its budget; as a table or as JSON lines."""

import json
import os
import platform
import sqlite3
import sys
import time
from dataclasses import asdict, dataclass
from datetime import UTC, datetime

import django
from django.db import connection

import slovo

HEAD = f"{'what':<46} {'value':>10} {'unit':<13} {'floor':>8} {'ratio':>7}  budget"


@dataclass(frozen=True, slots=True)
class Figure:
    """One figure. `ratio` is value ÷ floor; `is_met` is None where nothing was promised."""

    what: str
    value: float
    unit: str
    floor: float | None = None
    budget: str = ""
    is_met: bool | None = None

    @property
    def ratio(self) -> float | None:
        return self.value / self.floor if self.floor else None

    def as_line(self) -> str:
        floor = f"{self.floor:.2f}" if self.floor is not None else ""
        ratio = f"{self.ratio:.2f}" if self.ratio is not None else ""
        said = {True: "met", False: "NOT met", None: ""}[self.is_met]
        budget = f"{self.budget}: {said}" if self.budget else ""
        value = f"{self.value:,.2f}" if self.value < 1000 else f"{self.value:,.0f}"
        return f"{self.what:<46} {value:>10} {self.unit:<13} {floor:>8} {ratio:>7}  {budget}"


def _database() -> str:
    if connection.vendor == "sqlite":
        return f"SQLite {sqlite3.sqlite_version}"
    with connection.cursor() as cursor:
        cursor.execute("SHOW server_version")
        return f"PostgreSQL {cursor.fetchone()[0]}"


class Board:
    """Shows every figure as soon as it is known."""

    def __init__(self, *, is_json: bool) -> None:
        self.is_json = is_json
        self.figures: list[Figure] = []
        self._began = time.perf_counter()

    def begin(self, cases: int) -> None:
        machine = {
            "slovo": slovo.__version__,
            "date": f"{datetime.now(UTC):%Y-%m-%d}",
            "cases": cases,
            "cores": os.cpu_count(),
            "python": platform.python_version(),
            "django": django.get_version(),
            "database": _database(),
        }
        words = ", ".join(f"{name} {value}" for name, value in machine.items())
        self._write(json.dumps(machine) if self.is_json else f"{words}\n\n{HEAD}")

    def note(self, words: str) -> None:
        """For who waits; not a figure."""
        seconds = time.perf_counter() - self._began
        sys.stderr.write(f"[{seconds:6.1f} s] {words}\n")

    def add(self, figure: Figure) -> None:
        self.figures.append(figure)
        row = asdict(figure) | {"ratio": figure.ratio}
        self._write(json.dumps(row) if self.is_json else figure.as_line())

    def _write(self, line: str) -> None:
        sys.stdout.write(f"{line}\n")
        sys.stdout.flush()
