"""Letters from files: .eml, mbox (whatever its name), Maildir, folders of these, a stream."""

import re
import sys
from collections.abc import Iterable, Iterator
from datetime import datetime
from pathlib import Path
from typing import Any, BinaryIO

from django.utils.translation import gettext as _

from slovo.domain.cases.models import Message
from slovo.domain.journal.refusal import Refusal
from slovo.interfaces.channels.email.receive import Taken, take_in
from slovo.lib import clock, mail
from slovo.lib.mail.letter import Letter

STREAM = "-"
SUFFIXES = frozenset({".eml", ".box", ".mbox", ".mbx", ".mail", ".rfc822"})
_FIELD = re.compile(rb"(?:From |[!-9;-~]{1,76}[ \t]*:)")
_POSTMARK = re.compile(rb"From .{0,400}\d\d:\d\d")
_ESCAPED = re.compile(rb">+From ")


class PathNotFound(Refusal):
    """There is no such file or folder."""


def ingest(paths: Iterable[str], *, is_history: bool = False) -> Iterator[dict[str, Any]]:
    """Take in every letter and say of each what it became; the same letter twice is one message."""
    for name, raw in letters_in(paths):
        yield take_in_file(name, raw, is_history=is_history)


def take_in_file(name: str, raw: bytes, *, is_history: bool = False) -> dict[str, Any]:
    at = clock.now()
    letter = mail.read(raw)
    taken = take_in(
        raw,
        source="ingest",
        received_at=_sent_at(letter) or at,
        is_history=is_history,
        letter=letter,
        at=at,
    )
    return _said(name, letter, taken)


def letters_in(paths: Iterable[str]) -> Iterator[tuple[str, bytes]]:
    """Every letter with the name of its file; letters of one mbox are numbered. `PathNotFound`."""
    for path in paths:
        if path == STREAM:
            yield from _split(STREAM, sys.stdin.buffer)
        elif Path(path).is_dir():
            for file in _files(Path(path)):
                yield from _from_file(file)
        elif Path(path).exists():
            yield from _from_file(Path(path))
        else:
            raise PathNotFound(_("There is no file or folder “%(path)s”.") % {"path": path})


def _from_file(path: Path) -> Iterator[tuple[str, bytes]]:
    with path.open("rb") as source:
        yield from _split(str(path), source)


def _files(folder: Path) -> Iterator[Path]:
    """What may be a letter: by its name, by its place in a Maildir, or by how it begins."""
    for path in sorted(folder.rglob("*")):
        if not path.is_file() or path.parent.name == "tmp":
            continue
        in_maildir = path.parent.name in ("cur", "new")
        if in_maildir or path.suffix.lower() in SUFFIXES or _begins_well(path):
            yield path


def _begins_well(path: Path) -> bool:
    if path.name.startswith(".") or path.suffix.lower() in (".md", ".py", ".json", ".csv"):
        return False
    with path.open("rb") as source:
        return _FIELD.match(source.read(100)) is not None


def _split(name: str, source: BinaryIO) -> Iterator[tuple[str, bytes]]:
    first = source.readline()
    if not _POSTMARK.match(first):
        yield name, first + source.read()
        return
    number, lines, after_blank = 1, list[bytes](), True
    for line in source:
        if after_blank and _POSTMARK.match(line):
            yield f"{name}#{number}", _joined(lines)
            number, lines = number + 1, []
            continue
        after_blank = not line.strip()
        lines.append(line[1:] if _ESCAPED.match(line) else line)
    yield f"{name}#{number}", _joined(lines)


def _joined(lines: list[bytes]) -> bytes:
    """The blank line before the next postmark is no part of the letter."""
    if lines and not lines[-1].strip():
        lines.pop()
    return b"".join(lines)


def _sent_at(letter: Letter) -> datetime | None:
    return letter.date if letter.date and letter.date.tzinfo else None


def _said(name: str, letter: Letter, taken: Taken) -> dict[str, Any]:
    message = taken.message
    return {
        "file": name,
        "case": message.case.ref if message else None,
        "message": message.pk if message else None,
        "new_case": bool(message and taken.is_new and _opened(message, taken)),
        "kind": letter.kind,
        "person": message.person.full_name if message and message.person else None,
        "subject": letter.subject,
        "outcome": taken.raw.outcome,
    }


def _opened(message: Message, taken: Taken) -> bool:
    before = Message.objects.filter(case=message.case_id, pk__lt=message.pk)
    return message.raw_id == taken.raw.pk and not before.exists()
