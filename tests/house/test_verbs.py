"""One verb: one transaction, one event, one test; who and when are always arguments."""

import ast
import re
from pathlib import Path

import pytest

from tests.house.code import ROOT, SLOVO, called, functions, place, python_files, tree

# Only sessions, drafts, presence and leases write without an event (law 3). How far fetching got in
# a mailbox folder is of that kind: the letters it brings are the events. What search
# knows is read from rows that have their events. An errand is written beside the event it tells of.
WITHOUT_EVENT = re.compile(
    r"draft|attach_file$|detach_file|presence|lease|claim|seal|folder|index|queue_errands"
)
# A draft and its files are one colleague's own: they say whose, and nothing happens at an instant.
OF_A_DRAFT = {"save_draft", "attach_file", "detach_file"}


def steps() -> set[str]:
    """Public functions that only actions import: parts of verbs, which no door may call."""
    inside, outside = set[str](), set[str]()
    for path in python_files(SLOVO):
        is_action = path.parent.name == "actions"
        for node in ast.walk(tree(path)):
            if isinstance(node, ast.ImportFrom) and ".actions." in (node.module or ""):
                names = {f"{node.module}.{alias.name}" for alias in node.names}
                (inside if is_action else outside).update(names)
    return inside - outside


def full_name(path: Path, function: ast.FunctionDef) -> str:
    module = ".".join(path.relative_to(SLOVO.parent).with_suffix("").parts)
    return f"{module}.{function.name}"


STEPS = steps()
VERBS = [
    pytest.param(path, function, id=f"{place(path)}:{function.name}")
    for path in python_files(SLOVO / "domain", "*/actions/**/*.py")
    for function in functions(tree(path))
    if not function.name.startswith("_") and full_name(path, function) not in STEPS
]


@pytest.mark.parametrize(("path", "verb"), VERBS)
def test_a_verb_is_told_who_and_when(path: Path, verb: ast.FunctionDef) -> None:
    if verb.name in OF_A_DRAFT:
        return
    without_default = {
        argument.arg
        for argument, default in zip(verb.args.kwonlyargs, verb.args.kw_defaults, strict=True)
        if default is None
    }
    assert {"by", "at"} <= without_default


@pytest.mark.parametrize(("path", "verb"), VERBS)
def test_a_verb_is_one_transaction(path: Path, verb: ast.FunctionDef) -> None:
    decorators = [ast.unparse(decorator).partition("(")[0] for decorator in verb.decorator_list]
    assert "transaction.atomic" in decorators


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
    assert reached & ({"record", "record_all"} | verbs_imported_by(path))


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
