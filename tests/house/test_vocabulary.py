"""The vocabulary is complete: every noun and every event of the code stands in it, and no other."""

import re
from pathlib import Path

from django.apps import apps
from django.db.models import Model

ROOT = Path(__file__).parents[2]
PAGE = (ROOT / "docs" / "vocabulary.md").read_text()
EVENT = re.compile(r'"([a-z]+\.[a-z_]+)"')
OTHERS = (  # what an event is about besides the name of a model
    "class confidence date detail errands expectation letter line link matter note profile"
    " promises question review scope sensitive time view ways"
).split()
FIELDS = re.compile(r"\.(full_name|name|phone|called|ref|subject|next_word)$")


def written_events() -> set[str]:
    found: set[str] = set()
    for path in (ROOT / "slovo" / "domain").glob("*/actions/*.py"):
        found |= {name for name in EVENT.findall(path.read_text()) if not FIELDS.search(name)}
    nouns = {model.__name__.lower() for model in ours()} | set(OTHERS)
    return {name for name in found if name.partition(".")[0] in nouns}


def ours() -> list[type[Model]]:
    return [model for model in apps.get_models() if model.__module__.startswith("slovo.domain.")]


def section(title: str) -> str:
    return PAGE.partition(f"## {title}")[2].partition("\n## ")[0]


def test_every_noun_has_its_sentence() -> None:
    names = {model.__name__ for model in ours()}
    assert set(re.findall(r"^\| (\w+) \| ", section("Nouns"), re.MULTILINE)) - {"word"} == names


def test_every_event_has_its_sentence() -> None:
    said = set(re.findall(r"^\| `([a-z._]+)` \|", section("Events"), re.MULTILINE))
    assert said == written_events() | {
        f"promise.{end}" for end in ("kept", "broken", "renegotiated")
    }
