"""What a stored letter becomes: a word in a case, a machine's note, a return, or nothing."""

from datetime import datetime

from django.db import transaction

from slovo.domain.cases.actions.colleagues import (
    colleague_at,
    hear_colleague,
)
from slovo.domain.cases.actions.entering import (
    from_visitor,
    hear_letter,
    hear_machine,
    lock_letter,
    settle_letter,
)
from slovo.domain.cases.models import Message
from slovo.domain.cases.threading import Thread, find_thread, is_signed_by_us, message_of
from slovo.domain.clients.models import normal_email, person_of
from slovo.domain.engagements.actions.touchpoints import hear_back
from slovo.domain.journal.actors import HOUSE, Doer
from slovo.domain.post.mailboxes import is_ours
from slovo.domain.post.models import RawLetter
from slovo.lib.mail.letter import Letter
from slovo.lib.mail.spam import looks_like_spam, server_says


@transaction.atomic
def receive_message(
    raw_letter: RawLetter, letter: Letter, *, by: Doer, at: datetime
) -> Message | None:
    """Act on a stored letter, once: whoever comes second is given what the first one made."""
    raw = lock_letter(raw_letter)
    if raw.read_at:
        return message_of(raw)
    letter = from_visitor(letter)
    if _is_own(letter):
        hear_back(letter.message_id, by=HOUSE, at=at)
        return settle_letter(raw, letter, "own", None, by=by, at=at)
    thread = find_thread(letter)
    colleague = colleague_at(letter.sender.address) if letter.kind == "human" else None
    if colleague:
        case = thread.case if thread else None
        return hear_colleague(case, raw, letter, user=colleague, by=by, at=at)
    if letter.kind != "human":
        return hear_machine(raw, letter, thread, by=by, at=at)
    if not letter.sender or server_says(letter) or _is_odd_stranger(letter, thread):
        return settle_letter(raw, letter, "quarantined", None, by=by, at=at)
    return hear_letter(raw, letter, thread, by=by, at=at)


def _is_own(letter: Letter) -> bool:
    """It comes from a mailbox of ours, or it is a letter of ours that came back as it went."""
    is_report = letter.kind in ("bounce", "delay")
    is_signed = bool(letter.message_id) and is_signed_by_us(letter.message_id)
    return is_signed or (not is_report and is_ours(letter.sender.address))


def _is_odd_stranger(letter: Letter, thread: Thread | None) -> bool:
    if thread or not looks_like_spam(letter):
        return False
    person = person_of(normal_email(letter.sender.address))
    return person is None or not person.cases.exists()
