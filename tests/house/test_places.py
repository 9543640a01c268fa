"""The house says nothing about the machine it was built on."""

import re
from pathlib import Path

import pytest

from tests.house.code import ROOT, ours, place

SOMEBODYS_HOME = re.compile(r"(?<![\w./~-])/(?:root|home/\w+|Users/\w+)/\w")


@pytest.mark.parametrize("kind", ["", "-dev", "-node"])
def test_python_parts_are_pinned_and_hashed_and_name_no_host(kind: str) -> None:
    lines = (ROOT / f"requirements{kind}.txt").read_text(encoding="utf-8").splitlines()
    parts = [line for line in lines if re.match(r"[a-z]", line)]
    assert [line for line in parts if not re.fullmatch(r"[a-z0-9.-]+==\S+ \\", line)] == []
    assert len(parts) <= sum("--hash=sha256:" in line for line in lines)
    assert [line for line in lines if "://" in line or line.startswith("-")] == []


def test_front_end_parts_are_hashed_and_name_no_host() -> None:
    lock = (ROOT / "package-lock.json").read_text(encoding="utf-8")
    assert lock.count('"node_modules/') == lock.count('"integrity": "sha512-')
    assert '"resolved"' not in lock


def test_no_file_names_a_path_of_somebodys_machine() -> None:
    here = re.compile(rf"(?<![\w.]){re.escape(ROOT.as_posix())}/")
    # A short path such as /app could be an honest example of something else.
    patterns = [SOMEBODYS_HOME, here] if len(ROOT.parts) > 3 else [SOMEBODYS_HOME]
    named = [
        f"{place(path)}: {found.group()}"
        for path in ours()
        if path.suffix in {".py", ".html", ".css", ".js", ".sh", ".toml", ".json", ".po", ""}
        for pattern in patterns
        for found in [pattern.search(text_of(path))]
        if found
    ]
    assert named == []


def text_of(path: Path) -> str:
    return path.read_text(encoding="utf-8", errors="replace")
