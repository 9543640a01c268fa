"""What was said on the telephone, whether a colleague or the telephone system tells of it."""

from collections.abc import Iterable
from datetime import datetime, timedelta
from typing import Any

from django.db import transaction
from django.utils import translation
from django.utils.html import linebreaks
from django.utils.translation import gettext as _

from slovo.domain.calls.models import Call
from slovo.domain.cases.actions.answering import NextWordPassed, note_case
from slovo.domain.cases.actions.speaking import speak
from slovo.domain.cases.locking import locked
from slovo.domain.cases.models import Case, Message
from slovo.domain.cases.models.message import Direction
from slovo.domain.cases.wordings import language_of
from slovo.domain.clients.models import Person
from slovo.domain.journal.record import record
from slovo.domain.journal.refusal import Refusal
from slovo.domain.staff.models import User
from slovo.domain.staff.rights import refuse_unless_allowed
from slovo.lib import sound

OLDEST = timedelta(days=7)
LARGEST_MEMO = 15 * 1024 * 1024


class NotHisCase(Refusal):
    """What was said to one client answers no letter of another."""


class WroteSince(Refusal):
    """What he wrote after the call cannot have been answered in it."""


class NobodyTalked(Refusal):
    """Nobody was on the line with whom it could be said what it was about."""


class NotTalkedThen(Refusal):
    """A call was just now or a short while ago, never in the future."""


class NoMemo(Refusal):
    """A memo is recorded speech, and not too long."""


@transaction.atomic
def note_call(
    case: Case,
    *,
    text: str = "",
    next_word_at: datetime | None = None,
    covers: Iterable[Case] = (),
    memo: bytes = b"",
    talked_at: datetime | None = None,
    by: User,
    at: datetime,
) -> Message:
    """A colleague talked with the client: his clocks stop at that instant. Noted twice, once."""
    refuse_unless_allowed("answer_case", by)
    talked_at = talked_at or at
    if not at - OLDEST <= talked_at <= at:
        raise NotTalkedThen(_("Say when you talked: now, or within the last week."))
    words = text.strip() or talked_words(case)
    said = {"direction": Direction.OUT, "channel": "phone", "at": talked_at, "text": words}
    known = case.messages.filter(author=by, **said).first()
    if known:
        return known
    others: dict[str, Any] = {"next_word_at": next_word_at, "covers": covers}
    others["talked_at"] = talked_at
    message = _say(case, to=case.person, text=words, **others, by=by, at=at)
    keep_memo(case, memo, by=by, at=at)
    return message


@transaction.atomic
def place_call(
    call: Call,
    *,
    case: Case,
    text: str = "",
    next_word_at: datetime | None = None,
    covers: Iterable[Case] = (),
    memo: bytes = b"",
    by: User,
    at: datetime,
) -> Call:
    """It was about this case: its clocks stop at the instant somebody picked up. Once for all."""
    refuse_unless_allowed("answer_case", by)
    call = Call.objects.select_for_update(of=("self",)).select_related("person").get(pk=call.pk)
    if call.word_id:
        return call
    if call.answered_at is None or call.user_id is None:
        raise NobodyTalked(_("Nobody of us talked with the client in this call."))
    covers = list(covers)
    others: dict[str, Any] = {"next_word_at": next_word_at, "covers": covers}
    others["talked_at"] = call.answered_at
    words = text.strip() or talked_words(case)
    call.word = _say(case, to=call.person, text=words, **others, by=by, at=at)
    call.save(update_fields=["word"])
    keep_memo(case, memo, by=by, at=at)
    record("call.placed", call, by=by, at=at, case=case, covers=[each.pk for each in covers])
    return call


def say_by_phone(
    case: Case,
    *,
    to: Person,
    text: str,
    next_word_at: datetime | None,
    talked_at: datetime,
    by: User,
    at: datetime,
) -> Message | None:
    """Nothing when he wrote here after they had talked: that word is still to be answered.

    It is never written down as earlier than our last word here: stamps stand in one line.
    """
    fresh = locked(case)
    if talked_at < at and fresh.heard_at and fresh.heard_at > talked_at:
        return None
    said_at = min(max(talked_at, fresh.spoke_at or talked_at), at)
    return speak(case, to=to, text=text, next_word_at=next_word_at, by=by, at=said_at)


def keep_memo(case: Case, memo: bytes, *, by: User, at: datetime) -> Message | None:
    """Speech for colleagues stands in a note: the client never hears it."""
    if not memo:
        return None
    kind = sound.kind_of(memo)
    if not kind:
        raise NoMemo(_("This is no recorded speech that we know. Your words are kept."))
    if len(memo) > LARGEST_MEMO:
        raise NoMemo(_("A voice memo may have 15 MB at most. Your words are kept."))
    words = linebreaks(_("Voice memo after a call"))
    file = (f"memo-{at:%Y%m%d-%H%M}.{sound.KINDS[kind]}", kind, memo, "")
    return note_case(case, html=words, files=[file], keeps_draft=True, by=by, at=at)


def talked_words(case: Case) -> str:
    with translation.override(language_of(case)):
        return _("We talked by telephone.")


def _say(
    case: Case,
    *,
    to: Person,
    next_word_at: datetime | None,
    covers: Iterable[Case],
    by: User,
    at: datetime,
    **said: Any,
) -> Message:
    """In the case itself and in the others that were talked about; all of it or nothing."""
    if next_word_at is not None and next_word_at <= at:
        raise NextWordPassed(_("The next word cannot be promised for a time that is over."))
    cases = [case, *(each for each in covers if each.pk != case.pk)]
    if any(each.person_id != to.pk for each in cases):
        raise NotHisCase(_("Only letters of the person you talked with are answered by it."))
    words = []
    for each in cases:
        word = say_by_phone(each, to=to, next_word_at=next_word_at, by=by, at=at, **said)
        if word is None:
            sentence = _("The client wrote in %(ref)s after this call. Answer that by itself.")
            raise WroteSince(sentence % {"ref": each.ref})
        words.append(word)
    return words[0]
