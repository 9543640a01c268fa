"""A file of people, vCard or CSV, as rows with the lines they stand on."""

from typing import Any

from django.utils.translation import gettext as _

from slovo.domain.journal.refusal import Refusal
from slovo.lib import tables, vcards

LARGEST = 32 * 1024 * 1024  # a telephone puts pictures into its cards
MOST_ROWS = 5000


class FileNotUnderstood(Refusal):
    """It is no file of people, or too long."""


def source_of(content: bytes) -> dict[str, Any]:
    """{"cards": [[line, field → values]]} or {"head": […], "lines": [[line, cells]]}."""
    if len(content) > LARGEST:
        raise FileNotUnderstood(_("The file is too large: 32 megabytes at most."))
    text = tables.decoded(content)
    source = _cards(text) if "BEGIN:VCARD" in text[:4096].upper() else _table(content)
    if not source.get("cards") and not source.get("lines"):
        raise FileNotUnderstood(_("Nobody stands in this file."))
    if len(source.get("cards") or source["lines"]) > MOST_ROWS:
        sentence = _("The file has more than %(most)s people: cut it into parts.")
        raise FileNotUnderstood(sentence % {"most": MOST_ROWS})
    return source


def _cards(text: str) -> dict[str, Any]:
    return {"cards": [[card.line, _said(card)] for card in vcards.read(text)]}


def _said(card: vcards.Read) -> dict[str, list[str]]:
    sides = {
        "full_name": [card.name],
        "called": [card.called],
        "organisation": [card.organisation],
        "job": [card.role],
        "language": [card.language],
        "zone": [card.zone],
        "email": list(card.mails),
        "phone": list(card.phones),
        "note": [card.note],
    }
    return {field: kept for field, values in sides.items() if (kept := [v for v in values if v])}


def _table(content: bytes) -> dict[str, Any]:
    lines = tables.read(content)
    rows = [[line.number, list(map(tables.as_written, line.cells))] for line in lines[1:]]
    return {"head": lines[0].cells if lines else [], "lines": rows}
