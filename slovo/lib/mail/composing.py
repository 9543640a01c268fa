"""A letter of ours as bytes: RFC 5322, UTF-8, plain and HTML, CRLF, no way to inject a field."""

from __future__ import annotations

import hashlib
import re
from email.headerregistry import Address as HeaderAddress
from email.message import EmailMessage
from email.policy import EmailPolicy
from email.utils import format_datetime
from typing import TYPE_CHECKING, Any

from slovo.lib.mail.charsets import tidy

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from datetime import datetime

    from slovo.lib.mail.letter import Address, Attachment

MAX_REFERENCES = 30
ID_FIELDS = {"message-id", "in-reply-to", "references"}
NEVER_TORN = ID_FIELDS | {"list-unsubscribe"}
OWN_FIELDS = ID_FIELDS | {"from", "to", "cc", "bcc", "subject", "date", "mime-version"}
_CONTROL = re.compile(r"[\x00-\x1f\x7f-\x9f\u2028\u2029]+")
_FIELD_NAME = re.compile(r"[A-Za-z0-9-]{1,76}")
_MESSAGE_ID = re.compile(r"<[!-;=?-~]{3,900}>")
_PARAMETER = re.compile(r";\s*([\w-]+)=([\w.-]+)")
_TYPE = re.compile(r"([\w.+-]+)/([\w.+-]+)")


class _Policy(EmailPolicy):
    """SMTP's own policy, but ids and links are never torn or encoded: the standard library does so
    to those longer than a line, and then no reader finds the thread or the button."""

    def fold_binary(self, name: str, value: Any) -> bytes:
        if name.lower() in NEVER_TORN:
            ids = "\r\n ".join(str(value).split())
            return f"{name}: {ids}\r\n".encode("ascii")
        return super().fold_binary(name, value)


POLICY = _Policy(linesep="\r\n", max_line_length=78, cte_type="7bit", raise_on_defect=False)


def compose(  # noqa: PLR0913 — a letter has this many fields
    *,
    sender: Address,
    to: Iterable[Address],
    subject: str,
    message_id: str,
    date: datetime,
    text: str,
    html: str = "",
    cc: Iterable[Address] = (),
    in_reply_to: str = "",
    references: Iterable[str] = (),
    attachments: Iterable[Attachment] = (),
    headers: Mapping[str, str] | None = None,
) -> bytes:
    """The bytes to hand to a mail server; the same arguments give the same bytes.

    Line breaks and control signs in fields become spaces. Attachments with a content id are shown
    inside the HTML. `headers` are further fields such as Auto-Submitted, Thread-Topic, Reply-To.
    Raises ValueError for an address, id or field name that no mail server would take.
    """
    message = EmailMessage(policy=POLICY)
    message["From"] = _shown(sender)
    message["To"] = [_shown(address) for address in to]
    if copies := [_shown(address) for address in cc]:
        message["Cc"] = copies
    message["Subject"] = _line(subject)
    message["Date"] = format_datetime(date)
    _add_ids(message, message_id, in_reply_to, references)
    for name, value in (headers or {}).items():
        if not _FIELD_NAME.fullmatch(name) or name.lower() in OWN_FIELDS:
            raise ValueError(f"{name!r} is no further field of a letter.")
        message[name] = _line(value)
    _fill(message, text, html, list(attachments))
    _fix_boundaries(message, message_id)
    return message.as_bytes(policy=POLICY)


def _add_ids(
    message: EmailMessage, message_id: str, in_reply_to: str, references: Iterable[str]
) -> None:
    if not _MESSAGE_ID.fullmatch(message_id):
        raise ValueError(f"{message_id!r} is no Message-ID.")
    message["Message-ID"] = message_id
    answered = [one for one in (in_reply_to.strip(),) if _MESSAGE_ID.fullmatch(one)]
    if answered:
        message["In-Reply-To"] = answered[0]
    chain = [one for one in dict.fromkeys([*references, *answered]) if _MESSAGE_ID.fullmatch(one)]
    if len(chain) > MAX_REFERENCES:
        chain = [chain[0], *chain[1 - MAX_REFERENCES :]]
    if chain:
        message["References"] = " ".join(chain)


def _fill(message: EmailMessage, text: str, html: str, files: list[Attachment]) -> None:
    message.set_content(tidy(text), cte=_encoding(text))
    if html:
        message.add_alternative(tidy(html), subtype="html", cte=_encoding(html))
        page = message.get_payload()[1]  # type: ignore[index]
        for file in (file for file in files if file.content_id):
            page.add_related(file.content, *_type(file), **_named(file, "inline"))  # type: ignore[union-attr]
    for file in files:
        if not (html and file.content_id):
            message.add_attachment(file.content, *_type(file), **_named(file, "attachment"))


def _encoding(text: str) -> str:
    """Short ASCII lines as they are, else base64: quoted-printable triples Cyrillic."""
    plain = text.isascii() and all(len(line) < 900 for line in text.splitlines())
    return "7bit" if plain else "base64"


def _type(file: Attachment) -> tuple[str, str]:
    found = _TYPE.fullmatch(file.type.partition(";")[0].strip())
    if not found or found[1].lower() in {"multipart", "message"}:
        return "application", "octet-stream"
    return found[1], found[2]


def _named(file: Attachment, disposition: str) -> dict[str, Any]:
    named: dict[str, Any] = {"filename": _line(file.name), "disposition": disposition}
    if parameters := dict(_PARAMETER.findall(file.type)):
        named["params"] = parameters
    if file.content_id:
        named["cid"] = f"<{_line(file.content_id).strip('<> ')}>"
    return named


def _fix_boundaries(message: EmailMessage, message_id: str) -> None:
    for number, part in enumerate(message.walk()):
        if part.is_multipart():
            seed = f"{message_id}/{number}".encode()
            part.set_boundary(f"=_{hashlib.sha256(seed).hexdigest()[:32]}")


def _shown(address: Address) -> HeaderAddress:
    local, _, domain = address.address.rpartition("@")
    try:
        domain = domain.encode("idna").decode("ascii") if not domain.isascii() else domain
        local.encode("ascii")
        return HeaderAddress(_line(address.name), addr_spec=f"{local}@{domain}")
    except Exception as error:
        raise ValueError(f"{address.address!r} is no address that mail can be sent to.") from error


def _line(text: str) -> str:
    return " ".join(_CONTROL.sub(" ", tidy(text)).split())
