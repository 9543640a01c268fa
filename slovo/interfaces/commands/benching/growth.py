"""How pages grow: each beside its own figure in a house of 10,000 cases, measured just after it."""

import json
import os
import subprocess
import sys
import tempfile

from django.db import connection

from slovo.interfaces.commands.benching.figures import Board, Figure
from slovo.interfaces.commands.benching.filling import House

SMALL, LEAST = 10_000, 100_000
MOST, MOST_SEARCH = 1.2, 2.0


def measure(house: House, board: Board) -> None:
    """What is compared are the figures over their floors, for the machine may be busier now."""
    if house.cases < LEAST or connection.vendor != "sqlite":
        return
    ratios = {figure.what: figure.ratio for figure in board.figures if figure.ratio}
    board.note(f"Measuring {SMALL:,} cases beside it")
    for name, small in _small().items():
        if name in ratios:
            value, most = ratios[name] / small, MOST_SEARCH if "search" in name else MOST
            budget, is_met = f"≤ {most:g} × {SMALL:,} cases", value <= most
            board.add(Figure(f"growth: {name}", value, "times", None, budget, is_met))


def _small() -> dict[str, float]:
    """Page → its cost over the floor."""
    words = [sys.executable, "-m", f"{__package__}", str(SMALL), "--json", "--only", "pages"]
    with tempfile.TemporaryDirectory(prefix="slovo-bench-") as home:
        done = subprocess.run(  # noqa: S603 - ourselves
            words, env=os.environ | {"SLOVO_HOME": home}, check=True, capture_output=True, text=True
        )
    rows = [json.loads(line) for line in done.stdout.splitlines()]
    return {row["what"]: row["ratio"] for row in rows if "floor" in row.get("budget", "")}
