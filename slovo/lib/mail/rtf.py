"""Rich text as Outlook packs it into winmail.dat: unpacked (MS-OXRTFCP) and read as plain text."""

from __future__ import annotations

import re
from struct import unpack_from

from slovo.lib.mail.charsets import decode

MAX_UNPACKED = 20_000_000
_PRESET = (
    rb"{\rtf1\ansi\mac\deff0\deftab720{\fonttbl;}{\f0\fnil \froman \fswiss \fmodern \fscript "
    rb"\fdecor MS Sans SerifSymbolArialTimes New RomanCourier{\colortbl\red0\green0\blue0"
    b"\r\n"
    rb"\par \pard\plain\f0\fs20\b\i\u\tab\tx"
)
_TOKEN = re.compile(
    rb"\\([a-zA-Z]{1,32})(-?\d{1,10})? ?|\\'([0-9a-fA-F]{2})|\\([^a-zA-Z])|([{}])|[\r\n]+"
    rb"|([^\\{}\r\n]+)"
)
_CODEPAGE = re.compile(rb"\\ansicpg(\d{3,5})")
_SKIPPED = {
    b"fonttbl",
    b"colortbl",
    b"stylesheet",
    b"info",
    b"pict",
    b"header",
    b"footer",
    b"object",
}
_SIGNS = {b"par": b"\n", b"line": b"\n", b"tab": b"\t", b"row": b"\n", b"cell": b"\t",
          b"emdash": "—".encode(), b"endash": "–".encode(), b"bullet": "•".encode(),
          b"lquote": "‘".encode(), b"rquote": "’".encode(), b"ldblquote": "“".encode(),
          b"rdblquote": "”".encode()}  # fmt: skip


def decompress(raw: bytes) -> bytes:
    """RTF from its packed form; b"" when it is packed in another way."""
    if len(raw) < 16:
        return b""
    size, kind = unpack_from("<I4s", raw, 4)
    if kind == b"MELA":
        return raw[16 : 16 + size]
    if kind != b"LZFu":
        return b""
    out = bytearray(_PRESET)
    position, limit = 16, len(_PRESET) + min(size, MAX_UNPACKED)
    while position < len(raw) and len(out) < limit:
        flags = raw[position]
        position += 1
        for bit in range(8):
            if flags >> bit & 1:
                if position + 2 > len(raw):
                    return bytes(out[len(_PRESET) : limit])
                position = _repeat(out, raw, position)
            else:
                out += raw[position : position + 1]
                position += 1
    return bytes(out[len(_PRESET) : limit])


def _repeat(out: bytearray, raw: bytes, position: int) -> int:
    """A reference into the ring of the last 4096 bytes; one to its own end closes the stream."""
    word = raw[position] << 8 | raw[position + 1]
    offset, length = word >> 4, (word & 15) + 2
    back = (len(out) - offset) % 4096
    if back == 0 or back > len(out):
        return len(raw)
    for _ in range(length):
        out.append(out[-back])
    return position + 2


def to_text(rtf: bytes) -> str:
    """The words of an RTF document, paragraph by paragraph."""
    found = _CODEPAGE.search(rtf[:2_000])
    charset = f"cp{found[1].decode('ascii')}" if found else "cp1252"
    return _Text(charset).read(rtf)


class _Text:
    """The state of reading: which group is skipped, how many signs after \\u stand for it."""

    def __init__(self, charset: str) -> None:
        self.charset = charset
        self.out: list[str] = []
        self.narrow = b""
        self.depth = 0
        self.skipped_from = 0
        self.fallback = 1
        self.to_skip = 0

    def read(self, rtf: bytes) -> str:
        for word, number, code, sign, brace, plain in _TOKEN.findall(rtf):
            if brace:
                self.brace(opening=brace == b"{")
            elif sign == b"*" and not self.skipped_from:
                self.skipped_from = self.depth
            elif self.skipped_from:
                continue
            elif word:
                self.word(word, int(number or 0))
            elif code:
                self.text(bytes([int(code, 16)]), 1)
            else:
                self.text({b"~": b" ", b"_": b"-", b"-": b""}.get(sign, sign) or plain, 0)
        self.flush()
        return "".join(self.out).strip()

    def brace(self, *, opening: bool) -> None:
        if not opening and self.depth == self.skipped_from:
            self.skipped_from = 0
        self.depth += 1 if opening else -1

    def word(self, word: bytes, number: int) -> None:
        if word in _SKIPPED:
            self.skipped_from = self.depth
        elif word == b"uc":
            self.fallback = number
        elif word == b"u":
            self.flush()
            self.out.append(chr(number % 65536))
            self.to_skip = self.fallback
        elif word in _SIGNS:
            self.flush()
            self.out.append(_SIGNS[word].decode())

    def text(self, plain: bytes, signs: int) -> None:
        """Bytes in the document's code page, less those that repeat a \\u sign."""
        skip = min(self.to_skip, signs or len(plain))
        self.to_skip -= skip
        self.narrow += plain[skip:] if not signs or not skip else b""

    def flush(self) -> None:
        if self.narrow:
            self.out.append(decode(self.narrow, self.charset)[0])
            self.narrow = b""
