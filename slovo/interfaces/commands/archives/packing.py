"""Writing an archive: every part is hashed on its way in, the manifest comes last."""

import hashlib
import io
import tarfile
from collections.abc import Iterator
from pathlib import Path
from typing import IO

from django.conf import settings
from django.core.files.storage import default_storage

from slovo.interfaces.commands.archives import manifest
from slovo.interfaces.commands.archives.manifest import Manifest

FILES, KEYS = "files/", "keys/"


class Hashing:
    """A stream that is hashed while somebody else reads it."""

    def __init__(self, source: IO[bytes]) -> None:
        self._source = source
        self._digest = hashlib.sha256()

    def read(self, size: int = -1) -> bytes:
        read = self._source.read(size)
        self._digest.update(read)
        return read

    @property
    def digest(self) -> str:
        return self._digest.hexdigest()


def pack(target: IO[bytes], database: Path, said: Manifest) -> None:
    """Write everything a house is into `target`, and each part's digest into the manifest."""
    # What is large is packed already: letters and files lie compressed in their storage.
    with tarfile.open(fileobj=target, mode="w:gz", compresslevel=3) as archive:
        with database.open("rb") as source:
            _add(archive, said, said.database, source, database.stat().st_size)
        for name, key in keys().items():
            _add(archive, said, KEYS + name, io.BytesIO(key.encode()), len(key.encode()))
        for path in stored_files():
            with default_storage.open(path, "rb") as stored:
                _add(archive, said, FILES + path, stored, default_storage.size(path))
        text = said.as_bytes()
        _add(archive, said, manifest.NAME, io.BytesIO(text), len(text))


def keys() -> dict[str, str]:
    """The keys in force, also those that came from the environment."""
    return {"secret.key": settings.SECRET_KEY, "journal.key": settings.JOURNAL_KEY}


def stored_files(folder: str = "") -> Iterator[str]:
    """Every path in the files' storage."""
    try:
        folders, names = default_storage.listdir(folder)
    except FileNotFoundError:
        return
    prefix = f"{folder}/" if folder else ""
    yield from (prefix + name for name in sorted(names))
    for inner in sorted(folders):
        yield from stored_files(prefix + inner)


def _add(archive: tarfile.TarFile, said: Manifest, name: str, source: IO[bytes], size: int) -> None:
    entry = tarfile.TarInfo(name)
    entry.size, entry.mode = size, 0o600
    stream = Hashing(source)
    archive.addfile(entry, stream)
    said.parts[name] = {"sha256": stream.digest, "size": size}
