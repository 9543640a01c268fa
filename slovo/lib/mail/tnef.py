"""winmail.dat, in which Outlook wraps a letter's files (and sometimes its text) for itself.

Written after Microsoft's open specification MS-OXTNEF; it reads no more than a reader needs.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from struct import error, unpack_from

from slovo.lib.mail.charsets import decode

SIGNATURE = b"\x78\x9f\x3e\x22"
MAX_PROPERTIES = 10_000
MAX_DEPTH = 3
BODY, ATTACH_DATA, ATTACH_TITLE = 0x0002800C, 0x0006800F, 0x00018010
ATTACH_START, ATTACH_PROPERTIES = 0x00069002, 0x00069005
MESSAGE_PROPERTIES, CODEPAGE = 0x00069003, 0x00069007
PLAIN, RTF, HTML, DISPLAY_NAME = 0x1000, 0x1009, 0x1013, 0x3001
CONTENT, LONG_NAME, MIME_TYPE, CONTENT_ID = 0x3701, 0x3707, 0x370E, 0x3712
_FIXED = {2: 4, 3: 4, 4: 4, 5: 8, 6: 8, 7: 8, 10: 4, 11: 4, 20: 8, 64: 8, 72: 16}
_VARIABLE = {0x0D, 0x1E, 0x1F, 0x102}


@dataclass(slots=True)
class Tnef:
    """What an envelope held; files as (name, type, content, content id)."""

    text: str = ""
    html: str = ""
    files: list[tuple[str, str, bytes, str]] = field(default_factory=list)


@dataclass(slots=True)
class _File:
    name: str = ""
    content: bytes = b""
    properties: dict[int, bytes] = field(default_factory=dict)


def read_tnef(raw: bytes, depth: int = 0) -> Tnef | None:
    """The envelope's contents; None when its structure is unreadable."""
    if not raw.startswith(SIGNATURE) or depth > MAX_DEPTH:
        return None
    found, files, charset = Tnef(), list[_File](), "cp1251"
    position = 6
    try:
        while position + 9 <= len(raw):
            _, attribute, length = unpack_from("<BII", raw, position)
            value = raw[position + 9 : position + 9 + length]
            if len(value) < length:
                return None
            position += length + 11
            if attribute == CODEPAGE:
                charset = f"cp{unpack_from('<I', value)[0]}"
            elif attribute in {BODY, MESSAGE_PROPERTIES}:
                _take_body(found, attribute, value, charset)
            else:
                _take_file(files, attribute, value, charset)
    except (error, IndexError, ValueError):
        return None
    for file in files:
        _finish(found, file, charset, depth)
    return found


def _take_body(found: Tnef, attribute: int, value: bytes, charset: str) -> None:
    if attribute == BODY:
        found.text = found.text or _string(value, charset)
        return
    properties = _properties(value)
    found.text = _string(properties.get(PLAIN, b""), charset) or found.text
    found.html = _string(properties.get(HTML, b""), charset)
    if RTF in properties and not found.text and not found.html:
        from slovo.lib.mail.rtf import decompress, to_text

        found.text = to_text(decompress(properties[RTF]))


def _take_file(files: list[_File], attribute: int, value: bytes, charset: str) -> None:
    if attribute == ATTACH_START:
        files.append(_File())
    elif files and attribute == ATTACH_TITLE:
        files[-1].name = _string(value, charset)
    elif files and attribute == ATTACH_DATA:
        files[-1].content = value
    elif files and attribute == ATTACH_PROPERTIES:
        files[-1].properties = _properties(value)


def _finish(found: Tnef, file: _File, charset: str, depth: int) -> None:
    known = {key: _string(file.properties.get(key, b""), charset) for key in
             (LONG_NAME, DISPLAY_NAME, MIME_TYPE, CONTENT_ID)}  # fmt: skip
    name = known[LONG_NAME] or file.name or known[DISPLAY_NAME]
    content = file.content or file.properties.get(CONTENT, b"")
    inner = read_tnef(content[16:], depth + 1) if content[16:20] == SIGNATURE else None
    if inner is None:
        found.files.append((name, known[MIME_TYPE].lower(), content, known[CONTENT_ID].strip("<>")))
        return
    found.files.extend(inner.files)
    if inner.text or inner.html:
        kind, text = ("text/plain", inner.text) if inner.text else ("text/html", inner.html)
        ending = ".txt" if inner.text else ".html"
        found.files.append((f"{name or 'letter'}{ending}", kind, text.encode(), ""))


def _string(value: bytes, charset: str) -> str:
    """Bytes end with zeros; UTF-16 shows by its zero high bytes or Cyrillic ones (0x04)."""
    even = value[1:200:2]
    if len(value) >= 4 and even and sum(b in b"\x00\x04" for b in even) * 10 > len(even) * 8:
        return value.decode("utf-16-le", "replace").split("\x00")[0]
    return decode(value.rstrip(b"\x00"), charset)[0]


def _properties(raw: bytes) -> dict[int, bytes]:
    """MAPI properties by number; of many values the first."""
    count = unpack_from("<I", raw)[0]
    found: dict[int, bytes] = {}
    position = 4
    for _ in range(min(count, MAX_PROPERTIES)):
        kind, number = unpack_from("<HH", raw, position)
        position = _after_name(raw, position + 4) if number >= 0x8000 else position + 4
        values = 1
        if kind & 0x1000 or kind in _VARIABLE:
            values = unpack_from("<I", raw, position)[0]
            position += 4
        for _ in range(min(values, MAX_PROPERTIES)):
            value, position = _value(raw, position, kind & 0xFFF)
            found.setdefault(number, value)
    return found


def _after_name(raw: bytes, position: int) -> int:
    kind, length = unpack_from("<II", raw, position + 16)
    return position + 24 + (length + (-length % 4) if kind else 0)


def _value(raw: bytes, position: int, kind: int) -> tuple[bytes, int]:
    if kind in _VARIABLE:
        length = unpack_from("<I", raw, position)[0]
        position += 4
        padded = length + (-length % 4)
    else:
        length = padded = _FIXED.get(kind, 0)
        if not length:
            raise ValueError("a property of unknown type")
    if position + length > len(raw):
        raise ValueError("a property longer than its block")
    return raw[position : position + length], position + padded
