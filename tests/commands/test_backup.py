"""A house goes into one file and comes back as it was."""

import tarfile
from pathlib import Path

import pytest

from tests.commands.houses import House, make_house


@pytest.fixture(scope="module")
def house(tmp_path_factory) -> House:
    return make_house(tmp_path_factory.mktemp("house"))


@pytest.fixture(scope="module")
def archive(house: House, tmp_path_factory) -> Path:
    path = tmp_path_factory.mktemp("archives") / "slovo.tar.gz"
    house.rows("backup", str(path))
    return path


def empty(tmp_path: Path) -> House:
    return House(tmp_path / "empty")


def test_it_says_that_the_keys_are_in_it_and_nobody_else_may_read_it(house, tmp_path):
    path = tmp_path / "slovo.tar.gz"
    done = house.run("backup", str(path))
    assert done.stdout == (
        f"{path} holds the database, {len(house.files())} files and the keys of this house. "
        "Whoever has it can read everything: keep it where only you can reach it.\n"
    )
    assert path.stat().st_mode & 0o777 == 0o600
    assert [entry.name for entry in tmp_path.iterdir()] == ["slovo.tar.gz"]
    kept = [entry for entry in house.home.rglob("*") if entry.suffix != ".eml"]
    assert [entry for entry in kept if entry.stat().st_mode & 0o077] == []


def test_it_names_its_parts_and_the_manifest_comes_last(house, archive):
    with tarfile.open(archive) as opened:
        names = opened.getnames()
    files = sorted(f"files/{path}" for path in house.files())
    keys = ["keys/secret.key", "keys/journal.key"]
    assert names == ["database.sqlite3", *keys, *files, "manifest.json"]


def test_a_house_comes_back_as_it_was(house, archive, tmp_path):
    other = empty(tmp_path)
    row = other.rows("restore", str(archive))[0]
    told = {name: row[name] for name in ("firm", "people", "cases", "messages", "breaches")}
    assert told == {
        "firm": "Levchenko & Partners",
        "people": 2,
        "cases": 2,
        "messages": 4,
        "breaches": 0,
    }
    assert row["files"] == len(house.files()) > 2
    assert other.files() == house.files()
    assert other.keys() == house.keys()
    assert other.everything() == house.everything()
    assert other.rows("verify") == [{"ok": True}]
    assert sorted(path.name for path in other.home.iterdir() if path.suffix != ".sqlite3-shm") == (
        ["files", "keys", "slovo.sqlite3", "slovo.sqlite3.lock"]
    )


def test_what_was_said_is_found_again(archive, tmp_path):
    other = empty(tmp_path)
    other.rows("restore", str(archive))
    assert other.found("leases", "client2@client.example", "lea") == [[2, 1], [2], [2, 1]]


def test_restoring_says_what_came_back(archive, tmp_path):
    said = empty(tmp_path).run("restore", str(archive)).stdout.splitlines()
    assert said[0].startswith("Levchenko & Partners is back as it was at ")
    assert "2 people, 2 cases, " in said[0]
    assert said[1:] == ["Everything is as it was written."]


def test_a_living_house_is_not_overwritten(house, archive):
    before = house.everything()
    done = house.run("restore", str(archive))
    assert (done.returncode, done.stdout) == (1, "")
    assert done.stderr.startswith(f"Levchenko & Partners lives in {house.home}.")
    assert house.everything() == before


def test_a_home_that_is_served_from_is_left_alone(archive, tmp_path):
    other = empty(tmp_path)
    other.home.mkdir()
    (other.home / "keeper.beat").touch()
    done = other.run("restore", str(archive))
    assert (done.returncode, done.stderr) == (1, f"Slovo is open in {other.home}. Stop it first.\n")


def test_an_empty_home_has_nothing_to_keep(tmp_path):
    other = empty(tmp_path)
    other.home.mkdir()
    done = other.run("backup", str(tmp_path / "slovo.tar.gz"))
    assert done.returncode == 1
    assert not (tmp_path / "slovo.tar.gz").exists()


def test_a_full_disk_is_said_and_leaves_no_half_of_a_backup(house, tmp_path):
    path = tmp_path / "slovo.tar.gz"
    path.write_bytes(b"the one of yesterday")
    done = house.run("backup", str(path), limit=40)
    assert (done.returncode, done.stdout) == (1, "")
    assert done.stderr.startswith("The database could not be copied: ")
    assert "Traceback" not in done.stderr
    assert [entry.name for entry in tmp_path.iterdir()] == ["slovo.tar.gz"]
    assert path.read_bytes() == b"the one of yesterday"


def test_a_full_disk_leaves_no_half_of_a_restored_house(archive, tmp_path):
    other = empty(tmp_path)
    done = other.run("restore", str(archive), limit=40)
    assert (done.returncode, done.stdout) == (1, "")
    assert done.stderr == (
        f"{archive} could not be restored: File too large. Nothing half-done stays.\n"
    )
    assert other.files() == {}
    assert other.rows("restore", str(archive))[0]["cases"] == 2


def test_a_folder_that_is_not_there(house, tmp_path):
    done = house.run("backup", str(tmp_path / "nowhere" / "slovo.tar.gz"))
    assert done.returncode == 1
    assert "could not be written" in done.stderr
