"""What bin/setup says to somebody whose machine lacks something."""

import os
import subprocess
from pathlib import Path

from tests.house.code import ROOT

OLD = """#!/bin/sh
case "$*" in *version_info*) exit 1 ;; *) echo "Python 3.9.2" ;; esac
"""
WITHOUT_VENV = """#!/bin/sh
case "$*" in *ensurepip*) exit 1 ;; *version_info*) exit 0 ;; *) echo "Python 3.11.2" ;; esac
"""


def set_up(tmp_path: Path, python: str) -> subprocess.CompletedProcess[str]:
    house, tools = tmp_path / "a house", tmp_path / "tools"
    (house / "bin").mkdir(parents=True)
    (house / "bin" / "setup").write_text((ROOT / "bin" / "setup").read_text())
    tools.mkdir()
    for name in ("python3", "python3.11", "python3.12", "python3.13", "python3.14"):
        (tools / name).write_text(python)
        (tools / name).chmod(0o755)
    return subprocess.run(
        ["sh", house / "bin" / "setup"],
        env={"PATH": f"{tools}:{os.environ['PATH']}"},
        cwd=tmp_path,
        check=False,
        capture_output=True,
        text=True,
    )


def test_an_old_python_is_named(tmp_path: Path) -> None:
    said = set_up(tmp_path, OLD)
    assert said.returncode == 1
    assert said.stderr.splitlines()[1:] == [
        "Slovo needs Python 3.11 or newer; this is Python 3.9.2.",
        "Install a newer one beside it, or say where it is: SLOVO_PYTHON=/path/to/python3.12",
    ]


def test_a_python_without_venv_is_told_what_to_install(tmp_path: Path) -> None:
    said = set_up(tmp_path, WITHOUT_VENV)
    assert said.returncode == 1
    assert said.stderr.splitlines()[1:] == [
        "This Python (Python 3.11.2) comes without venv, which keeps Slovo's parts apart.",
        "On Debian or Ubuntu: apt install python3-venv    Then start again.",
    ]
    assert not (tmp_path / "a house" / ".venv").exists()
