"""Files that power loss does not tear: the order of what reaches the disk is what counts."""

import errno
import os
from pathlib import Path

import pytest
from django.core.files.base import ContentFile

from slovo.lib.durable import DurableFiles


@pytest.fixture
def storage(tmp_path):
    return DurableFiles(location=tmp_path / "files")


@pytest.fixture
def steps(monkeypatch):
    """What was brought to the disk and what got its name, in order."""
    told = []
    fsync, replace = os.fsync, Path.replace

    def note_fsync(descriptor):
        path = Path(f"/proc/self/fd/{descriptor}").readlink()
        told.append(("fsync", path.name if path.is_dir() else "the file"))
        fsync(descriptor)

    def note_replace(path, target):
        told.append(("name", target.name))
        return replace(path, target)

    monkeypatch.setattr(os, "fsync", note_fsync)
    monkeypatch.setattr(Path, "replace", note_replace)
    return told


def test_a_file_is_named_after_it_lies_on_the_disk_and_its_folders_follow(storage, steps, tmp_path):
    assert storage.save("ab/cdef", ContentFile(b"words")) == "ab/cdef"
    assert steps == [
        ("fsync", "the file"),
        ("name", "cdef"),
        ("fsync", "ab"),
        ("fsync", "files"),
        ("fsync", tmp_path.name),
    ]
    steps.clear()
    storage.save("ab/ghij", ContentFile(b"words"))
    assert steps == [("fsync", "the file"), ("name", "ghij"), ("fsync", "ab")]
    with storage.open("ab/cdef") as source:
        assert source.read() == b"words"


def test_a_full_disk_leaves_nothing_behind(storage, monkeypatch, tmp_path):
    def fall(_descriptor):
        raise OSError(errno.ENOSPC, "No space left on device")

    with monkeypatch.context() as patched:
        patched.setattr(os, "fsync", fall)
        with pytest.raises(OSError, match="No space left"):
            storage.save("ab/cdef", ContentFile(b"words"))
    assert list((tmp_path / "files" / "ab").iterdir()) == []
    assert not storage.exists("ab/cdef")


def test_nobody_else_may_read_what_came(storage, tmp_path):
    storage.save("ab/cdef", ContentFile(b"words"))
    assert (tmp_path / "files/ab/cdef").stat().st_mode & 0o777 == 0o600
