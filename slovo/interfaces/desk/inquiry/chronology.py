"""The chronology of a complaint in words for one reader."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _

from slovo.domain.complaints.chronology import Moment, chronology_of
from slovo.domain.complaints.models import Complaint
from slovo.domain.staff.models import User
from slovo.interfaces.desk.spoken import Voice, short
from slovo.lib import moments
from slovo.lib.sums import money

LONGEST = 160


@dataclass(frozen=True, slots=True)
class Line:
    """One thing that happened; `url` opens it, `fact` is one added by hand."""

    when: str
    iso: str
    kind: str
    words: str
    who: str
    url: str
    look: str
    fact: Any = None


def lines_of(complaint: Complaint, user: User, voice: Voice) -> list[Line]:
    return [_line(moment, complaint, voice) for moment in chronology_of(complaint, user)]


def _line(moment: Moment, complaint: Complaint, voice: Voice) -> Line:
    words, who = _said(moment, voice)
    when = voice.date(moment.at) if moment.is_day else voice.full(moment.at)
    fact = moment.row if moment.kind == "fact" else None
    sides = (
        short(words, LONGEST),
        who,
        _url(moment, complaint),
        _look(moment),
        fact,
    )
    return Line(when, moment.at.isoformat(), moment.kind, *sides)


def _said(moment: Moment, voice: Voice) -> tuple[str, str]:
    say = next(say for kinds, say in SAYING if moment.kind in kinds)
    return say(moment.kind, moment.row, voice)


def _own(kind: str, row: Any, _voice: Voice) -> tuple[str, str]:
    if kind == "fact":
        return row.text, row.source
    return _("The client complained: %(words)s") % {"words": row.stated}, row.person.full_name


def _letter(kind: str, row: Any, _voice: Voice) -> tuple[str, str]:
    names = {
        "letter_in": _("Letter from the client"),
        "letter_out": _("Letter to the client"),
        "said": _("A talk with the client"),
        "note": _("Note"),
    }
    who = row.person if kind == "letter_in" else row.author
    start = " ".join(row.text.split())
    return f"{names[kind]}: {start}" if start else names[kind], who.full_name if who else ""


def _call(kind: str, row: Any, _voice: Voice) -> tuple[str, str]:
    if kind == "talk":
        return _("A talk with the client"), row.held_by.full_name
    if kind == "missed_call":
        return _("The client phoned, and nobody answered"), ""
    return _("We called back"), row.called_by.full_name if row.called_by else ""


def _promise(kind: str, row: Any, voice: Voice) -> tuple[str, str]:
    who = row.owner.full_name if row.owner and row.is_ours else _("the client")
    if kind == "promised":
        said = {"text": row.text, "when": voice.by(row.due_at)}
        return _("Promised: %(text)s, %(when)s") % said, who
    said = {"text": row.text, "end": row.get_outcome_display()}
    return _("%(text)s: %(end)s") % said, who


def _money(kind: str, row: Any, voice: Voice) -> tuple[str, str]:
    if kind == "time":
        span = moments.span(row.minutes * 60, voice.language)
        state = "" if row.state == "counted" else f" ({row.get_state_display()})"
        return _("%(span)s: %(note)s") % {"span": span, "note": row.note} + state, str(row.user)
    if kind == "invoice":
        return _("Invoice %(number)s was sent") % {"number": row.number}, ""
    sum_ = money(row.amount, row.invoice.currency, voice.language)
    return _("Paid: %(sum)s for invoice %(number)s") % {
        "sum": sum_,
        "number": row.invoice.number,
    }, ""


def _work(kind: str, row: Any, _voice: Voice) -> tuple[str, str]:
    if kind == "stage":
        name = row.owner.full_name if row.owner else ""
        return _("A stage began: %(name)s") % {"name": row.name}, name
    if kind == "scope_asked":
        said = _("A change of scope was asked for: %(text)s")
        return said % {"text": row.text}, row.asked_by.full_name
    said = _("The client said %(answer)s to the change of scope")
    answer = {"answer": str(row.get_answer_display()).lower()}
    return said % answer, row.heard_by.full_name if row.heard_by else ""


LETTERS = ("letter_in", "letter_out", "said", "note")
CALLS = ("talk", "missed_call", "called_back")
PROMISES = ("promised", "ended")
SAYING: tuple[tuple[tuple[str, ...], Callable[[str, Any, Voice], tuple[str, str]]], ...] = (
    (LETTERS, _letter),
    (CALLS, _call),
    (PROMISES, _promise),
    (("time", "invoice", "paid"), _money),
    (("scope_asked", "scope_answered", "stage"), _work),
    (("complaint", "fact"), _own),
)


def _url(moment: Moment, complaint: Complaint) -> str:
    kind, row = moment.kind, moment.row
    if kind in (*LETTERS, "complaint"):
        return reverse("case-show", args=[row.case.ref])
    if kind in PROMISES:
        return reverse("promise-show", args=[row.pk])
    if kind == "invoice":
        return reverse("invoice-show", args=[row.pk])
    if kind in CALLS and complaint.about:
        return reverse("case-show", args=[complaint.about.ref])
    return ""


def _look(moment: Moment) -> str:
    if moment.kind == "ended":
        return "late" if moment.row.outcome == "broken" else "promise"
    if moment.kind in ("complaint", "missed_call"):
        return "late"
    looks = {"letter_in": "waiting", "promised": "promise"}
    return looks.get(moment.kind, "word" if moment.kind in ("letter_out", "said") else "")
