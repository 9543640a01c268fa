"""Reading an archive: all of it is believed, or nothing."""

import gzip
import hashlib
import re
import tarfile
import zlib
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO

from django.utils.translation import gettext as _

from slovo.domain.journal.refusal import Refusal
from slovo.interfaces.commands.archives import manifest
from slovo.interfaces.commands.archives.manifest import Manifest

PART = re.compile(r"database\.(sqlite3|pgdump)|keys/(secret|journal)\.key|files/[\w./-]+")
DAMAGE = (
    tarfile.TarError,
    gzip.BadGzipFile,
    zlib.error,
    EOFError,
    ValueError,
    TypeError,
    KeyError,
)
CHUNK = 1 << 20


class ArchiveDamaged(Refusal):
    """It is no archive of ours, or some of its bytes are not those that were written."""


def checked(path: Path) -> Manifest:
    """Read the whole archive and compare every part with the manifest."""
    found: dict[str, str] = {}
    said: list[bytes] = []

    def look(name: str, source: IO[bytes]) -> None:
        if name == manifest.NAME:
            said.append(source.read())
        elif PART.fullmatch(name) and ".." not in name and name not in found:
            found[name] = _digest(source)
        else:
            raise ValueError(name)

    with _refusing_damage(path):
        _each(path, look)
        told = Manifest.from_bytes(said[-1] if said else b"")
        if found != {name: part["sha256"] for name, part in told.parts.items()}:
            raise ValueError(path)
    return told


def unpack(path: Path, put: Callable[[str, IO[bytes]], None]) -> None:
    """Hand every part over by name."""
    with _refusing_damage(path):
        _each(path, put)


def _each(path: Path, look: Callable[[str, IO[bytes]], None]) -> None:
    with gzip.open(path) as stream:
        with tarfile.open(fileobj=stream, mode="r|") as archive:
            for entry in archive:
                source = archive.extractfile(entry) if entry.isreg() else None
                if source is None:
                    raise ValueError(entry.name)
                look(entry.name, source)
        while stream.read(CHUNK):  # to the end, where gzip keeps its own checksum
            pass


@contextmanager
def _refusing_damage(path: Path) -> Iterator[None]:
    try:
        yield
    except Refusal:
        raise
    except DAMAGE as problem:
        raise ArchiveDamaged(
            _("%(file)s is not a whole archive of Slovo. Nothing was changed.") % {"file": path}
        ) from problem


def _digest(source: IO[bytes]) -> str:
    digest = hashlib.sha256()
    while read := source.read(CHUNK):
        digest.update(read)
    return digest.hexdigest()
