"""From the tree of parts to one text, one HTML and the list of files."""

from __future__ import annotations

import html
import mimetypes
import re
from dataclasses import dataclass, field

from slovo.lib.mail.charsets import decode
from slovo.lib.mail.flowed import unflow
from slovo.lib.mail.headers import first, split_head
from slovo.lib.mail.letter import Attachment
from slovo.lib.mail.parts import Part
from slovo.lib.mail.words import header_text

_META_CHARSET = re.compile(
    rb"<meta[^>]{0,200}charset\s{0,9}=\s{0,9}[\"']?([\w-]{1,40})", re.IGNORECASE
)
_UNSAFE = re.compile(r'[\x00-\x1f\x7f\u202a-\u202e\u2066-\u2069<>:"|?*]')
_EMPTY_PLAIN = re.compile(r"\bhtml\b", re.IGNORECASE)
_UU_BEGIN = re.compile(rb"^begin [0-7]{3,4} ", re.MULTILINE)
DUPLICATES = {"text/x-amp-html", "text/watch-html", "text/enriched", "text/richtext"}
TNEF_TYPES = {"application/ms-tnef", "application/vnd.ms-tnef"}


@dataclass(slots=True)
class Piece:
    """A stretch of the body: plain, HTML, or the same thing in both."""

    plain: str = ""
    html: str = ""


@dataclass(slots=True)
class Body:
    """What the parts held."""

    pieces: list[Piece] = field(default_factory=list)
    attachments: list[Attachment] = field(default_factory=list)
    defects: list[str] = field(default_factory=list)
    status: list[Part] = field(default_factory=list)
    returned: list[Part] = field(default_factory=list)
    tnef_text: Piece = field(default_factory=Piece)

    def html(self) -> str:
        """All HTML in order, plain stretches between it made visible; "" when there is none."""
        if not any(piece.html for piece in self.pieces):
            return self.tnef_text.html if not self.pieces else ""
        return "\n".join(piece.html or _as_html(piece.plain) for piece in self.pieces)

    def add_file(self, name: str, kind: str, content: bytes, content_id: str = "") -> None:
        """Keep a file under a name that is safe to show and to save."""
        name = safe_name(name) or f"attachment-{len(self.attachments) + 1}{_extension(kind)}"
        self.attachments.append(Attachment(name, kind, content, content_id))


def collect(part: Part, body: Body) -> Body:
    """Walk the tree below `part` and fill `body`."""
    if part.children:
        if part.type == "multipart/alternative":
            _alternative(part, body)
        else:
            for child in part.children:
                collect(child, body)
    elif part.type in TNEF_TYPES or part.name.lower() == "winmail.dat":
        _tnef(part, body)
    elif _is_text(part, body):
        _text(part, body)
    else:
        _file(part, body)
    return body


def _is_text(part: Part, body: Body) -> bool:
    if part.type not in {"text/plain", "text/html"} or part.disposition == "attachment":
        return False
    return not part.name or (not body.pieces and part.disposition != "inline")


def _alternative(part: Part, body: Body) -> None:
    """The versions of one stretch: the first plain and the last HTML are kept as one piece."""
    inner = Body(attachments=body.attachments, defects=body.defects)
    inner.status, inner.returned = body.status, body.returned
    for child in part.children:
        if child.type not in DUPLICATES:
            collect(child, inner)
    plain = "\n".join(piece.plain for piece in inner.pieces if not piece.html)
    page = "\n".join(piece.html for piece in inner.pieces if piece.html)
    both = [piece.plain for piece in inner.pieces if piece.html and piece.plain]
    plain = plain or "\n".join(both)
    if page and len(plain) < 400 and _EMPTY_PLAIN.search(plain):
        plain = ""  # "your program does not show HTML" is not the letter
    body.tnef_text = inner.tnef_text
    if plain or page:
        body.pieces.append(Piece(plain, page))


def _text(part: Part, body: Body) -> None:
    content = part.content()
    if part.type == "text/html":
        charset = part.charset
        if not charset and (meta := _META_CHARSET.search(content[:4_000])):
            charset = meta[1].decode("ascii")
        text, defect = decode(content, charset)
        piece = Piece(html=_lines(text))
    else:
        if b"begin " in content and _UU_BEGIN.search(content):
            from slovo.lib.mail.uuencode import extract

            content, files = extract(content)
            for name, inside in files:
                body.add_file(name, guessed_type(name), inside)
        text, defect = decode(content, part.charset)
        piece = Piece(plain=_lines(text))
        if part.flowed:
            piece.plain = unflow(piece.plain, delete_space=part.flowed == "delete")
    if defect:
        body.defects.append(defect)
    if text.strip():
        body.pieces.append(piece)


def _lines(text: str) -> str:
    return text.replace("\r\n", "\n").replace("\r", "\n") if "\r" in text else text


def _file(part: Part, body: Body) -> None:
    content, name, kind = part.content(), part.name, part.type
    if kind in {"message/delivery-status", "message/global-delivery-status"}:
        body.status.append(part)
        name = name or "delivery-status.txt"
    elif kind in {"message/rfc822", "message/global", "text/rfc822-headers"}:
        body.returned.append(part)
        if not name:
            fields, _ = split_head(content, 0, len(content))
            name = (header_text(first(fields, "subject"))[:100] or "letter") + ".eml"
    body.add_file(name, kind, content, part.content_id)


def _tnef(part: Part, body: Body) -> None:
    from slovo.lib.mail.tnef import read_tnef

    content = part.content()
    found = read_tnef(content)
    if found is None:
        body.defects.append("tnef-broken")
        body.add_file(part.name or "winmail.dat", part.type, content, part.content_id)
        return
    for name, kind, inside, content_id in found.files:
        body.add_file(name, kind or guessed_type(name), inside, content_id)
    body.tnef_text = Piece(found.text, found.html)


def guessed_type(name: str) -> str:
    """A media type by the name's ending."""
    return mimetypes.guess_type(name)[0] or "application/octet-stream"


def safe_name(name: str) -> str:
    """The last part of a path without signs that fool people or file systems."""
    name = name.replace("\\", "/").rpartition("/")[2]
    name = _UNSAFE.sub("_", name).strip(" .")
    if len(name) > 200:
        stem, dot, ending = name.rpartition(".")
        name = f"{stem[:180]}.{ending}" if dot and len(ending) < 16 else name[:200]
    return name


def _extension(kind: str) -> str:
    return {"message/rfc822": ".eml", "image/jpeg": ".jpg"}.get(
        kind, mimetypes.guess_extension(kind) or ".bin"
    )


def _as_html(text: str) -> str:
    return "<div>" + html.escape(text).replace("\n", "<br>\n") + "</div>"
