"""A colleague, or the client, gives his word; the gate is asked before a date leaves the house."""

from datetime import datetime

from django.db import transaction
from django.template.defaultfilters import floatformat
from django.utils import translation
from django.utils.translation import gettext as _

from slovo.domain.cases.given import set_next
from slovo.domain.cases.locking import locked
from slovo.domain.cases.models import Case, Message, Promise
from slovo.domain.cases.models.promise import GIVEN, PERSON, US
from slovo.domain.clients.models import Person
from slovo.domain.journal.actors import Doer
from slovo.domain.journal.record import record
from slovo.domain.journal.refusal import Refusal
from slovo.domain.promises.gate import Fit, fit
from slovo.domain.promises.slips import keepable, slips
from slovo.domain.promises.standing import refuse_over, refuse_past, refuse_unable
from slovo.domain.staff.models import User
from slovo.domain.staff.rights import refuse_unless_allowed
from slovo.lib import moments


class TextMissing(Refusal):
    """A promise says what will be done."""


class UnknownKind(Refusal):
    """Only the house makes promises of its own kinds."""


class DoesNotFit(Refusal):
    """It needs more than is free until then. Carries minutes, and the earliest date that fits."""

    def __init__(self, sentence: str, found: Fit) -> None:
        self.needed, self.free = found.needed_minutes, found.free_minutes
        self.earliest = found.earliest
        super().__init__(sentence)


class DroppedMissing(Refusal):
    """His own history says it takes longer: an earlier date names what gives way (R140)."""

    def __init__(self, sentence: str, proposed: datetime) -> None:
        self.proposed = proposed
        super().__init__(sentence)


class OverrideNotYours(Refusal):
    """Only a principal promises beyond what fits."""


@transaction.atomic
def make_promise(  # noqa: PLR0913 - a promise has this many sides
    case: Case,
    *,
    text: str,
    kind: str,
    due_at: datetime,
    owner: User | None = None,
    effort_minutes: int | None = 0,
    person: Person | None = None,
    owed_by: str = US,
    wished_at: datetime | None = None,
    dropped: str = "",
    is_override: bool = False,
    message: Message | None = None,
    by: User,
    at: datetime,
) -> Promise:
    """Ours belongs to `owner` (else who makes it); `owed_by` the client it has no gate."""
    refuse_unless_allowed("make_promise", by)
    case = locked(case)
    promise = Promise(
        case=case,
        person=person or case.person,
        kind=kind,
        source=PERSON,
        owed_by=owed_by,
        owner=owner or by,
        text=" ".join(text.split())[:300],
        made_at=at,
        due_at=due_at,
        told_at=at,
        origin=message,
        effort_minutes=effort_minutes or None,
        wished_at=wished_at,
        dropped=dropped.strip()[:300],
    )
    _refuse_unclear(promise, at)
    known = _same(promise)
    if known is not None:
        return known
    if promise.is_ours:
        pass_gate(promise, is_override=is_override, by=by, at=at)
    return put_down(promise, by=by, at=at)


@transaction.atomic(savepoint=False)
def put_down(promise: Promise, *, by: Doer, at: datetime) -> Promise:
    """Write it, set its ladder, tell the journal."""
    case = promise.case
    set_next(promise, at)
    promise.save()
    case.changed_at = at
    case.save(update_fields=["changed_at"])
    record(
        "promise.made",
        promise,
        by=by,
        at=at,
        case=case,
        facts=(promise,),
        owed_by=promise.owed_by,
        owner=promise.owner_id,
        overridden=bool(promise.overridden_by_id),
    )
    return promise


def pass_gate(
    promise: Promise,
    *,
    is_override: bool,
    without: Promise | None = None,
    by: User,
    at: datetime,
) -> None:
    """Raises what stands against the date: capacity first, then his own history.

    A principal may promise what does not fit: then the promise bears his name.
    """
    owner = promise.owner or by
    found = fit(owner, promise.effort_minutes, promise.due_at, at, without)
    if is_override and not by.may("promise_beyond_capacity"):
        raise OverrideNotYours(_("Only a principal promises beyond what fits."))
    if found.fits:
        _refuse_hopeful(promise, owner, found, is_override=is_override)
    elif is_override:
        promise.overridden_by = by
    else:
        raise DoesNotFit(_does_not_fit(found, owner), found)


def refuse_beyond_capacity(
    owner: User,
    effort_minutes: int | None,
    due_at: datetime,
    at: datetime,
    without: Promise | None = None,
) -> None:
    """Raises `DoesNotFit`: a date that cannot be kept is not offered to the client either."""
    found = fit(owner, effort_minutes, due_at, at, without)
    if not found.fits:
        raise DoesNotFit(_does_not_fit(found, owner), found)


def _refuse_hopeful(promise: Promise, owner: User, found: Fit, *, is_override: bool) -> None:
    """Sooner than he ever keeps his dates: then something gives way, and he says what."""
    if is_override or promise.dropped:
        return
    late = slips(owner, promise.kind)
    if not late.is_enough or not late.days_for_80:
        return
    date = keepable(owner, late, found.earliest, promise.wished_at)
    if date is not None and promise.due_at < date:
        sentence = _(
            "%(within)d of the last %(count)d such promises came within %(days)d days after their "
            "date. Promise %(date)s, or say what will be dropped."
        )
        words = {"within": late.within, "count": late.count, "days": late.days_for_80}
        raise DroppedMissing(sentence % {**words, "date": _date(date, owner)}, date)


def _refuse_unclear(promise: Promise, at: datetime) -> None:
    if not promise.text:
        raise TextMissing(_("Write what is promised."))
    if promise.kind not in GIVEN:
        raise UnknownKind(_("Choose what kind of promise it is."))
    refuse_past(promise.due_at, at)
    refuse_over(promise.case)
    refuse_unable(promise.owner)


def _same(promise: Promise) -> Promise | None:
    """The same word given twice at the same instant or a second press later is one promise."""
    twins = (
        promise.case.promises.open()
        .given()
        .filter(
            person=promise.person,
            owner=promise.owner,
            owed_by=promise.owed_by,
            kind=promise.kind,
            text=promise.text,
            due_at=promise.due_at,
        )
    )
    return twins.order_by("pk").first()


def _does_not_fit(found: Fit, owner: User) -> str:
    hours = {"needed": _hours(found.needed_minutes), "free": _hours(found.free_minutes)}
    if found.earliest is None:
        sentence = _("It needs %(needed)s h with the buffer, and no day of the year to come fits.")
        return sentence % hours
    sentence = _(
        "It needs %(needed)s h with the buffer, and %(free)s h are free until then. "
        "The earliest date that can be kept: %(date)s."
    )
    return sentence % {**hours, "date": _date(found.earliest, owner)}


def _hours(minutes: int) -> str:
    return floatformat(minutes / 60)


def _date(at: datetime, owner: User) -> str:
    return moments.moment(at, owner.zone, translation.get_language() or owner.language)
