"""Letters that wait for a look: let in as the client's own, or put aside."""

from dataclasses import replace
from datetime import datetime

from django.db import DataError, IntegrityError, transaction
from django.utils.translation import gettext as _

from slovo.domain.cases.actions.colleagues import (
    colleague_at,
    forwarded,
    note_forwarder,
)
from slovo.domain.cases.actions.entering import from_visitor, hear_letter, lock_letter
from slovo.domain.cases.models import Message
from slovo.domain.cases.threading import find_thread
from slovo.domain.journal.actors import Doer
from slovo.domain.journal.refusal import Refusal
from slovo.domain.post import files
from slovo.domain.post.actions.storing import HELD, settle_raw_letter
from slovo.domain.post.models import RawLetter
from slovo.domain.staff.rights import refuse_unless_allowed
from slovo.lib import mail
from slovo.lib.mail.letter import Letter


class LetterNotInQuarantine(Refusal):
    """Somebody else released or discarded it already."""


class LetterCannotBeRead(Refusal):
    """It failed, and failed once more: what it says has to be read in the raw letter."""


class LetterHasNoSender(Refusal):
    """Nobody is named whom one could answer."""


@transaction.atomic
def release_letter(raw_letter: RawLetter, *, by: Doer, at: datetime) -> Message:
    """A colleague says it is for us: it counts from when it came, not from when we looked."""
    refuse_unless_allowed("release_letter", by)
    raw = _quarantined(raw_letter)
    letter = from_visitor(mail.read(files.get(raw.file)))
    if not letter.sender:
        raise LetterHasNoSender(_("This letter names no sender, so nobody can be answered."))
    try:
        with transaction.atomic():
            return _let_in(raw, letter, by=by, at=at)
    except Refusal:
        raise
    except (DataError, IntegrityError, ValueError) as problem:
        sentence = _("This letter still cannot be read: %(why)s")
        raise LetterCannotBeRead(sentence % {"why": problem}) from problem


def _let_in(raw: RawLetter, letter: Letter, *, by: Doer, at: datetime) -> Message:
    inner = replace(forwarded(letter), kind="human")
    colleague = colleague_at(letter.sender.address)
    message = hear_letter(raw, inner, find_thread(inner), forwarded_by=colleague, by=by, at=at)
    if colleague:
        note_forwarder(message, letter, user=colleague, by=by, at=at)
    return message


@transaction.atomic
def discard_letter(raw_letter: RawLetter, *, by: Doer, at: datetime) -> RawLetter:
    """It is not for us. The bytes stay, nobody is answered."""
    refuse_unless_allowed("discard_letter", by)
    raw = _quarantined(raw_letter)
    return settle_raw_letter(
        raw, outcome="discarded", sender=raw.sender, subject=raw.subject, by=by, at=at
    )


def _quarantined(raw_letter: RawLetter) -> RawLetter:
    raw = lock_letter(raw_letter)
    if raw.outcome not in HELD:
        raise LetterNotInQuarantine(_("A colleague has dealt with this letter already."))
    return raw
