"""A letter taken apart into its parts, by offsets into the bytes, in time linear in their length.

The standard library's parser feeds itself line by line: a 50 MB attachment costs it seconds and
several times its size in memory. Ours looks for boundaries only and copies a body once, decoded.
"""

from __future__ import annotations

import binascii
import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from slovo.lib.mail.headers import Fields, first, split_head
from slovo.lib.mail.words import base64_bytes, header_text, parameters

if TYPE_CHECKING:
    from collections.abc import Iterator

MAX_DEPTH = 20
MAX_PARTS = 2_000
_SNIFF = re.compile(rb"\s{0,20}--([^\r\n]{1,200}?)[ \t]*\r?\n")
_NOT_BASE64 = re.compile(rb"[^A-Za-z0-9+/=\r\n]")
_TYPE = re.compile(r"[\w.+-]{1,100}/[\w.+*-]{1,150}")


@dataclass(slots=True)
class Part:
    """One node: its fields, its type, and its body as a span of the letter's bytes."""

    raw: bytes
    start: int
    end: int
    fields: Fields
    type: str = "text/plain"
    charset: str = ""
    name: str = ""
    disposition: str = ""
    content_id: str = ""
    flowed: str = ""
    children: list[Part] = field(default_factory=list)

    def content(self) -> bytes:
        """The body with its transfer encoding undone."""
        span = memoryview(self.raw)[self.start : self.end]
        encoding = first(self.fields, "content-transfer-encoding").strip(" \"'").lower()
        if encoding == "base64" and not (self.type.startswith("text/") and _is_plain(span)):
            return base64_bytes(span)
        if encoding == "quoted-printable":
            return binascii.a2b_qp(span)
        if encoding in {"x-uuencode", "uuencode", "x-uue", "uue"}:
            from slovo.lib.mail.uuencode import decode_body

            return decode_body(bytes(span))
        return bytes(span)


def _is_plain(span: memoryview) -> bool:
    """Text that only claims to be base64."""
    start = bytes(span[:400])
    return len(_NOT_BASE64.findall(start)) * 10 > len(start)


class Parser:
    """Cuts one letter; remembers what was wrong with it."""

    def __init__(self, raw: bytes) -> None:
        self.raw = raw
        self.count = 0
        self.defects: list[str] = []

    def parse(self) -> Part:
        """The root part with its children."""
        start = 0
        if self.raw.startswith(b"\xef\xbb\xbf"):
            start = 3
        while start < len(self.raw) and self.raw[start] in b"\r\n":
            start += 1
        if self.raw.startswith((b"From ", b">From "), start):
            start = self.raw.find(b"\n", start) + 1 or len(self.raw)
        return self.part(start, len(self.raw), 0, "text/plain")

    def part(self, start: int, end: int, depth: int, default: str) -> Part:
        """The part that lies between two offsets."""
        self.count += 1
        fields, body = split_head(self.raw, start, end)
        value = first(fields, "content-type")
        kind, named = parameters(value) if value else (default, {})
        if not _TYPE.fullmatch(kind):
            kind = "text/html" if "html" in kind else default
            self.defects.append("type-broken")
        part = Part(self.raw, body, end, fields, kind, named.get("charset", ""))
        _describe(part, named)
        if kind.startswith("multipart/"):
            self._divide(part, named.get("boundary", ""), depth)
        return part

    def _divide(self, part: Part, boundary: str, depth: int) -> None:
        mark = boundary.rstrip().encode("utf-8", "replace")
        if not mark:
            sniffed = _SNIFF.match(self.raw, part.start, part.end)
            mark = sniffed[1] if sniffed else b""
            self.defects.append("boundary-missing")
        if depth >= MAX_DEPTH or not mark:
            part.type = "text/plain" if depth < MAX_DEPTH else "message/rfc822"
            return
        default = "message/rfc822" if part.type == "multipart/digest" else "text/plain"
        spans = list(self._spans(mark, part.start, part.end))
        if not spans:
            self.defects.append("boundary-not-found")
            part.type = "text/plain"
        for start, end in spans:
            part.children.append(self.part(start, end, depth + 1, default))

    def _spans(self, mark: bytes, start: int, end: int) -> Iterator[tuple[int, int]]:
        """Where each child begins and ends."""
        begin, count = -1, self.count
        for at, after, closing in self._marks(b"--" + mark, start, end):
            if begin >= 0:
                yield begin, max(begin, at)
            if closing:
                return
            count += 1
            if count >= MAX_PARTS:
                self.defects.append("too-many-parts")
                yield after, end
                return
            begin = after
        if begin >= 0:
            self.defects.append("boundary-not-closed")
            yield begin, end

    def _marks(self, line: bytes, start: int, end: int) -> Iterator[tuple[int, int, bool]]:
        """Boundary lines: where the text before ends, where the next begins, whether it closes."""
        raw, at = self.raw, start
        while (at := raw.find(line, at, end)) >= 0:
            tail_end = raw.find(b"\n", at, end)
            tail_end = end if tail_end < 0 else tail_end + 1
            tail = raw[at + len(line) : min(tail_end, at + len(line) + 200)].strip()
            if (at == start or raw[at - 1] in b"\r\n") and (not tail or tail.startswith(b"--")):
                before = at - 1 if at > start and raw[at - 1] == 10 else at
                before = before - 1 if before > start and raw[before - 1] == 13 else before
                yield before, tail_end, bool(tail)
            at += len(line)


def _describe(part: Part, named: dict[str, str]) -> None:
    """Name, disposition and content id of a part."""
    given = first(part.fields, "content-disposition")
    shown: dict[str, str] = {}
    if given:
        part.disposition, shown = parameters(given)
    part.name = shown.get("filename") or named.get("name", "")
    if named.get("format", "").lower() == "flowed":
        part.flowed = "delete" if named.get("delsp", "").lower() == "yes" else "keep"
    part.content_id = header_text(first(part.fields, "content-id")).strip("<> ")
