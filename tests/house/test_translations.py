"""Three languages, complete: nothing missing, nothing unsure, every placeholder kept."""

import ast
from collections.abc import Iterator
from datetime import timedelta

import pytest
from django.utils import translation

from slovo.domain.calendars.models import Calendar
from slovo.domain.staff.models import User
from slovo.domain.standards.models import Macro, ServiceClass
from slovo.interfaces.commands.demo.cast import found_demo
from slovo.web.messages import KEYWORDS, LANGUAGES, catalog_path, gaps
from tests.house.code import SLOVO, python_files, tree
from tests.make import MORNING


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_sentence_is_translated(language: str) -> None:
    if not catalog_path(language).exists():
        pytest.skip("there is no catalogue yet")
    assert gaps(language) == []


@pytest.mark.parametrize("language", ["ru", "uk"])
def test_nothing_of_the_demo_is_left_in_english(db: None, language: str) -> None:
    with translation.override(language):
        found_demo(language=language, at=MORNING - timedelta(days=30))
    rows = (ServiceClass, Calendar, Macro)
    names = [row.name for kind in rows for row in kind.objects.all()]
    names += User.objects.exclude(job="").values_list("job", flat=True)
    assert [name for name in names if name.isascii()] == []


def test_what_translates_a_given_text_is_known_to_the_extractor() -> None:
    """Else the English handed to it would never reach the catalogues."""
    functions = [
        node
        for path in python_files(SLOVO)
        for node in ast.walk(tree(path))
        if isinstance(node, ast.FunctionDef)
    ]
    places, before = dict.fromkeys(KEYWORDS, 0), 0
    while len(places) > before:
        before = len(places)
        for function in functions:
            for place in _handed_on(function, places):
                places.setdefault(function.name, place)
    assert [name for name in places if name not in KEYWORDS and not name.startswith("_")] == []


def _handed_on(function: ast.FunctionDef, places: dict[str, int]) -> Iterator[int]:
    """Which of its own parameters go where another function (its place by name) translates."""
    given = [argument.arg for argument in function.args.args]
    for call in ast.walk(function):
        if not (isinstance(call, ast.Call) and isinstance(call.func, ast.Name)):
            continue
        for word in call.args[places.get(call.func.id, len(call.args)) :][:1]:
            if isinstance(word, ast.Name) and word.id in given:
                yield given.index(word.id)
