import argparse
import importlib
import os
import subprocess
import sys
from pathlib import Path

import pytest

from slovo.interfaces.commands.main import COMMANDS, MODULES, _usage


def test_every_command_says_what_it_does(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as done:
        _usage().parse_args(["--help"])
    assert done.value.code == 0
    said = " ".join(capsys.readouterr().out.split())
    assert [name for name, about in COMMANDS.items() if f"{name} {about}" not in said] == []


@pytest.mark.parametrize("name", COMMANDS)
def test_every_option_says_what_it_does(name: str) -> None:
    parser = argparse.ArgumentParser()
    importlib.import_module(f"slovo.interfaces.commands.{MODULES.get(name, name)}").configure(
        parser
    )
    assert [action.dest for action in parser._actions if not action.help] == []


def test_a_wrong_command_is_a_wrong_call(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as done:
        _usage().parse_args(["nothing"])
    assert done.value.code == 2


@pytest.mark.slow
def test_who_reads_only_the_beginning_gets_no_traceback(tmp_path: Path) -> None:
    """`slovo letters | head -1`: the reader closes the pipe before we are through."""
    reading, writing = os.pipe()
    os.close(reading)
    home = {"SLOVO_HOME": str(tmp_path), "DJANGO_SETTINGS_MODULE": "slovo.settings"}
    done = subprocess.run(
        [sys.executable, "-m", "slovo.interfaces.commands.main", "init", "--trial"],
        env=os.environ | home,
        stdout=writing,
        stderr=subprocess.PIPE,
        text=True,
        check=False,
    )
    os.close(writing)
    assert (done.returncode, done.stderr) == (0, "Preparing the database…\n")
