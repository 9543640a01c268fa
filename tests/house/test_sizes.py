"""Nothing longer than fits in the head."""

import ast

import pytest

from tests.house.code import ROOT, SLOVO, ours, place, python_files, tree


def too_long(paths: list, limit: int) -> list[str]:
    counted = ((path, len(path.read_text(encoding="utf-8").splitlines())) for path in paths)
    return [f"{place(path)}: {lines} lines" for path, lines in counted if lines > limit]


@pytest.mark.parametrize(
    ("folder", "suffix", "limit"),
    [("slovo", ".py", 300), ("tests", ".py", 250), ("slovo", ".html", 120)],
)
def test_files_are_short(folder: str, suffix: str, limit: int) -> None:
    files = [path for path in ours() if path.suffix == suffix and ROOT / folder in path.parents]
    assert too_long([path for path in files if "migrations" not in path.parts], limit) == []


def body_length(function: ast.FunctionDef) -> int:
    """A verb names its arguments one a line, which is no burden."""
    return (function.end_lineno or 0) - function.body[0].lineno + 1


def test_functions_are_short() -> None:
    long = [
        f"{place(path, node.lineno)}: {node.name}"
        for path in python_files(SLOVO)
        for node in ast.walk(tree(path))
        if isinstance(node, ast.FunctionDef) and body_length(node) > 50
    ]
    assert long == []
