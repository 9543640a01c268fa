"""What a delivery report says: to whom, about which letter of ours, for good or for now."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from slovo.lib.mail.headers import first, message_ids, split_head

if TYPE_CHECKING:
    from slovo.lib.mail.bodies import Body
    from slovo.lib.mail.letter import Kind, Letter

SCANNED = 300_000
_ACTION = re.compile(r"^action:\s{0,20}(\w+)", re.IGNORECASE | re.MULTILINE)
_STATUS = re.compile(r"^status:\s{0,20}([245])\.\d{1,3}\.\d{1,3}", re.IGNORECASE | re.MULTILINE)
_RECIPIENT = re.compile(
    r"^(?:final|original)-recipient:\s{0,20}[\w-]{1,20}\s{0,5};\s{0,20}<?([^\s<>;]{1,320})",
    re.IGNORECASE | re.MULTILINE,
)
_MESSAGE_ID = re.compile(
    rb"^[> \t]{0,8}message-id:\s{0,20}(<[^<>\s]{1,990}>)", re.IGNORECASE | re.MULTILINE
)


@dataclass(slots=True)
class Report:
    """kind None: no delivery report after all, or one of success."""

    kind: Kind | None = None
    address: str = ""
    message_id: str = ""


def examine(letter: Letter, body: Body, raw: bytes) -> Report:
    """The machine-readable parts first, then the dialects that flufl.bounce knows."""
    report = Report(message_id=_returned_id(body))
    for part in body.status:
        text = part.content()[:SCANNED].decode("utf-8", "replace")
        report.kind = report.kind or _verdict(text)
        if not report.address and (found := _RECIPIENT.search(text)):
            report.address = found[1]
    failed = letter.headers.get("x-failed-recipients")
    if report.kind is None and failed:
        report.kind, report.address = "bounce", failed[0].split(",")[0].strip()
    if report.kind is None and not body.status:
        report.kind, report.address = _by_dialect(raw)
    if report.kind and not report.message_id:
        report.message_id = _mentioned_id(letter, raw)
    return report


def _verdict(text: str) -> Kind | None:
    actions = {action.lower() for action in _ACTION.findall(text)}
    if "failed" in actions:
        return "bounce"
    if "delayed" in actions:
        return "delay"
    if actions:
        return None
    classes = set(_STATUS.findall(text))
    return "bounce" if "5" in classes else "delay" if "4" in classes else None


def _by_dialect(raw: bytes) -> tuple[Kind | None, str]:
    from email import message_from_bytes

    from flufl.bounce import all_failures

    try:
        temporary, permanent = all_failures(message_from_bytes(raw[:SCANNED]))
    except Exception:
        return None, ""
    for kind, found in (("bounce", permanent), ("delay", temporary)):
        if found:
            address = min(found).decode("utf-8", "replace")
            return ("bounce", address) if kind == "bounce" else ("delay", address)
    return None, ""


def _returned_id(body: Body) -> str:
    for part in body.returned:
        content = part.content()[:SCANNED]
        fields, _ = split_head(content, 0, len(content))
        if found := message_ids(first(fields, "message-id")):
            return found[0]
    return ""


def _mentioned_id(letter: Letter, raw: bytes) -> str:
    for found in _MESSAGE_ID.findall(raw[:SCANNED]):
        text = found.decode("ascii", "replace")
        if text != letter.message_id:
            return str(text)
    return letter.in_reply_to
