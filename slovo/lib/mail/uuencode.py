"""Files of the old days: uuencoded, as a part or in the middle of the text."""

from __future__ import annotations

import binascii
import re

_BLOCK = re.compile(
    rb"^begin [0-7]{3,4} ([^\r\n]{1,255}?)[ \t]*\r?\n"
    rb"((?:[ -`][ -\x7e]{0,90}\r?\n)+?)`?\r?\n?end[ \t]*(?:\r?\n|\Z)",
    re.MULTILINE,
)


def extract(raw: bytes) -> tuple[bytes, list[tuple[str, bytes]]]:
    """The text without its uuencoded blocks, and the files with their names."""
    files: list[tuple[str, bytes]] = []

    def take(match: re.Match[bytes]) -> bytes:
        content = _lines(match[2])
        if content is None:
            return match[0]
        files.append((match[1].decode("utf-8", "replace"), content))
        return b""

    return _BLOCK.sub(take, raw), files


def decode_body(raw: bytes) -> bytes:
    """The file of a part whose transfer encoding is uuencode; the bytes as they are if broken."""
    files = extract(raw)[1]
    return files[0][1] if files else raw


def _lines(block: bytes) -> bytes | None:
    out: list[bytes] = []
    for line in block.splitlines():
        try:
            out.append(binascii.a2b_uu(line))
        except binascii.Error:
            length = (((line[0] - 32) & 63) * 4 + 5) // 3
            try:
                out.append(binascii.a2b_uu(line[:length]))
            except binascii.Error:
                return None
    return b"".join(out)
