"""Calling back: what is said on the telephone is a human word, and stops the clocks."""

from collections.abc import Iterable
from datetime import datetime

from django.db import transaction
from django.utils import translation
from django.utils.translation import gettext as _

from slovo.domain.calls.actions.missing import latest
from slovo.domain.calls.models import MissedCall
from slovo.domain.cases.actions.speaking import speak
from slovo.domain.cases.models import Case
from slovo.domain.cases.wordings import language_of
from slovo.domain.journal.record import record
from slovo.domain.journal.refusal import Refusal
from slovo.domain.staff.models import User
from slovo.domain.staff.rights import refuse_unless_allowed


class NotHisCase(Refusal):
    """What was said to one client answers no letter of another."""


@transaction.atomic
def call_back(
    call: MissedCall,
    *,
    text: str = "",
    next_word_at: datetime | None = None,
    covers: Iterable[Case] = (),
    by: User,
    at: datetime,
) -> MissedCall:
    """`covers`: his other cases whose letters he was told we have read. Done twice, done once."""
    refuse_unless_allowed("answer_case", by)
    call = latest(call)
    if call.back_at:
        return call
    others = [case for case in covers if case.pk != call.case_id]
    if any(case.person_id != call.person_id for case in others):
        raise NotHisCase(_("Only letters of the person you talked with are answered by it."))
    words = text.strip() or _talked(call.case)
    call.word = speak(
        call.case, to=call.person, text=words, next_word_at=next_word_at, by=by, at=at
    )
    for case in others:
        speak(case, to=call.person, text=words, next_word_at=next_word_at, by=by, at=at)
    call.back_at, call.called_by, call.next_at = at, by, None
    call.save()
    record(
        "missedcall.answered",
        call,
        by=by,
        at=at,
        case=call.case,
        facts=(call,),
        met=call.is_met,
        seconds=int((at - call.missed_at).total_seconds()),
        covers=[case.pk for case in others],
    )
    return call


@transaction.atomic
def try_call(call: MissedCall, *, by: User, at: datetime) -> MissedCall:
    """We called, and he did not answer: nobody further is alarmed, the call still waits."""
    refuse_unless_allowed("answer_case", by)
    call = latest(call)
    if call.back_at is None and call.tried_at is None:
        call.tried_at, call.tried_by, call.next_at = at, by, None
        call.save(update_fields=["tried_at", "tried_by", "next_at"])
        record("missedcall.tried", call, by=by, at=at, case=call.case)
    return call


def _talked(case: Case) -> str:
    with translation.override(language_of(case)):
        return _("We talked by telephone.")
