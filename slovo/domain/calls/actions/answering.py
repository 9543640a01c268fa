"""Calling back: what is said on the telephone is a human word, and stops the clocks."""

from collections.abc import Iterable
from datetime import datetime
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from slovo.domain.calls.actions.missing import latest
from slovo.domain.calls.actions.talking import NotHisCase, keep_memo, say_by_phone, talked_words
from slovo.domain.calls.models import MissedCall
from slovo.domain.cases.models import Case
from slovo.domain.journal.record import record
from slovo.domain.journal.refusal import Refusal
from slovo.domain.staff.models import User
from slovo.domain.staff.rights import refuse_unless_allowed


class CalledBackAlready(Refusal):
    """A colleague was quicker; what is typed here would be lost in silence."""

    def __init__(self, call: MissedCall) -> None:
        sentence = _("%(name)s has called back already. Put your words into the case as a note.")
        super().__init__(sentence % {"name": call.called_by.full_name if call.called_by else ""})


@transaction.atomic
def call_back(
    call: MissedCall,
    *,
    text: str = "",
    next_word_at: datetime | None = None,
    covers: Iterable[Case] = (),
    memo: bytes = b"",
    talked_at: datetime | None = None,
    by: User,
    at: datetime,
) -> MissedCall:
    """`covers`: his other cases whose letters he was told we have read. Done twice, done once.

    `talked_at`: when a telephone system says that it was; what he wrote after it stays to answer.
    `memo`: recorded speech for colleagues.
    """
    refuse_unless_allowed("answer_case", by)
    call = latest(call)
    if call.back_at:
        if call.called_by != by:
            raise CalledBackAlready(call)
        return call
    others = [case for case in covers if case.pk != call.case_id]
    if any(case.person_id != call.person_id for case in others):
        raise NotHisCase(_("Only letters of the person you talked with are answered by it."))
    talked_at = max(talked_at or at, call.missed_at)
    words = text.strip() or talked_words(call.case)
    said: dict[str, Any] = {"to": call.person, "text": words, "next_word_at": next_word_at}
    said |= {"talked_at": talked_at, "by": by, "at": at}
    call.word = say_by_phone(call.case, **said)
    for case in others:
        say_by_phone(case, **said)
    keep_memo(call.case, memo, by=by, at=at)
    call.back_at, call.called_by, call.next_at = talked_at, by, None
    call.save()
    record(
        "missedcall.answered",
        call,
        by=by,
        at=at,
        case=call.case,
        facts=(call,),
        met=call.is_met,
        seconds=int((talked_at - call.missed_at).total_seconds()),
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
