from collections.abc import Sequence
from datetime import datetime, timedelta

from django.conf import settings
from django.db import transaction

from slovo.domain.cases.actions.after_hours import say_who_was_told, tell_duty
from slovo.domain.cases.actions.alerting import alert, audience
from slovo.domain.cases.actions.attaching import File, attach_files
from slovo.domain.cases.actions.clocks import darkness, start_clock
from slovo.domain.cases.actions.ending import confirm_solved
from slovo.domain.cases.actions.receipting import send_receipt
from slovo.domain.cases.actions.reopening import resume_case
from slovo.domain.cases.locking import locked
from slovo.domain.cases.models import Case, Message, Stamp
from slovo.domain.cases.models.case import State
from slovo.domain.cases.models.message import Direction, Nature
from slovo.domain.cases.models.promise import Kind
from slovo.domain.cases.search.entering import enter_message
from slovo.domain.clients.models import Person
from slovo.domain.journal.actors import Doer
from slovo.domain.journal.record import record
from slovo.domain.post.models import RawLetter
from slovo.domain.staff.models import User
from slovo.domain.standards.models import Pace
from slovo.lib.rows import first, insert_all, update_changed
from slovo.lib.thanks import is_thanks, is_yes

PHONE, PAGE = "phone", "portal"
AGAIN_WITHIN = timedelta(minutes=1)


@transaction.atomic(savepoint=False)
def hear_message(  # noqa: PLR0913 - a letter has this many sides
    case: Case,
    *,
    person: Person | None,
    text: str,
    channel: str,
    quoted_text: str = "",
    html: str = "",
    subject: str = "",
    language: str = "",
    message_id: str = "",
    in_reply_to: str = "",
    references: str = "",
    nature: str = Nature.HUMAN,
    sender: str = "",
    raw: RawLetter | None = None,
    heard_at: datetime | None = None,
    files: Sequence[File] = (),
    is_history: bool = False,
    forwarded_by: User | None = None,
    is_new: bool = False,
    by: Doer,
    at: datetime,
) -> Message:
    """A word from the client, or from a machine in his name, which touches nothing (law 5).

    `is_new`: the case was opened for it in this transaction, so nothing stands or runs in it yet.
    """
    case = case if is_new else locked(case)
    is_named = message_id and not is_new
    known = first(Message, case_id=case.pk, message_id=message_id) if is_named else None
    if known:
        return known
    heard_at = min(heard_at or at, at)
    if channel == PAGE and (twin := _pressed_twice(case, person, text, files, heard_at)):
        return twin
    message = Message(
        case=case,
        direction=Direction.IN,
        nature=nature,
        channel=channel,
        person=person,
        sender=sender,
        forwarded_by=forwarded_by,
        at=heard_at,
        subject=subject[:300],
        text=text,
        quoted_text=quoted_text,
        html=html,
        language=language,
        message_id=message_id[:500],
        in_reply_to=in_reply_to[:500],
        references=references,
        raw=raw,
    )
    is_chaser = nature == Nature.HUMAN and not is_history and _is_chaser(case, heard_at)
    message.chased_at = heard_at if is_chaser else None
    insert_all([message])
    attach_files(files, message=message, by=by, at=at)
    enter_message(message, [file[0] for file in files], is_first=case.heard_at is None)
    if nature != Nature.HUMAN or is_history:
        record("message.heard", message, by=by, at=at, case=case, facts=(message,), nature=nature)
        return message
    _take_notice(case, message, is_new=is_new, by=by, at=at)
    return message


def _pressed_twice(
    case: Case, person: Person | None, text: str, files: Sequence[File], at: datetime
) -> Message | None:
    """The same words with the same files, sent by a second press of the button."""
    since = at - AGAIN_WITHIN
    lately = case.messages.filter(person=person, channel=PAGE, text=text, at__gte=since)
    given = sorted((name, len(content)) for name, _type, content, _id in files)
    kept = ((one, one.attachments.values_list("name", "size")) for one in lately.order_by("pk"))
    return next((one for one, rows in kept if sorted(rows) == given), None)


def _is_chaser(case: Case, heard_at: datetime) -> bool:
    """A second word before ours came; two within ten minutes are one (R024, M5)."""
    if case.state != State.ON_US or case.waits_since is None or case.heard_at is None:
        return False
    return heard_at - case.heard_at > timedelta(minutes=settings.AFTERTHOUGHT_MINUTES)


def _grow_graver(case: Case, chaser: Message) -> None:
    case.chased_at = case.chased_at or chaser.at
    case.severity_client = min(case.severity_client + 1, Pace.CRITICAL)
    case.pace = max(case.severity_client, case.severity_ours)


def _take_notice(case: Case, message: Message, *, is_new: bool, by: Doer, at: datetime) -> None:
    is_first = case.heard_at is None
    case.heard_at = max(case.heard_at or message.at, message.at)
    if case.state in (State.SOLVED, State.CLOSED) and is_thanks(message.text):
        _note_down(case, message, None, by=by, at=at)
        return
    if case.state == State.SOLVED and is_yes(message.text):
        _note_down(case, message, None, by=by, at=at)
        confirm_solved(case, by=by, at=at)
        return
    if case.state != State.ON_US:
        resume_case(case, heard_at=message.at, by=by, at=at)
        case.refresh_from_db()
        case.heard_at = message.at
    case.waits_since = case.waits_since or message.at
    if message.chased_at:
        _grow_graver(case, message)
    stamp = Stamp(case=case, at=message.at, kind="heard", message=message)
    insert_all([stamp])
    _owe_answer(case, message, is_new=is_new, by=by, at=at)
    _note_down(case, message, stamp, by=by, at=at)
    if message.chased_at:
        alert(case, audience(case, "principal"), why="chased", by=by, at=at)
    if message.channel != PHONE:  # whoever notes a call says who calls back, and tells the owner
        _say_that_it_came(case, message, is_first=is_first, by=by, at=at)


def _say_that_it_came(
    case: Case, message: Message, *, is_first: bool, by: Doer, at: datetime
) -> None:
    """To the client by whom he is heard; to whoever is on duty, and to the owner."""
    if is_first:
        send_receipt(case, by=by, at=at)
    on_duty = tell_duty(case, why="late_word", by=by, at=at)
    if is_first:
        return
    say_who_was_told(case, on_duty, by=by, at=at)
    if message.chased_at is None:
        known = {user.pk for user in on_duty}
        owners = [user for user in audience(case, "owner") if user.pk not in known]
        alert(case, owners, why="wrote_again", by=by, at=at)


def _owe_answer(case: Case, message: Message, *, is_new: bool, by: Doer, at: datetime) -> None:
    due_at = case.service_class.first_answer_due(message.at, case.pace)
    kind = Kind.FIRST_ANSWER if case.first_answered_at is None else Kind.ANSWER
    clock = start_clock(
        case,
        kind,
        due_at=due_at,
        made_at=message.at,
        person=message.person,
        is_new=is_new,
        by=by,
        at=at,
    )
    if kind == Kind.FIRST_ANSWER and case.first_answer_due_at is None:
        case.first_answer_due_at = clock.due_at
        case.next_word_at = clock.due_at


def _note_down(
    case: Case, message: Message, stamp: Stamp | None, *, by: Doer, at: datetime
) -> None:
    case.dark_at = darkness(case)
    case.changed_at = at
    update_changed(case)
    facts = (case, message) if stamp is None else (case, message, stamp)
    record(
        "message.heard",
        message,
        by=by,
        at=at,
        case=case,
        facts=facts,
        chaser=bool(message.chased_at),
    )
