"""What bin/serve says when it cannot start."""

import socket
from pathlib import Path

import pytest

from tests.commands.houses import House


@pytest.fixture
def house(tmp_path: Path) -> House:
    return House(tmp_path / "home")


def refused(house: House, *words: str) -> tuple[int, str]:
    done = house.run("serve", *words)
    return done.returncode, done.stderr.strip().splitlines()[-1]


def test_a_taken_port_is_named_with_another(house: House) -> None:
    with socket.create_server(("127.0.0.1", 0)) as other:
        port = other.getsockname()[1]
        status, words = refused(house, "--port", str(port))
    assert status == 1
    another = f"choose another: bin/serve --port {port + 1}"
    assert words == f"Port {port} is taken. Stop what uses it, or {another}"


@pytest.mark.parametrize("port", ["0", "65536", "abc"])
def test_what_is_no_port_is_a_wrong_call(house: House, port: str) -> None:
    status, words = refused(house, "--port", port)
    assert status == 2
    assert words.endswith(f"argument --port: a port is a number from 1 to 65535, not {port}")


def test_an_address_of_another_machine_is_not_called_taken(house: House) -> None:
    status, words = refused(house, "--host", "192.0.2.7", "--port", "8000")
    reason = "Cannot assign requested address"
    assert (status, words) == (1, f"The pages cannot be served at 192.0.2.7:8000: {reason}.")


def test_a_home_that_cannot_be_written_is_said_in_words(tmp_path: Path) -> None:
    (tmp_path / "letter").write_text("no folder")
    house = House(tmp_path / "letter" / "home")
    status, words = refused(house)
    assert status == 1
    what, _dot, advice = words.partition(". ")
    assert what == f"{house.home / 'keys' / 'secret.key'}: Not a directory"
    whole = f"Slovo has to read and write everything in {house.home}."
    assert advice == f"{whole} Choose another folder with SLOVO_HOME=/path, or change its owner."
