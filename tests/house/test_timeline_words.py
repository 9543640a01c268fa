"""Every event and every automatic letter of a case is told in words at the desk."""

import ast
import re

from slovo.interfaces.desk.entries import wordings
from slovo.interfaces.desk.timeline_words import UNTOLD, WORDS
from tests.house.code import SLOVO, python_files, tree

NOUNS = "access billing cases chats courtesy delivery duty post promises risks talks".split()
EVENT = re.compile(r"^[a-z]+\.[a-z_]+$")


def of_cases(call: ast.Call) -> set[str]:
    """The kinds that one `record(…, case=…)` may write."""
    if not isinstance(call.func, ast.Name) or call.func.id != "record":
        return set()
    if "case" not in {keyword.arg for keyword in call.keywords} or not call.args:
        return set()
    strings = (node.value for node in ast.walk(call.args[0]) if isinstance(node, ast.Constant))
    return {text for text in strings if isinstance(text, str) and EVENT.match(text)}


def test_every_event_of_a_case_has_words() -> None:
    recorded: set[str] = set()
    folders = (SLOVO / "domain" / name for name in NOUNS)
    for path in (path for folder in folders for path in python_files(folder)):
        for node in ast.walk(tree(path)):
            if isinstance(node, ast.Call):
                recorded |= of_cases(node)
    assert "date.set_aside" in recorded
    assert recorded - set(WORDS) - UNTOLD == set()


def test_every_automatic_letter_of_a_case_has_words() -> None:
    folders = ("billing", "delivery", "risks", "talks")
    letters = {
        path.stem
        for folder in folders
        for path in (SLOVO / "domain" / folder).glob("templates/*/letters/*.txt")
    }
    assert "series_moved" in letters
    assert letters - set(wordings()) - {"greeting", "below"} == set()
