import argparse
import importlib

import pytest

from slovo.interfaces.commands.main import COMMANDS, _usage


def test_every_command_says_what_it_does(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as done:
        _usage().parse_args(["--help"])
    assert done.value.code == 0
    said = " ".join(capsys.readouterr().out.split())
    assert [name for name, about in COMMANDS.items() if f"{name} {about}" not in said] == []


@pytest.mark.parametrize("name", COMMANDS)
def test_every_option_says_what_it_does(name: str) -> None:
    parser = argparse.ArgumentParser()
    importlib.import_module(f"slovo.interfaces.commands.{name}").configure(parser)
    assert [action.dest for action in parser._actions if not action.help] == []


def test_a_wrong_command_is_a_wrong_call(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as done:
        _usage().parse_args(["nothing"])
    assert done.value.code == 2
