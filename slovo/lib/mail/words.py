"""Header text: encoded words (RFC 2047) and parameters (RFC 2231), well formed or not."""

from __future__ import annotations

import binascii
import re
from urllib.parse import unquote_to_bytes

from slovo.lib.mail.charsets import decode, tidy

# Broken words are longer than the 75 signs allowed, hold spaces, or stand glued to each other.
_WORD = re.compile(
    r"=\?([\w.:\-+]{1,40})(?:\*[\w-]{1,20})?\?([bBqQ])\?"
    r"((?:[^?]|\?(?!=)){0,4000})\?=([ \t\r\n]*)(?==\?)?"
)
_UNFOLD = re.compile(r"[ \t]*\r?\n[ \t]*|[\x00-\x08\x0e-\x1f]")
_PARAMETER = re.compile(
    r";\s{0,99}([^\s=;*\"]{1,60})(\*\d{1,3})?(\*)?\s{0,99}=\s{0,99}"
    r'("(?:[^"\\]|\\.)*"?|[^;]*)'
)
_ESCAPE = re.compile(r'\\(["\\])')
MAX_VALUE = 100_000


def header_text(value: str) -> str:
    """A header's value on one line, encoded words decoded."""
    if value.isprintable() and len(value) < MAX_VALUE:
        value = value.strip()
    else:
        value = _UNFOLD.sub(" ", value[:MAX_VALUE]).strip()
    if "=?" not in value:
        return value
    return tidy(_decode_words(value))


def _decode_words(value: str) -> str:
    """Neighbours of one charset are joined before decoding: a sign may be split between two."""
    out: list[str] = []
    pending, charset, position = b"", "", 0
    for match in _WORD.finditer(value):
        name, kind, content, gap = match[1].lower(), match[2], match[3], match[4]
        between = value[position : match.start()]
        if pending and (between or name != charset):
            out.append(decode(pending, charset)[0])
            pending = b""
        out.append(between)
        pending += _word_bytes(kind, content)
        charset, position = name, match.end()
        if gap and not value.startswith("=?", position):
            position -= len(gap)
    if pending:
        out.append(decode(pending, charset)[0])
    out.append(value[position:])
    return " ".join("".join(out).split())


def _word_bytes(kind: str, content: str) -> bytes:
    if kind in "qQ":
        raw = content.replace("_", "=20").replace(" ", "=20").encode("utf-8", "replace")
        return binascii.a2b_qp(raw)
    return base64_bytes(content.encode("ascii", "ignore"))


def base64_bytes(raw: bytes | memoryview) -> bytes:
    """What can be had from base64, whatever its padding."""
    try:
        return binascii.a2b_base64(raw)
    except binascii.Error:
        signs = re.sub(rb"[^A-Za-z0-9+/]+", b"", raw)
        signs = signs[: len(signs) - (len(signs) % 4 == 1)]
        return binascii.a2b_base64(signs + b"=" * (-len(signs) % 4))


def parameters(value: str) -> tuple[str, dict[str, str]]:
    """A structured value and its parameters: `text/plain; charset=x` -> ("text/plain", {...})."""
    value = _UNFOLD.sub(" ", value[:MAX_VALUE])
    main, semicolon, _ = value.partition(";")
    found: dict[str, str] = {}
    pieces: dict[str, list[tuple[int, bool, str]]] = {}
    if semicolon:
        for name, number, star, given in _PARAMETER.findall(value[len(main) :]):
            key, text = name.lower(), _unquote(given)
            if number or star:
                pieces.setdefault(key, []).append((int(number[1:] or 0), bool(star), text))
            elif key not in found:
                found[key] = header_text(text)
    found.update((key, _join(parts)) for key, parts in pieces.items())
    return main.strip().lower(), found


def _unquote(text: str) -> str:
    text = text.strip()
    if text.startswith('"'):
        return _ESCAPE.sub(r"\1", text[1:-1] if text.endswith('"') and len(text) > 1 else text[1:])
    return text


def _join(parts: list[tuple[int, bool, str]]) -> str:
    """RFC 2231 pieces in their order; the first names the charset."""
    parts.sort(key=lambda part: part[0])
    charset, joined = "", ""
    for index, (_, encoded, piece) in enumerate(parts):
        text = piece
        if encoded and index == 0 and text.count("'") >= 2:
            charset, _, text = text.split("'", 2)
        joined += text if encoded else text.replace("%", "%25")
    return header_text(decode(unquote_to_bytes(joined), charset)[0])
