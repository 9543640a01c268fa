"""What a letter is once it has been read: plain values, no parser objects."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Literal

if TYPE_CHECKING:
    from datetime import datetime

Kind = Literal["human", "auto_reply", "bounce", "delay", "list"]


@dataclass(frozen=True, slots=True)
class Address:
    """A name as the writer shows it and an address, lower case in its domain; both may be ""."""

    name: str = ""
    address: str = ""

    def __bool__(self) -> bool:
        return bool(self.address)

    def __str__(self) -> str:
        return f"{self.name} <{self.address}>" if self.name else self.address


@dataclass(frozen=True, slots=True)
class Attachment:
    """A file in the letter; `content_id` (no brackets) when the HTML shows it inline."""

    name: str
    type: str
    content: bytes
    content_id: str = ""


@dataclass(slots=True)
class Letter:
    """A letter, read. Every string is valid UTF-8 without NUL; what is absent is empty.

    `text` is the whole letter as text (from HTML when there is no plain part); `new_text` is what
    the writer wrote this time and `quoted_text` what he quoted; `html` is the untrusted original.
    Message ids keep their angle brackets. `headers` has lower-case names and decoded values.
    `defects` are short code words of what was wrong with the bytes.
    """

    subject: str = ""
    sender: Address = field(default_factory=Address)
    to: list[Address] = field(default_factory=list)
    cc: list[Address] = field(default_factory=list)
    reply_to: list[Address] = field(default_factory=list)
    date: datetime | None = None
    message_id: str = ""
    in_reply_to: str = ""
    references: list[str] = field(default_factory=list)
    text: str = ""
    html: str = ""
    new_text: str = ""
    quoted_text: str = ""
    attachments: list[Attachment] = field(default_factory=list)
    kind: Kind = "human"
    language: str | None = None
    bounced_address: str = ""
    bounced_message_id: str = ""
    headers: dict[str, list[str]] = field(default_factory=dict)
    defects: list[str] = field(default_factory=list)
