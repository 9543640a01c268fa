"""An archive is believed whole or not at all."""

import io
import json
import tarfile
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.commands.houses import House, make_house
from tests.commands.test_backup import empty

Parts = dict[str, bytes]


@pytest.fixture(scope="module")
def archive(tmp_path_factory) -> Path:
    path = tmp_path_factory.mktemp("archives") / "slovo.tar.gz"
    make_house(tmp_path_factory.mktemp("house")).rows("backup", str(path))
    return path


def rewritten(archive: Path, target: Path, change: Callable[[Parts], None]) -> Path:
    with tarfile.open(archive) as source:
        parts = {entry.name: source.extractfile(entry).read() for entry in source}
    change(parts)
    with tarfile.open(target, "w:gz") as changed:
        for name, content in parts.items():
            entry = tarfile.TarInfo(name)
            entry.size = len(content)
            changed.addfile(entry, io.BytesIO(content))
    return target


def change_a_file(parts: Parts) -> None:
    name = next(name for name in parts if name.startswith("files/"))
    parts[name] = parts[name][:-1] + b"?"


def lose_a_file(parts: Parts) -> None:
    del parts[next(name for name in parts if name.startswith("files/"))]


def add_a_stranger(parts: Parts) -> None:
    parts["files/../../escaped"] = b"x"


def lose_the_manifest(parts: Parts) -> None:
    del parts["manifest.json"]


def spoil_the_manifest(parts: Parts) -> None:
    parts["manifest.json"] = b"[]"


@pytest.mark.parametrize(
    "damage",
    [change_a_file, lose_a_file, add_a_stranger, lose_the_manifest, spoil_the_manifest],
)
def test_a_damaged_archive_is_refused(archive, tmp_path, damage):
    refused(rewritten(archive, tmp_path / "changed.tar.gz", damage), empty(tmp_path))


@pytest.mark.parametrize("share", [0.0, 0.3, 0.99])
def test_a_torn_archive_is_refused(archive, tmp_path, share):
    torn, whole = tmp_path / "torn.tar.gz", archive.read_bytes()
    torn.write_bytes(whole[: int(len(whole) * share)])
    refused(torn, empty(tmp_path))


def test_other_bytes_in_the_middle_are_found(archive, tmp_path):
    flipped, content = tmp_path / "flipped.tar.gz", bytearray(archive.read_bytes())
    middle = len(content) // 2
    content[middle : middle + 16] = bytes(byte ^ 255 for byte in content[middle : middle + 16])
    flipped.write_bytes(content)
    refused(flipped, empty(tmp_path))


def refused(path: Path, other: House) -> None:
    done = other.run("restore", str(path))
    assert (done.returncode, done.stdout) == (1, "")
    assert done.stderr == f"{path} is not a whole archive of Slovo. Nothing was changed.\n"
    assert other.files() == {}


def change_manifest(**sides) -> Callable[[Parts], None]:
    def change(parts: Parts) -> None:
        parts["manifest.json"] = json.dumps(
            {**json.loads(parts["manifest.json"]), **sides}
        ).encode()

    return change


@pytest.mark.parametrize("sides", [{"format": 2}, {"migrations": ["cases.9999_of_tomorrow"]}])
def test_an_archive_of_tomorrow_is_refused(archive, tmp_path, sides):
    changed = rewritten(archive, tmp_path / "new.tar.gz", change_manifest(version="9.0.0", **sides))
    done = empty(tmp_path).run("restore", str(changed))
    assert done.returncode == 1
    assert done.stderr == (
        "The archive was made by a newer Slovo (9.0.0). Bring this one up to date.\n"
    )


def test_an_archive_from_the_other_database_is_refused(archive, tmp_path):
    def change(parts: Parts) -> None:
        manifest = json.loads(parts["manifest.json"])
        manifest["database"] = "database.pgdump"
        manifest["parts"]["database.pgdump"] = manifest["parts"].pop("database.sqlite3")
        parts["manifest.json"] = json.dumps(manifest).encode()
        parts["database.pgdump"] = parts.pop("database.sqlite3")

    changed = rewritten(archive, tmp_path / "other.tar.gz", change)
    done = empty(tmp_path).run("restore", str(changed))
    assert done.returncode == 1
    assert done.stderr == (
        "The archive comes from PostgreSQL: set DATABASE_URL to an empty database.\n"
    )


def test_a_file_that_is_not_there(tmp_path):
    done = empty(tmp_path).run("restore", str(tmp_path / "nowhere.tar.gz"))
    assert done.returncode == 1
    assert "No such file or directory" in done.stderr
