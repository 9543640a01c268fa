"""A files' storage that power loss does not tear: a file has its name only when it lies on disk."""

import os
import tempfile
from itertools import takewhile
from pathlib import Path

from django.core.files.base import File
from django.core.files.storage import FileSystemStorage


class DurableFiles(FileSystemStorage):
    """Written beside its place, brought to the disk, then named; so is the folder it lies in.

    Nobody else on the machine may read it.
    """

    def _save(self, name: str, content: "File[bytes]") -> str:
        target = Path(self.path(name))
        made = _make_folders(target.parent)
        descriptor, fresh = tempfile.mkstemp(prefix=".", dir=target.parent)
        try:
            with os.fdopen(descriptor, "wb") as stream:
                for chunk in content.chunks():
                    stream.write(chunk)
                stream.flush()
                os.fsync(stream.fileno())
            Path(fresh).chmod(self.file_permissions_mode or 0o600)
            Path(fresh).replace(target)
        except BaseException:
            Path(fresh).unlink(missing_ok=True)
            raise
        for folder in (target.parent, *made):
            _bring_to_disk(folder)
        return Path(name).as_posix()


def _make_folders(folder: Path) -> list[Path]:
    """Return the folders in which a new one was made: they, too, must reach the disk."""
    missing = list(takewhile(lambda one: not one.exists(), (folder, *folder.parents)))
    folder.mkdir(parents=True, exist_ok=True)
    return [one.parent for one in missing]


def _bring_to_disk(folder: Path) -> None:
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
