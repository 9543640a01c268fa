from collections.abc import Sequence
from datetime import datetime

from django.db import transaction
from django.db.models import Q, QuerySet
from django.utils import translation
from django.utils.translation import gettext as _

from slovo.domain.cases.actions.attaching import File, attach_files
from slovo.domain.cases.actions.confiding import LevelUnknown
from slovo.domain.cases.actions.drafts import refuse_written_elsewhere
from slovo.domain.cases.actions.ending import refuse_while_barred, refuse_while_promised
from slovo.domain.cases.actions.outgoing import send_letter
from slovo.domain.cases.limits import limit_words
from slovo.domain.cases.locking import locked
from slovo.domain.cases.models import Attachment, Case, Draft, Level, Message, Promise
from slovo.domain.cases.models.case import State
from slovo.domain.cases.models.message import Direction, Nature
from slovo.domain.cases.models.promise import US
from slovo.domain.cases.search.entering import drop_message, enter_message
from slovo.domain.cases.wordings import language_of, still_on_it_words
from slovo.domain.clients.models import Person
from slovo.domain.journal.record import record
from slovo.domain.journal.refusal import Refusal
from slovo.domain.post import files as store
from slovo.domain.post.actions.queueing import cancel_delivery
from slovo.domain.staff.levels import CHOSEN
from slovo.domain.staff.models import User
from slovo.domain.staff.rights import refuse_unless_allowed
from slovo.domain.standards.filling import unfilled_words


class EmptyLetter(Refusal):
    """There is nothing to send."""


class SlotNotFilled(Refusal):
    """A macro asked for something that is not known: the client would read the braces."""


class NextWordMissing(Refusal):
    """An open case cannot be left without the time of the next word (R026)."""


class NextWordPassed(Refusal):
    """A next word cannot be promised for a time that is over."""


class SomethingNewCame(Refusal):
    """The client or a colleague wrote after the composer was opened."""


class WordBeyondSilence(Refusal):
    """The next word is later than this client is used to: keep to the limit, or insist."""

    def __init__(self, case: Case, limit: datetime, by: User) -> None:
        self.limit = limit
        super().__init__(limit_words(case, limit, by))


class TooLateToUndo(Refusal):
    """The letter has left."""


class CaseIsClosed(Refusal):
    """A closed case takes no letters; reopen it first."""


@transaction.atomic
def answer_case(  # noqa: PLR0913 - a letter has this many sides
    case: Case,
    *,
    html: str,
    next_word_at: datetime | None = None,
    question: str = "",
    solves: bool = False,
    to: Person | None = None,
    files: Sequence[File] = (),
    draft: Draft | None = None,
    seen_through: datetime | None = None,
    insists: bool = False,
    keeps: Sequence[Promise] = (),
    send_at: datetime | None = None,
    way: str = "",
    by: User,
    at: datetime,
) -> Message:
    """Write to the client. The letter leaves at `send_at` (now, or after the time to undo).

    A next word beyond the class's limit of silence needs `insists`; the limit then still alerts us.
    It `keeps` those promises of the case once it is delivered. `way`: email or telegram, else as
    he wrote last.
    """
    refuse_unless_allowed("answer_case", by)
    case = locked(case)
    _refuse_bad_answer(case, html, next_word_at, solves=solves, at=at)
    if solves:
        refuse_while_promised(case, keeps)
        refuse_while_barred(case, is_asking=True, by=by)
    same = {"html": html, "next_word_at": next_word_at, "question": question.strip()}
    if twin := _about_to_leave(case, by, at).filter(solves=solves, **same).first():
        return twin
    _refuse_unread(case, seen_through, by)
    if draft:
        refuse_written_elsewhere(draft, html, seen_through)
    if next_word_at and not insists and (to is None or to.pk == case.person_id):
        _refuse_beyond_silence(case, next_word_at, by, at)
    message = send_letter(
        case,
        html=html,
        next_word_at=next_word_at,
        question=question.strip(),
        solves=solves,
        to=to,
        files=[*files, *_files_of(draft)],
        way=way,
        send_at=send_at or at,
        by=by,
        at=at,
    )
    of_ours = case.promises.open().given().filter(owed_by=US)
    of_ours.filter(pk__in=[promise.pk for promise in keeps]).update(evidence=message)
    if draft:
        draft.delete()
    case.changed_at = at
    case.save(update_fields=["changed_at"])
    record("message.written", message, by=by, at=at, case=case, facts=(message,))
    return message


def _refuse_bad_answer(
    case: Case,
    html: str,
    next_word_at: datetime | None,
    *,
    solves: bool,
    at: datetime,
) -> None:
    if not html.strip():
        raise EmptyLetter(_("Write something first."))
    if missing := unfilled_words(html):
        raise SlotNotFilled(missing)
    if case.state == State.CLOSED:
        raise CaseIsClosed(_("This case is closed. Reopen it to write."))
    if next_word_at is None and not solves:
        raise NextWordMissing(_("Say when the client hears from you next."))
    if next_word_at is not None and next_word_at <= at:
        raise NextWordPassed(_("The next word must lie ahead."))


def _refuse_unread(case: Case, seen_through: datetime | None, by: User) -> None:
    """What others wrote meanwhile; and his own letter, sent from a page open beside this one."""
    if seen_through is None:
        return
    fresh = case.messages.filter(at__gt=seen_through, cancelled_at=None)
    if fresh.exclude(author=by).exists():
        raise SomethingNewCame(_("Something new came in while you were writing. Read it first."))
    if fresh.exclude(direction=Direction.NOTE).exists():
        raise SomethingNewCame(_("You have written from another window meanwhile. Read it first."))


def _refuse_beyond_silence(case: Case, next_word_at: datetime, by: User, at: datetime) -> None:
    limit = case.service_class.silence_due(at, case.pace)
    if next_word_at > limit:
        raise WordBeyondSilence(case, limit, by)


def _about_to_leave(case: Case, by: User, at: datetime) -> QuerySet[Message]:
    """His letters that can still be taken back: a second press of the button finds the first."""
    return Message.objects.filter(
        case=case,
        author=by,
        cancelled_at=None,
        delivery__attempts=0,
        delivery__next_at__gt=at,
    )


def _files_of(draft: Draft | None) -> list[File]:
    rows = draft.attachments.all() if draft else ()
    return [(row.name, row.type, store.get(row.file), row.content_id) for row in rows]


@transaction.atomic
def undo_answer(message: Message, *, by: User, at: datetime) -> Draft:
    """Take a letter back before it leaves; it is a draft again, with its files."""
    refuse_unless_allowed("answer_case", by)
    case = locked(message.case)
    if message.cancelled_at and (draft := Draft.objects.filter(user=by, case=case).first()):
        return draft
    if message.delivery is None or not cancel_delivery(message.delivery, by=by, at=at):
        raise TooLateToUndo(_("The letter has already left."))
    message.cancelled_at = at
    message.save(update_fields=["cancelled_at"])
    drop_message(message)
    draft, _made = Draft.objects.update_or_create(
        user=by,
        case=case,
        defaults={
            "html": message.html,
            "next_word_at": message.next_word_at,
            "question": message.question,
            "opened_at": at,
            "saved_at": at,
        },
    )
    Attachment.objects.filter(message=message).update(message=None, draft=draft)
    record("message.cancelled", message, by=by, at=at, case=case, facts=(message,))
    return draft


@transaction.atomic
def note_case(
    case: Case,
    *,
    html: str,
    files: Sequence[File] = (),
    level: str = Level.TEAM,
    keeps_draft: bool = False,
    seen_through: datetime | None = None,
    by: User,
    at: datetime,
) -> Message:
    """A note for colleagues, or for some of them. It never leaves, and it stops no clock.

    The same words, written since the page was drawn that sends them, are the same note.
    """
    refuse_unless_allowed("note_case", by)
    if not html.strip():
        raise EmptyLetter(_("Write something first."))
    if level not in dict(CHOSEN):
        raise LevelUnknown(_("Choose one of the levels in the list."))
    case = locked(case)
    if seen_through and not files:
        same = case.messages.filter(direction=Direction.NOTE, author=by, level=level, html=html)
        if twin := same.filter(at__gt=seen_through).first():
            return twin
    message = Message.objects.create(
        case=case,
        direction=Direction.NOTE,
        level=level,
        nature=Nature.HUMAN,
        channel="desk",
        author=by,
        at=at,
        html=html,
        text=_plain(html),
    )
    attach_files(files, message=message, by=by, at=at)
    enter_message(message, [file[0] for file in files])
    same_words = Q(html=html) if keeps_draft else Q(is_note=True) | Q(html=html)
    Draft.objects.filter(same_words, case=case, user=by).delete()
    case.changed_at = at
    case.save(update_fields=["changed_at"])
    record("note.written", message, by=by, at=at, case=case, facts=(message,))
    return message


def _plain(html: str) -> str:
    from slovo.lib.mail.htmltext import text_of_html

    return text_of_html(html)


@transaction.atomic
def still_on_it(
    case: Case,
    *,
    next_word_at: datetime | None = None,
    insists: bool = False,
    send_at: datetime | None = None,
    by: User,
    at: datetime,
) -> Message:
    """«Nothing new yet, still on it, next word by …»: a real word in one tap (R027)."""
    refuse_unless_allowed("answer_case", by)
    case = locked(case)
    if leaving := _about_to_leave(case, by, at).first():
        return leaving
    next_word_at = next_word_at or case.service_class.next_word_after(at, case.pace)
    with translation.override(language_of(case)):
        html = still_on_it_words(case, next_word_at)
    return answer_case(
        case,
        html=html,
        next_word_at=next_word_at,
        insists=insists,
        send_at=send_at,
        by=by,
        at=at,
    )
