"""Signs of life, left as files beside the database: the last change of one says when."""

import contextlib
import os
from datetime import datetime
from pathlib import Path

from django.conf import settings

KEEPER = "keeper.beat"
INLET = "inlet.beat"
BACKUP = "backup.done"
SEALS_READ = "journal.read"
SEALS_BROKEN = "journal.broken"


def sign(name: str) -> Path:
    path: Path = settings.HOME / name
    return path


def leave(name: str, words: str = "") -> None:
    """A full disk or a folder that cannot be written stops nobody who leaves a sign.

    `words` are for the processes beside this one; without any, those left before stay.
    """
    with contextlib.suppress(OSError):
        if words:
            sign(name).write_text(words)
        else:
            sign(name).touch()


def leave_absent(name: str, words: str = "") -> None:
    """It should be at work and is not."""
    leave(name, words)
    with contextlib.suppress(OSError):
        os.utime(sign(name), (0, 0))


def words_of(name: str) -> str:
    """What was last left with it."""
    try:
        return sign(name).read_text().strip()
    except OSError:
        return ""


def clear(name: str) -> None:
    with contextlib.suppress(OSError):
        sign(name).unlink(missing_ok=True)


def left_at(name: str) -> datetime | None:
    """When it was last left, in the machine's own time whatever the injected clock says."""
    try:
        return datetime.fromtimestamp(sign(name).stat().st_mtime).astimezone()
    except OSError:
        return None


def age(name: str) -> float | None:
    """Seconds since it was last left."""
    at = left_at(name)
    return None if at is None else (datetime.now().astimezone() - at).total_seconds()
