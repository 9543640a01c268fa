"""One verb: one transaction, one event, one test; who and when are always arguments."""

import ast
import re
from pathlib import Path

import pytest

from tests.house.code import ROOT, SLOVO, called, functions, place, python_files, tree

# Only sessions, drafts, presence and leases write without an event (law 3). How far fetching got in
# a mailbox folder is of that kind: the letters it brings are the events.
WITHOUT_EVENT = re.compile(r"draft|presence|lease|claim|seal|folder")

VERBS = [
    pytest.param(path, function, id=f"{place(path)}:{function.name}")
    for path in python_files(SLOVO / "domain", "*/actions/**/*.py")
    for function in functions(tree(path))
    if not function.name.startswith("_")
]


@pytest.mark.parametrize(("path", "verb"), VERBS)
def test_a_verb_is_told_who_and_when(path: Path, verb: ast.FunctionDef) -> None:
    without_default = {
        argument.arg
        for argument, default in zip(verb.args.kwonlyargs, verb.args.kw_defaults, strict=True)
        if default is None
    }
    assert {"by", "at"} <= without_default


@pytest.mark.parametrize(("path", "verb"), VERBS)
def test_a_verb_is_one_transaction(path: Path, verb: ast.FunctionDef) -> None:
    assert "transaction.atomic" in {ast.unparse(decorator) for decorator in verb.decorator_list}


@pytest.mark.parametrize(("path", "verb"), VERBS)
def test_a_verb_is_recorded(path: Path, verb: ast.FunctionDef) -> None:
    """By itself, by a function beside it, or by another verb that it calls."""
    if WITHOUT_EVENT.search(verb.name):
        return
    beside = {function.name: function for function in functions(tree(path))}
    reached, waiting = set[str](), [verb.name]
    while waiting:
        name = waiting.pop()
        if name not in reached:
            reached.add(name)
            waiting += called(beside[name]) if name in beside else []
    assert reached & ({"record"} | verbs_imported_by(path))


def verbs_imported_by(path: Path) -> set[str]:
    return {
        alias.asname or alias.name
        for node in ast.walk(tree(path))
        if isinstance(node, ast.ImportFrom) and ".actions" in (node.module or "")
        for alias in node.names
    }


def test_every_verb_has_its_test() -> None:
    tests = [path for path in (ROOT / "tests").rglob("test_*.py") if "house" not in path.parts]
    said = {word for path in tests for word in re.findall(r"\w+", path.read_text("utf-8"))}
    named = "".join(path.stem for path in tests)
    verbs = {parameter.values[1].name for parameter in VERBS}
    assert sorted(verb for verb in verbs if verb not in said and verb not in named) == []
