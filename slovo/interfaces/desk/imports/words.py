"""A row of the preview in words: what it is, who it may be, what he would gain."""

from typing import Any

from django.utils.translation import gettext_lazy as _

from slovo.domain.clients.importing.columns import FIELDS
from slovo.domain.clients.importing.matching import Fate, Match

FATES = {
    Fate.NEW: _("New"),
    Fate.KNOWN: _("Known already"),
    Fate.PERHAPS: _("Perhaps the same"),
    Fate.REFUSED: _("Not taken in"),
}
REASONS = {
    "address": _("the same mailbox"),
    "phone": _("the same telephone"),
    "name": _("names that agree"),
    "organisation": _("the same organisation"),
}


def shown(row: Match) -> dict[str, Any]:
    face = row.face
    return {
        "line": row.entry.line,
        "entry": row.entry,
        "fate": FATES[row.fate],
        "is_perhaps": row.fate == Fate.PERHAPS,
        "is_new": row.fate == Fate.NEW,
        "why": row.why,
        "choice": row.choice,
        "person": face.key if face and face.key > 0 else None,
        "row": -face.key if face and face.key < 0 else None,
        "face": face,
        "reasons": ", ".join(str(REASONS[reason]) for reason in row.reasons),
        "adds": [(FIELDS[side], value) for side, value in row.adds],
    }
