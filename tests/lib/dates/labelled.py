"""The labelled sentences, and how well they are read."""

from datetime import datetime
from pathlib import Path
from typing import NamedTuple
from zoneinfo import ZoneInfo

from slovo.lib.dates import find

KYIV = ZoneInfo("Europe/Kyiv")
WRITTEN = {
    "mon": datetime(2027, 3, 15, 10, tzinfo=KYIV),
    "fri": datetime(2027, 3, 26, 16, 30, tzinfo=KYIV),
    "wed": datetime(2027, 4, 28, 19, 15, tzinfo=KYIV),
}


class Sentence(NamedTuple):
    split: str
    language: str
    written: datetime
    dues: list[datetime]
    text: str


class Score(NamedTuple):
    right: int
    found: int
    labelled: int

    @property
    def precision(self) -> float:
        return self.right / self.found

    @property
    def recall(self) -> float:
        return self.right / self.labelled


def sentences(split: str | None = None) -> list[Sentence]:
    lines = (Path(__file__).parent / "sentences.txt").read_text(encoding="utf-8").splitlines()
    known = [_read(line) for line in lines if line and not line.startswith("#")]
    return [one for one in known if split in {None, one.split}]


def _read(line: str) -> Sentence:
    split, language, written, dues, text = (part.strip() for part in line.split("|", 4))
    told = [] if dues == "-" else dues.split(",")
    instants = [datetime.fromisoformat(due.strip()).replace(tzinfo=KYIV) for due in told]
    return Sentence(split, language, WRITTEN[written], instants, text)


def found_in(one: Sentence) -> list[datetime]:
    return [found.due for found in find(one.text, one.written, "Europe/Kyiv", one.language)]


def score(known: list[Sentence]) -> Score:
    right = found = labelled = 0
    for one in known:
        dues = found_in(one)
        found, labelled = found + len(dues), labelled + len(one.dues)
        right += sum(due in one.dues for due in set(dues))
    return Score(right, found, labelled)
