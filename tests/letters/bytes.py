"""How a letter is laid out in bytes: fields, parts, charsets, transfer encodings."""

import base64
import quopri
from dataclasses import dataclass, field
from datetime import datetime, timedelta, timezone

from tests.letters.words import DESK, Words


@dataclass
class Writing:
    """One act of writing: who, from where, what, when."""

    words: Words
    name: str
    address: str
    number: int
    extra: dict[str, str] = field(default_factory=dict)

    @property
    def at(self) -> datetime:
        zone = timezone(timedelta(hours={"ru": 3, "uk": 2, "en": 0}[self.words.language]))
        return datetime(2026, 2, 9, 8, 0, tzinfo=zone) + timedelta(minutes=37 * self.number)

    @property
    def subject(self) -> str:
        return self.words.topic

    @property
    def message_id(self) -> str:
        return f"<{self.number:04d}.{self.at:%Y%m%d%H%M}@{self.address.rpartition('@')[2]}>"

    @property
    def answered(self) -> str:
        return f"<S-{self.number}.first.aaaaaaaaaaaaaaaa@pravo.example>"


def word(text: str, charset: str = "utf-8", kind: str = "B") -> str:
    """An encoded word, in one piece."""
    if text.isascii():
        return text
    charset = charset if text.encode(charset, "replace").decode(charset) == text else "utf-8"
    raw = text.encode(charset)
    if kind == "B":
        return f"=?{charset}?B?{base64.b64encode(raw).decode()}?="
    quoted = "".join(f"={b:02X}" if b > 126 or b in b"=?_ " else chr(b) for b in raw)
    return f"=?{charset}?Q?{quoted.replace('=20', '_')}?="


def letter(
    writing: Writing,
    content: bytes,
    *,
    subject: str = "",
    charset: str = "utf-8",
    word_kind: str = "B",
    reply: bool = False,
    fields: str = "",
) -> bytes:
    """The whole letter around a part (its own fields and body)."""
    name = writing.name
    shown = word(name, charset, word_kind) if not name.isascii() else f'"{name}"'
    lines = [
        f"Return-Path: <{writing.address}>",
        f"From: {shown} <{writing.address}>",
        f"To: {DESK}",
        f"Subject: {word(subject or writing.subject, charset, word_kind)}",
        f"Date: {writing.at:%a, %d %b %Y %H:%M:%S %z}",
        f"Message-ID: {writing.message_id}",
    ]
    if reply:
        lines += [f"In-Reply-To: {writing.answered}", f"References: {writing.answered}"]
    lines += [*fields.splitlines(), "MIME-Version: 1.0"]
    head = "\r\n".join(lines).encode() + b"\r\n"
    return head + content


def text(
    body: str, kind: str = "plain", charset: str = "utf-8", encoding: str = "base64", more: str = ""
) -> bytes:
    """A text part: fields, empty line, encoded body."""
    raw = body.replace("\n", "\r\n").encode(charset, "replace")
    if encoding == "base64":
        raw = base64.encodebytes(raw).replace(b"\n", b"\r\n")
    elif encoding == "quoted-printable":
        raw = quopri.encodestring(raw.replace(b"\r\n", b"\n")).replace(b"\n", b"\r\n")
    head = (
        f"Content-Type: text/{kind}; charset={charset}{more}\r\nContent-Transfer-Encoding: "
        f"{encoding}\r\n"
    )
    return head.encode() + b"\r\n" + raw


def file(name_field: str, kind: str, content: bytes, more: str = "") -> bytes:
    """A file part; `name_field` is the disposition's parameter as written."""
    head = (
        f"Content-Type: {kind}\r\nContent-Disposition: attachment; {name_field}\r\n"
        f"{more}Content-Transfer-Encoding: base64\r\n\r\n"
    )
    return head.encode() + base64.encodebytes(content).replace(b"\n", b"\r\n")


def multi(kind: str, parts: list[bytes], more: str = "", boundary: str = "") -> bytes:
    """A multipart."""
    boundary = boundary or f"----=_{kind}_{len(parts)}_{sum(map(len, parts))}"
    out = [f'Content-Type: multipart/{kind}; boundary="{boundary}"{more}\r\n\r\n'.encode()]
    out += [f"--{boundary}\r\n".encode() + part.rstrip(b"\r\n") + b"\r\n" for part in parts]
    return b"".join([*out, f"--{boundary}--\r\n".encode()])


def html(body: str) -> str:
    """Plain text as the lines of an HTML letter."""
    escaped = body.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
    return escaped.replace("\n", "<br>\n")


def marked(body: str) -> str:
    """Text with signs of quoting."""
    return "\n".join(f"> {line}".rstrip() for line in body.split("\n"))
