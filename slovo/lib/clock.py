"""The one place that may ask what time it is.

`SLOVO_CLOCK` in the environment decides: unset, the real time; `2026-10-24T18:40:00Z`, that
instant, ticking since the process began; `2026-10-24T18:40:00Z!`, that instant, frozen; `@path`,
either form read anew from a file at every call, ticking since the file was written.
"""

import os
import time
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from functools import lru_cache
from pathlib import Path
from tempfile import NamedTemporaryFile

VARIABLE = "SLOVO_CLOCK"
_began = time.monotonic()


class ClockRefused(ValueError):
    """What SLOVO_CLOCK says, or the file it names, is not an instant with a zone."""


def is_injected() -> bool:
    """Whether this process lives in another time than the real one."""
    return bool(os.environ.get(VARIABLE))


def now() -> datetime:
    """Return the present instant: aware, in UTC. Raises `ClockRefused` on a malformed clock."""
    text = os.environ.get(VARIABLE)
    if not text:
        return datetime.now(UTC)
    if text.startswith("@"):
        return _from_file(Path(text[1:]))
    return _reading(text, _since_beginning)


def advance(by: timedelta) -> datetime:
    """Move a clock kept in a file by so much and return the new instant.

    Ticking goes on ticking, frozen stays frozen. Raises `ClockRefused` when no file keeps the time.
    """
    source = os.environ.get(VARIABLE, "")
    if not source.startswith("@"):
        raise ClockRefused(f"{VARIABLE} does not name a file, so the time cannot be moved.")
    path = Path(source[1:])
    moved = now() + by
    is_frozen = path.read_text(encoding="utf-8").strip().endswith("!")
    write(path, moved, frozen=is_frozen)
    return moved


def write(path: Path, moment: datetime, *, frozen: bool) -> None:
    """Put an instant in a clock file, whole at once, so that no reader meets half a line."""
    text = moment.astimezone(UTC).isoformat().replace("+00:00", "Z")
    with NamedTemporaryFile("w", encoding="utf-8", dir=path.parent, delete=False) as fresh:
        fresh.write(text + ("!" if frozen else ""))
    Path(fresh.name).replace(path)


def _from_file(path: Path) -> datetime:
    # The text is read each time: two writes within one tick of a file system share their mtime.
    try:
        with path.open(encoding="utf-8", errors="replace") as source:
            text = source.read().strip()
            written = os.fstat(source.fileno()).st_mtime
    except OSError as problem:
        reason = f"The clock file {path} cannot be read: {problem.strerror}."
        raise ClockRefused(reason) from problem
    return _reading(text, lambda: time.time() - written)


def _reading(text: str, elapsed: Callable[[], float]) -> datetime:
    moment, is_frozen = _parsed(text)
    return moment if is_frozen else moment + timedelta(seconds=elapsed())


def _since_beginning() -> float:
    return time.monotonic() - _began


@lru_cache(maxsize=64)
def _parsed(text: str) -> tuple[datetime, bool]:
    is_frozen = text.endswith("!")
    try:
        moment = datetime.fromisoformat(text.removesuffix("!"))
    except ValueError:
        moment = None
    if moment is None or moment.tzinfo is None:
        raise ClockRefused(
            f"The clock says “{text}”. It must be an instant such as 2026-10-24T18:40:00Z, "
            "with an exclamation mark at the end if it shall stand still."
        )
    return moment.astimezone(UTC), is_frozen
