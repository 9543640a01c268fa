"""Dates that left the house without a decision: looked at within four hours, or we are told."""

from datetime import datetime, timedelta

from django.db import transaction

from slovo.domain.cases.actions.alerting import Roster, alert
from slovo.domain.cases.locking import locked
from slovo.domain.cases.models import Message
from slovo.domain.cases.models.message import Direction, Nature
from slovo.domain.journal.actors import Doer
from slovo.domain.journal.record import record
from slovo.domain.promises.dates import WrittenDate, dates_in, words_of
from slovo.domain.promises.models import FoundDate
from slovo.domain.staff.models import User

WITHIN = timedelta(hours=4)


@transaction.atomic(savepoint=False)
def list_dates(message: Message, *, by: Doer, at: datetime) -> None:
    """The letter has left: what was decided about its dates stays with it, the rest is listed."""
    author = message.author
    is_ours = message.direction == Direction.OUT and message.nature == Nature.HUMAN
    if author is None or not is_ours:
        return
    noted = FoundDate.objects.filter(message=message)
    if noted.filter(review_by__isnull=False).exists():
        review_by = at + WITHIN
        noted.filter(promise=None, aside_at=None).update(review_by=review_by, next_at=review_by)
        return
    text, case = words_of(message.html), message.case
    dates = dates_in(text, case, author, next_word_at=message.next_word_at, at=message.at)
    said = set(noted.values_list("words", flat=True))
    _keep_decisions(message, author, said)
    for date in dates:
        if date.is_open and date.words not in said:
            _list(message, author, date, by=by, at=at)


def _keep_decisions(message: Message, author: User, said: set[str]) -> None:
    """`said`: words of which the letter itself brought the decision."""
    draft = FoundDate.objects.in_draft(message.case, author)
    decided = draft.exclude(words__in=said)
    for found in decided.select_related("promise").order_by("pk"):
        if found.promise and found.promise.origin_id is None:
            found.promise.origin = message
            found.promise.save(update_fields=["origin"])
    decided.update(message=message)


def _list(message: Message, author: User, date: WrittenDate, *, by: Doer, at: datetime) -> None:
    found = FoundDate.objects.create(
        case=message.case,
        author=author,
        message=message,
        words=date.words,
        due_at=date.due_at,
        found_at=at,
        review_by=at + WITHIN,
        next_at=at + WITHIN,
    )
    record("date.listed", found, by=by, at=at, case=message.case, message=message.pk)


@transaction.atomic
def alert_of_date(found: FoundDate, *, by: Doer, at: datetime) -> bool:
    """Four hours are over and nobody has looked: the principal is told, once."""
    case = locked(found.case)
    fresh = FoundDate.objects.select_for_update(of=("self",)).select_related("message")
    found = fresh.get(pk=found.pk)
    if found.next_at is None or found.next_at > at:
        return False
    found.next_at = None
    found.save(update_fields=["next_at"])
    is_told = found.message is not None and found.message.delivered_at is not None
    if found.is_open and is_told:
        record("date.unreviewed", found, by=by, at=at, case=case, message=found.message_id)
        alert(case, Roster().audience(case, "principal"), why="date_unreviewed", by=by, at=at)
    return True
