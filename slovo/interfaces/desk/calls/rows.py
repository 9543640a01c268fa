"""Missed calls in words."""

from dataclasses import dataclass

from django.utils.translation import gettext as _

from slovo.domain.calls.models import MissedCall
from slovo.domain.staff.models import User
from slovo.interfaces.desk.spoken import Voice
from slovo.lib.rows import every

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
    """Those that nobody has called back; a page without any asks one small question."""
    if not user.may("see_cases") or not every(MissedCall, back_at=None):
        return []
    waiting = MissedCall.objects.visible_to(user).waiting().select_related(*RELATED)
    return [call_row(call, voice) for call in waiting]


def _state(call: MissedCall, voice: Voice) -> tuple[str, str]:
    who = call.called_by.full_name if call.called_by else ""
    if call.back_at:
        said = {"name": who, "when": voice.brief(call.back_at)}
        if call.is_met:
            return _("%(name)s called back at %(when)s, in time") % said, "ended"
        return _("%(name)s called back at %(when)s, late") % said, "late"
    if call.tried_at:
        said = {"name": call.tried_by.full_name if call.tried_by else ""}
        said["when"] = voice.brief(call.tried_at)
        return _("%(name)s tried at %(when)s; the client did not answer") % said, "soon"
    when = {"when": voice.by(call.back_by)}
    look = "late" if call.back_by < voice.now else "soon"
    return _("Call back %(when)s") % when, look
