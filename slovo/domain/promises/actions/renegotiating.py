"""A date moves only with the client's yes, and only while it is not yet broken (R110, M1)."""

from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from slovo.domain.cases.actions.alerting import alert
from slovo.domain.cases.models import Message, Promise
from slovo.domain.cases.models.promise import Outcome
from slovo.domain.journal.actors import Doer
from slovo.domain.journal.record import record
from slovo.domain.journal.refusal import Refusal
from slovo.domain.promises.actions.ending import latest
from slovo.domain.promises.actions.making import (
    pass_gate,
    put_down,
)
from slovo.domain.promises.standing import refuse_ended, refuse_late, refuse_past, refuse_unable
from slovo.domain.staff.models import User
from slovo.domain.staff.rights import refuse_unless_allowed


class ConsentMissing(Refusal):
    """Without the client's recorded yes a date does not move."""


@transaction.atomic
def renegotiate_promise(  # noqa: PLR0913 - an agreement has this many sides
    promise: Promise,
    *,
    due_at: datetime,
    consent: str,
    message: Message | None = None,
    effort_minutes: int | None = None,
    dropped: str = "",
    is_override: bool = False,
    by: User,
    at: datetime,
) -> Promise:
    """The old promise ends as renegotiated; the new one, through the same gate, replaces it.

    `effort_minutes` is the work that is left; None when all of it is.
    """
    refuse_unless_allowed("renegotiate_promise", by)
    old = latest(promise)
    again = old.replaced_by.filter(due_at=due_at).first()
    if again is not None:
        return again
    refuse_late(old, at)
    _refuse_unagreed(due_at, consent, at)
    new = _anew(old, due_at, consent, message, effort_minutes, at)
    new.dropped = dropped.strip()[:300]
    if new.is_ours:
        pass_gate(new, is_override=is_override, without=old, by=by, at=at)
    return _replace(old, new, by=by, at=at)


@transaction.atomic
def accept_offered_date(
    promise: Promise,
    *,
    due_at: datetime,
    consent: str,
    message: Message | None = None,
    effort_minutes: int | None = None,
    by: Doer,
    at: datetime,
) -> Promise:
    """The client takes a date that passed the gate when it was offered to him with bad news.

    Before the old due the promise is renegotiated; from then on it is broken, and a new one given.
    """
    refuse_unless_allowed("renegotiate_promise", by)
    old = latest(promise)
    again = old.replaced_by.filter(due_at=due_at).first()
    if again is not None:
        return again
    refuse_ended(old)
    if not consent.strip():
        raise ConsentMissing(_("Write down the client’s yes to the new date, in his words."))
    return _replace(old, _anew(old, due_at, consent, message, effort_minutes, at), by=by, at=at)


def _replace(old: Promise, new: Promise, *, by: Doer, at: datetime) -> Promise:
    outcome = Outcome.RENEGOTIATED if at < old.due_at else Outcome.BROKEN
    old.ended_at, old.outcome, old.next_at = at, outcome, None
    old.consent = new.consent
    old.save()
    put_down(new, by=by, at=at)
    record(
        f"promise.{outcome}",
        old,
        by=by,
        at=at,
        case=old.case,
        facts=(old,),
        replaced_by=new.pk,
        old=old.due_at.isoformat(),
        new=new.due_at.isoformat(),
        seconds_early=int((old.due_at - at).total_seconds()),
    )
    return new


def _refuse_unagreed(due_at: datetime, consent: str, at: datetime) -> None:
    if not consent.strip():
        raise ConsentMissing(_("Write down the client’s yes to the new date, in his words."))
    refuse_past(due_at, at)


def _anew(  # noqa: PLR0917 - the sides of what replaces it
    old: Promise,
    due_at: datetime,
    consent: str,
    message: Message | None,
    effort_minutes: int | None,
    at: datetime,
) -> Promise:
    """`effort_minutes` None: all of the work is still to be done."""
    left = old.effort_minutes if effort_minutes is None else effort_minutes
    return Promise(
        case=old.case,
        person=old.person,
        kind=old.kind,
        source=old.source,
        owed_by=old.owed_by,
        owner=old.owner,
        text=old.text,
        made_at=at,
        due_at=due_at,
        told_at=at,
        effort_minutes=left or None,
        consent=consent.strip()[:500],
        origin=message,
        replaces=old,
    )


@transaction.atomic
def pass_promise(promise: Promise, *, to: User, by: User, at: datetime) -> Promise:
    """A colleague takes it over as it stands: its date was told, so it does not move."""
    refuse_unless_allowed("pass_promise", by)
    promise = latest(promise)
    refuse_ended(promise)
    if promise.owner_id == to.pk:
        return promise
    refuse_unable(to)
    before, promise.owner = promise.owner_id, to
    promise.save(update_fields=["owner"])
    case = promise.case
    refs = {"before": before, "after": to.pk}
    record("promise.passed", promise, by=by, at=at, case=case, facts=(promise,), **refs)
    alert(case, [to], why="promise_yours_now", promise=promise, by=by, at=at)
    return promise
