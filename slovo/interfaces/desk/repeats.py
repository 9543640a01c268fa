"""What the client has told already, said beside the letter that asks for it again (R045)."""

from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _

from slovo.domain.cases.models import Case
from slovo.domain.loyalty.repeats import Repeat, repeats_in
from slovo.domain.promises.dates import words_of
from slovo.domain.staff.models import User
from slovo.interfaces.desk.composer import Written
from slovo.interfaces.desk.spoken import Voice


def repeats_of(case: Case, user: User, voice: Voice, written: Written) -> list[dict[str, Any]]:
    """Never in the way of sending; nothing of a note."""
    if written.is_note:
        return []
    text = words_of(written.html) if written.html else written.text
    return [_row(repeat, voice) for repeat in repeats_in(text, case, user)]


def _row(repeat: Repeat, voice: Voice) -> dict[str, Any]:
    said = {"value": repeat.value, "when": voice.full(repeat.at) if repeat.at else ""}
    words = {
        "phone": _("The telephone stands here already: %(value)s."),
        "email": _("The mail address stands here already: %(value)s."),
        "organisation": _("The organisation stands here already: %(value)s."),
        "code": _("The registration number stands here already: %(value)s."),
        "contract": _("The contract stands here already: %(value)s."),
        "file": _("A file came already, %(when)s: %(value)s."),
        "asked": _("It was asked before, %(when)s, and the client has written since."),
    }[repeat.kind]
    url = reverse("case-show", args=[repeat.case.ref]) if repeat.case else ""
    ref = repeat.case.ref if repeat.case else ""
    return {"sentence": repeat.sentence, "words": words % said, "url": url, "ref": ref}
