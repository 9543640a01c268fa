"""Letters from colleagues' own addresses: never a client's, and at most a note.

Anybody can write a sender's address, so what comes in a colleague's name by mail reaches no client
before somebody at the desk has seen it.
"""

from dataclasses import replace
from datetime import datetime

from django.db import transaction
from django.utils.html import format_html, format_html_join
from django.utils.translation import gettext as _

from slovo.domain.cases.actions.alerting import alert
from slovo.domain.cases.actions.attaching import attach_files
from slovo.domain.cases.models import Case, Message
from slovo.domain.cases.models.message import Direction, Nature
from slovo.domain.journal.actors import Doer
from slovo.domain.journal.record import record
from slovo.domain.journal.refusal import Refusal
from slovo.domain.post.actions.storing import settle_raw_letter
from slovo.domain.post.mailboxes import is_ours
from slovo.domain.post.models import RawLetter
from slovo.domain.staff.models import User
from slovo.lib.mail.forwards import original_of
from slovo.lib.mail.letter import Letter
from slovo.lib.rows import first


class LetterFromColleague(Refusal):
    """A colleague's own letter makes nobody a client."""


def colleague_at(address: str) -> User | None:
    """Their addresses are kept in small letters."""
    return first(User, email=address.strip().lower(), left_at=None)


@transaction.atomic(savepoint=False)
def hear_colleague(
    case: Case | None, raw: RawLetter, letter: Letter, *, user: User, by: Doer, at: datetime
) -> Message | None:
    """A note on the case he answers; anything else waits until somebody has seen it."""
    message = None
    outcome, became = "quarantined", f"user:{user.pk}"
    if raw.is_history:
        outcome = "own"
    elif case and _may_note(user, case):
        message = _note(case, raw, letter, user=user, by=by, at=at)
        alert(case, [user], why="mail_is_a_note", by=by, at=at)
        outcome, became = "message", f"message:{message.pk}"
    settle_raw_letter(
        raw,
        outcome=outcome,
        subject_ref=became,
        sender=letter.sender.address,
        subject=letter.subject,
        by=by,
        at=at,
    )
    return message


def forwarded(letter: Letter) -> Letter:
    """A colleague's letter that is let in is the client's letter he forwarded, or nobody's."""
    if colleague_at(letter.sender.address) is None:
        return letter
    original = original_of(letter)
    address = original.sender.address if original else ""
    if original is None or is_ours(address) or colleague_at(address):
        raise LetterFromColleague(
            _(
                "This letter is from a colleague and forwards no client's letter. Open a case by "
                "hand, or put it aside."
            )
        )
    return original


@transaction.atomic(savepoint=False)
def note_forwarder(message: Message, letter: Letter, *, user: User, by: Doer, at: datetime) -> None:
    """What he wrote above the client's letter is a note, and he hears what became of it."""
    raw = message.raw
    if raw and letter.new_text.strip() and _may_note(user, message.case):
        above = replace(letter, quoted_text="", attachments=[])
        _note(message.case, raw, above, user=user, by=by, at=at)
    alert(message.case, [user], why="forward_is_in", by=by, at=at)


def _may_note(user: User, case: Case) -> bool:
    is_his = Case.objects.visible_to(user).filter(pk=case.pk).exists()
    return is_his and user.may("note_case")


def _note(
    case: Case, raw: RawLetter, letter: Letter, *, user: User, by: Doer, at: datetime
) -> Message:
    """What he wrote stands beside the case for colleagues; he is told how to answer the client."""
    known = case.messages.filter(message_id=letter.message_id[:500]).order_by("pk").first()
    if letter.message_id and known:
        return known
    whence = _("Came by mail from %(address)s.") % {"address": letter.sender.address}
    parts = format_html_join("", "<p>{}</p>", ((one,) for one in letter.new_text.split("\n\n")))
    message = Message.objects.create(
        case=case,
        direction=Direction.NOTE,
        nature=Nature.HUMAN,
        channel="email",
        author=user,
        sender=str(letter.sender)[:320],
        at=min(raw.received_at, at),
        subject=letter.subject[:300],
        html=format_html("<p><em>{}</em></p>{}", whence, parts),
        text=f"{whence}\n\n{letter.new_text}",
        quoted_text=letter.quoted_text,
        message_id=letter.message_id[:500],
        raw=raw,
    )
    files = [(one.name, one.type, one.content, one.content_id) for one in letter.attachments]
    attach_files(files, message=message, by=by, at=at)
    Case.objects.filter(pk=case.pk).update(changed_at=at)
    record("note.written", message, by=by, at=at, case=case, facts=(message,), channel="email")
    return message
