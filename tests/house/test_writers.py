"""Only verbs write: neither doors nor the rest of the domain."""

import ast
import re
from pathlib import Path

from tests.house.code import SLOVO, place, python_files, tree

ALWAYS = {
    "save", "asave", "create", "acreate", "bulk_create", "bulk_update", "get_or_create",
    "update_or_create", "insert_all", "insert_rows", "update_rows",
}  # fmt: skip
# Who may write outside a verb, and why.
EXCEPTIONS = {
    "slovo/domain/journal/record.py": "the journal's one door",
    "slovo/web/signin.py": "allauth keeps passwords and second factors itself",
}


def writes(call: ast.Call) -> bool:
    if isinstance(call.func, ast.Name):
        return call.func.id in ALWAYS
    if not isinstance(call.func, ast.Attribute):
        return False
    if re.search(r"session|storage|super\(\)", ast.unparse(call.func.value)):
        return False
    name, named = call.func.attr, [keyword.arg for keyword in call.keywords]
    if name in {"update", "aupdate"}:  # a queryset's takes names, a dict's or a digest's does not
        return bool(named) and not call.args
    if name in {"delete", "adelete"}:  # a row's takes nothing, a cache's or a client's does
        return not call.args and not named
    return name in ALWAYS


def writing(path: Path) -> list[str]:
    return [
        f"{place(path, node.lineno)}: {ast.unparse(node.func)}"
        for node in ast.walk(tree(path))
        if isinstance(node, ast.Call) and writes(node)
    ]


def found_in(folder: Path) -> list[str]:
    files = [path for path in python_files(folder) if "actions" not in path.parts]
    return [line for path in files if place(path) not in EXCEPTIONS for line in writing(path)]


def test_doors_never_write() -> None:
    assert found_in(SLOVO / "interfaces") + found_in(SLOVO / "web") == []


def test_the_domain_writes_only_in_actions() -> None:
    assert found_in(SLOVO / "domain") == []


def test_a_write_is_told_from_its_look_alikes() -> None:
    said = "a.save(); Q.filter(x=1).update(y=2); case.delete(); d.update({}); cache.delete('k')"
    calls = [node for node in ast.walk(ast.parse(said)) if isinstance(node, ast.Call)]
    assert sorted(ast.unparse(call.func) for call in calls if writes(call)) == [
        "Q.filter(x=1).update",
        "a.save",
        "case.delete",
    ]
