"""Every date in a letter is tied to a promise that passed the gate, or said to be none (R087)."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db import transaction
from django.utils.html import linebreaks
from django.utils.translation import gettext as _

from slovo.domain.cases.actions.answering import answer_case
from slovo.domain.cases.actions.closing import solve_case
from slovo.domain.cases.actions.waiting import wait_for_client
from slovo.domain.cases.locking import locked
from slovo.domain.cases.models import Case, Message, Promise
from slovo.domain.journal.record import record
from slovo.domain.journal.refusal import Refusal
from slovo.domain.promises.actions.making import make_promise
from slovo.domain.promises.dates import LONGEST, WrittenDate, dates_in, words_of
from slovo.domain.promises.models import FoundDate
from slovo.domain.staff.models import User
from slovo.domain.staff.rights import refuse_unless_allowed


class DatesUndecided(Refusal):
    """The letter names dates, and nobody has said whether they are promises: he is asked once."""

    def __init__(self, sentence: str, dates: list[WrittenDate]) -> None:
        self.dates = dates
        super().__init__(sentence)


class NoSuchDate(Refusal):
    """A decision about a date that does not stand in the letter."""


class DateIsSettled(Refusal):
    """It is a promise already, or was said to be none."""


@dataclass(frozen=True, slots=True)
class Said:
    """What its author says of one date of his letter: `promise` holds the sides of a promise.

    Without them it is not a promise. `words` are the date as the letter has it.
    """

    words: str
    promise: Mapping[str, Any] | None = None


@transaction.atomic
def send_answer(
    case: Case,
    *,
    html: str,
    leaves_dates: bool = False,
    solves: bool = False,
    said: Iterable[Said] = (),
    by: User,
    at: datetime,
    **sides: Any,
) -> Message:
    """As `answer_case` or `solve_case`; dates that nobody decided about are asked about first."""
    refuse_unless_allowed("answer_case", by)
    _decide(case, html, said, by, at)
    if not leaves_dates:
        _refuse_undecided(case, html, sides.get("next_word_at"), by, at)
    if solves:
        return solve_case(case, html=html, by=by, at=at, **sides)
    return answer_case(case, html=html, by=by, at=at, **sides)


@transaction.atomic
def send_question(
    case: Case, *, question: str, said: Iterable[Said] = (), by: User, at: datetime, **sides: Any
) -> Message:
    """As `wait_for_client`; of its dates it is said at once which are promises."""
    refuse_unless_allowed("wait_for_client", by)
    _decide(case, linebreaks(question, autoescape=True), said, by, at)
    return wait_for_client(case, question=question, by=by, at=at, **sides)


@transaction.atomic
def set_draft_date_aside(
    case: Case, *, words: str, due_at: datetime, by: User, at: datetime
) -> FoundDate:
    """«Not a promise», remembered for the letter being written and these words."""
    refuse_unless_allowed("answer_case", by)
    return set_date_aside(_noted(case, words, due_at, by, at), by=by, at=at)


@transaction.atomic
def promise_draft_date(
    case: Case, *, words: str, found_at: datetime, by: User, at: datetime, **sides: Any
) -> Promise:
    """Make a promise of a date that is being written; `sides` are those of `make_promise`."""
    refuse_unless_allowed("make_promise", by)
    return promise_date(_noted(case, words, found_at, by, at), by=by, at=at, **sides)


@transaction.atomic
def set_date_aside(found: FoundDate, *, by: User, at: datetime) -> FoundDate:
    """Somebody says: this date is not a promise."""
    refuse_unless_allowed("answer_case", by)
    found = _latest(found)
    if found.aside_at:
        return found
    if found.promise_id:
        raise DateIsSettled(_("A promise stands on this date already."))
    found.aside_at, found.settled_by, found.next_at = at, by, None
    found.save()
    record("date.set_aside", found, by=by, at=at, case=found.case, message=found.message_id)
    return found


@transaction.atomic
def set_lines_aside(message: Message, *, lines: str, by: User, at: datetime) -> None:
    """Lines that offer to choose from, or tell a rule of ours: their dates are no promises."""
    case, text, lines = message.case, words_of(message.html), " ".join(lines.split())
    for date in dates_in(text, case, by, next_word_at=message.next_word_at, at=at):
        if date.is_open and date.sentence in lines:
            set_date_aside(_noted(case, date.words, date.due_at, by, at, message), by=by, at=at)


@transaction.atomic
def promise_date(found: FoundDate, *, by: User, at: datetime, **sides: Any) -> Promise:
    """Through the gate like every promise; the words may say another date than can be kept."""
    refuse_unless_allowed("make_promise", by)
    found = _latest(found)
    if found.promise is not None:
        return found.promise
    if found.aside_at and found.message_id:
        raise DateIsSettled(_("Somebody has said that this is not a promise."))
    promise = make_promise(found.case, message=found.message, by=by, at=at, **sides)
    found.promise, found.settled_by = promise, by
    found.aside_at = found.next_at = None
    found.save()
    record(
        "date.promised",
        found,
        by=by,
        at=at,
        case=found.case,
        message=found.message_id,
        promise=promise.pk,
    )
    return promise


def _decide(case: Case, html: str, said: Iterable[Said], by: User, at: datetime) -> None:
    """Each named date of the letter becomes a promise or is set aside; all or none."""
    written = {date.words: date for date in dates_in(words_of(html), case, by, at=at)}
    for one in said:
        words = " ".join(one.words.split())
        if words not in written:
            raise NoSuchDate(_("The letter does not say “%(words)s”.") % {"words": one.words})
        found = _noted(case, words, written[words].due_at, by, at)
        if one.promise is None:
            set_date_aside(found, by=by, at=at)
        else:
            sides = {"text": written[words].sentence, "due_at": found.due_at, **one.promise}
            promise_date(found, by=by, at=at, **sides)


def _refuse_undecided(
    case: Case, html: str, next_word_at: datetime | None, by: User, at: datetime
) -> None:
    dates = dates_in(words_of(html), case, by, next_word_at=next_word_at, at=at)
    undecided = [date for date in dates if date.is_open]
    if undecided:
        sentence = _("You wrote a date: %(words)s. Is it a promise?")
        if len(undecided) > 1:
            sentence = _("You wrote dates: %(words)s. Are they promises?")
        named = ", ".join(_("“%(words)s”") % {"words": date.words} for date in undecided)
        raise DatesUndecided(sentence % {"words": named}, undecided)


def _noted(  # noqa: PLR0917 - what is known of a date
    case: Case,
    words: str,
    due_at: datetime,
    by: User,
    at: datetime,
    message: Message | None = None,
) -> FoundDate:
    found, _made = FoundDate.objects.get_or_create(
        case=locked(case),
        author=by,
        message=message,
        words=" ".join(words.split())[:LONGEST],
        defaults={"due_at": due_at, "found_at": at},
    )
    return found


def _latest(found: FoundDate) -> FoundDate:
    case = locked(found.case)
    fresh = FoundDate.objects.select_for_update(of=("self",)).select_related("promise")
    latest = fresh.get(pk=found.pk)
    latest.case = case
    return latest
