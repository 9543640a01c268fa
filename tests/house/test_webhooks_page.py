"""The guide says of every event what is sent, and of no other; each is one of the vocabulary."""

import re
from pathlib import Path

from slovo.domain.hooks.kinds import KINDS

DOCS = Path(__file__).parents[2] / "docs"
ROW = re.compile(r"^\| `([a-z_.]+)` \| (.+) \| ?(.*?) ?\|$", re.MULTILINE)


def test_every_event_stands_in_the_guide_with_its_fields():
    page = (DOCS / "guide" / "webhooks.md").read_text(encoding="utf-8")
    told = {
        kind: (words, tuple(re.findall(r"`(\w+)`", fields)))
        for kind, words, fields in ROW.findall(page.partition("## Events")[2])
    }
    assert told == {kind: (str(told.words), told.fields) for kind, told in KINDS.items()}


def test_every_event_stands_in_the_vocabulary():
    page = (DOCS / "vocabulary.md").read_text(encoding="utf-8")
    known = set(re.findall(r"^\| `([a-z._]+)` \|", page.partition("## Events")[2], re.MULTILINE))
    assert KINDS.keys() - known == set()
