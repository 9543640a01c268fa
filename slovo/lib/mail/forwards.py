"""The letter inside a forwarded one: attached whole, or written out below a block of its fields."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING

from slovo.lib.mail.headers import addresses

if TYPE_CHECKING:
    from slovo.lib.mail.letter import Letter

NEAR = 8
_SUBJECT = re.compile(r"^\s*(?:fwd?|wg|пересл|пер)\s*:\s*", re.IGNORECASE)
_MARKER = re.compile(
    r"forward|пересла|пересыла|пересила|перенаправ|переадрес|переспрям", re.IGNORECASE
)
_FROM = re.compile(r"^[\s>*]*(?:from|от|от кого|від|від кого)[\s*]*:[\s*]*(.+)$", re.IGNORECASE)
_FIELD = re.compile(r"^[\s>*]*[\w .-]{2,30}[*]?:")


def original_of(letter: Letter) -> Letter | None:
    """What was forwarded, as its writer's own letter; None when nothing shows that it was."""
    return _attached(letter) or _written_out(letter)


def _attached(letter: Letter) -> Letter | None:
    from slovo.lib.mail.reading import read

    whole = [one for one in letter.attachments if one.type == "message/rfc822"]
    inner = read(whole[0].content) if len(whole) == 1 else None
    return inner if inner and inner.sender else None


def _written_out(letter: Letter) -> Letter | None:
    lines = letter.quoted_text.splitlines()
    is_marked = bool(_SUBJECT.match(letter.subject)) or bool(lines and _MARKER.search(lines[0]))
    if not is_marked:
        return None
    for number, line in enumerate(lines[:NEAR]):
        found = _FROM.match(line)
        senders = addresses([found[1].replace("[mailto:", "<").replace("]", ">")]) if found else []
        if senders:
            return replace(
                letter,
                sender=senders[0],
                subject=_SUBJECT.sub("", letter.subject),
                new_text=_below_fields(lines[number:]),
                quoted_text="",
                html="",
                message_id="",
                in_reply_to="",
                references=[],
            )
    return None


def _below_fields(lines: list[str]) -> str:
    position = 0
    while position < len(lines) and _FIELD.match(lines[position]):
        position += 1
    body = lines[position:]
    return "\n".join(line.removeprefix("> ").removeprefix(">") for line in body).strip()
