"""docs/requirements.md is honest: every requirement once; what «works» has a test."""

import re
from pathlib import Path

ROOT = Path(__file__).parents[2]
ROWS = [
    [cell.strip() for cell in line.strip("|\n").split("|")]
    for line in (ROOT / "docs" / "requirements.md").read_text().splitlines()
    if re.match(r"\| R\d{3} ", line)
]


def test_every_requirement_stands_once() -> None:
    assert [row[0] for row in ROWS] == [f"R{number:03}" for number in range(1, 146)]


def test_states_are_words_we_know() -> None:
    assert {row[5] for row in ROWS} <= {"works", "not yet"}


def test_what_works_names_a_place_and_a_test_that_exists() -> None:
    wrong = []
    for number, _source, _what, place, test, state in ROWS:
        path, _sep, name = test.strip("`").partition("::")
        file = ROOT / path
        exists = path.startswith("tests/") and file.is_file()
        has_test = exists and (not name or f"def {name}(" in file.read_text())
        if (state == "works") != bool(place and has_test):
            wrong.append(number)
    assert wrong == []
