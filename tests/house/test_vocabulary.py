"""The vocabulary is complete: every noun and every event of the code stands in it, and no other."""

import re
from pathlib import Path

from django.apps import apps

ROOT = Path(__file__).parents[2]
PAGE = (ROOT / "docs" / "vocabulary.md").read_text()
EVENT = re.compile(r'"([a-z]+\.[a-z_]+)"')
PREFIXES = (
    "absence address agreedlist appointment approach badnews blackout calendar caps case class"
    " consent date decision delivery document endpoint engagement errand errands expectation feed"
    " firm folder invoice letter line link macro mailbox matter meeting message note notice offer"
    " organisation payment person preference price promise promises question requirement"
    " restatement review risk"
    " scope stage surprise talk time token user"
    " lateword missedcall pattern shift swap team"
    " confidence detail introduction profile relationship responsibility topic"
).split()
FIELDS = re.compile(r"\.(full_name|name|phone|called|ref|subject|next_word)$")


def written_events() -> set[str]:
    found: set[str] = set()
    for path in (ROOT / "slovo" / "domain").glob("*/actions/*.py"):
        found |= {name for name in EVENT.findall(path.read_text()) if not FIELDS.search(name)}
    return {name for name in found if name.partition(".")[0] in PREFIXES}


def section(title: str) -> str:
    return PAGE.partition(f"## {title}")[2].partition("\n## ")[0]


def test_every_noun_has_its_sentence() -> None:
    ours = {
        model.__name__
        for model in apps.get_models()
        if model.__module__.startswith("slovo.domain.")
    }
    assert set(re.findall(r"^\| (\w+) \| ", section("Nouns"), re.MULTILINE)) - {"word"} == ours


def test_every_event_has_its_sentence() -> None:
    said = set(re.findall(r"^\| `([a-z._]+)` \|", section("Events"), re.MULTILINE))
    assert said == written_events() | {
        f"promise.{end}" for end in ("kept", "broken", "renegotiated")
    }
