"""Missed calls in words."""

from dataclasses import dataclass

from django.urls import reverse
from django.utils.translation import gettext as _

from slovo.domain.calls.models import Call, Course, MissedCall
from slovo.domain.clients.models import Person
from slovo.domain.staff.models import User
from slovo.interfaces.desk.spoken import Voice
from slovo.lib.prepared import PreparedModels

RELATED = ("case", "person", "called_by", "tried_by")


@dataclass(frozen=True, slots=True)
class CallRow:
    """`look`: late, soon or nothing."""

    call: MissedCall
    missed: str
    state: str
    look: str


def call_row(call: MissedCall, voice: Voice) -> CallRow:
    state, look = _state(call, voice)
    return CallRow(call, voice.full(call.missed_at), state, look)


def waiting_calls(user: User, voice: Voice) -> list[CallRow]:
    """Those that nobody has called back."""
    waiting = MissedCall.objects.visible_to(user).waiting().select_related(*RELATED)
    return [call_row(call, voice) for call in waiting]


def _state(call: MissedCall, voice: Voice) -> tuple[str, str]:
    who = call.called_by.full_name if call.called_by else ""
    if call.back_at:
        said = {"name": who, "when": voice.full(call.back_at)}
        if call.is_met:
            return _("%(name)s called back in time: %(when)s") % said, "ended"
        return _("%(name)s called back late: %(when)s") % said, "late"
    if call.tried_at:
        said = {"name": call.tried_by.full_name if call.tried_by else ""}
        said["when"] = voice.brief(call.tried_at)
        return _("%(name)s tried at %(when)s; the client did not answer") % said, "soon"
    when = {"when": voice.by(call.back_by)}
    look = "late" if call.back_by < voice.now else "soon"
    return _("Call back %(when)s") % when, look


TOLD_RELATED = ("person", "user", "word__case", "missed__case", "answers__case")
LATEST = 5


@dataclass(frozen=True, slots=True)
class ToldRow:
    """A call of the telephone system. `url`: where its case is, or where one says which it is."""

    call: Call
    when: str
    words: str
    look: str
    ref: str
    url: str
    is_open_question: bool


def told_row(call: Call, user: User, voice: Voice) -> ToldRow:
    chain = call.missed or call.answers
    case = call.word.case if call.word else chain.case if chain else None
    is_shown = case is not None and case.is_shown_to(user)
    asks = call.answered_at is not None and call.user_id is not None and not call.word_id
    return ToldRow(
        call=call,
        when=voice.full(call.started_at),
        words=_told_words(call, voice),
        look="late" if call.missed and call.missed.back_at is None else "",
        ref=case.ref if case and is_shown else "",
        url=reverse("case-show", args=[case.ref]) if case and is_shown else "",
        is_open_question=asks and not call.imported_at,
    )


def told_rows(person: Person, user: User, voice: Voice) -> list[ToldRow]:
    """The latest of one client; a house without a telephone system asks one small question."""
    return [told_row(call, user, voice) for call in _TOLD(person=person.pk)]


_TOLD = PreparedModels(
    Call,
    lambda person: Call.objects.filter(person=person).select_related(*TOLD_RELATED)[:LATEST],
)


def _told_words(call: Call, voice: Voice) -> str:
    name = call.user.full_name if call.user else call.line or _("nobody whose extension we know")
    if call.outcome == "talked":
        since = call.answered_at or call.started_at
        said = {"name": name, "span": voice.span((call.ended_at or since) - since)}
        is_his = call.course == Course.IN
        words = _("Phoned us, talked with %(name)s, %(span)s")
        return (words if is_his else _("%(name)s phoned, %(span)s")) % said
    if call.outcome == "ringing":
        return _("It rings, or we were not told how it ended")
    if call.course == Course.IN:
        return _("Phoned us, and nobody answered")
    return _("%(name)s phoned, and the client did not answer") % {"name": name}
