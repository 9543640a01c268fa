"""What the telephone system tells of a call, in whatever order and however often."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from slovo.domain.calls.actions.answering import call_back, try_call
from slovo.domain.calls.actions.missing import OLDEST, note_missed_call
from slovo.domain.calls.callers import Callers
from slovo.domain.calls.models import Call, Course, MissedCall
from slovo.domain.clients.actions.people import meet_person
from slovo.domain.clients.models import Person
from slovo.domain.journal.actors import HOUSE, Doer
from slovo.domain.journal.record import record
from slovo.domain.journal.refusal import Refusal
from slovo.domain.staff.rights import refuse_unless_allowed

CLOCKS_APART = timedelta(minutes=2)  # how far ahead of ours the clock of another machine may be


class CallUnclear(Refusal):
    """A call rings, is answered and ends, in this order, lately, and has a number of its own."""


@dataclass(frozen=True, slots=True)
class Told:
    """One call as another machine says it. `line`: a colleague's extension or mail address."""

    uid: str
    course: str
    number: str
    started_at: datetime
    answered_at: datetime | None = None
    ended_at: datetime | None = None
    line: str = ""
    name: str = ""
    recording: str = ""


@transaction.atomic
def report_call(told: Told, *, by: Doer, at: datetime) -> Call | None:
    """Told again, it is the same call, and what was not known is added.

    Nothing is kept of a call inside the house, of a hidden number, and of a number that we dialled
    and nobody here has: those are no clients.
    """
    refuse_unless_allowed("report_call", by)
    told = _checked(told, at)
    try:
        with transaction.atomic():
            return _take(told, by=by, at=at)
    except IntegrityError:  # told in two places at once, and the other was a moment before us
        return _take(told, by=by, at=at)


def _take(told: Told, *, by: Doer, at: datetime) -> Call | None:
    callers = Callers()
    number = callers.whole(told.number)
    known = Call.objects.select_for_update(of=("self",)).filter(uid=told.uid).first()
    person = known.person.kept if known else _person(told, number, callers, at)
    if person is None:
        return None
    call = known or Call(uid=told.uid, person=person, number=number, told_at=at)
    before = _sides(call)
    _add(call, told, callers)
    if known and _sides(call) == before:
        return call
    if call.ended_at and call.answered_at and call.ended_at < call.answered_at:
        call.ended_at = call.answered_at
    call.save()
    _act_on(call, person, at)
    record(
        "call.told",
        call,
        by=by,
        at=at,
        case=call.missed.case if call.missed else None,
        person=person.pk,
        course=call.course,
        outcome=call.outcome,
    )
    return call


def _checked(told: Told, at: datetime) -> Told:
    """Moments a little ahead of our clock are now."""
    times = [told.started_at, told.answered_at, told.ended_at]
    if not told.uid.strip() or told.course not in Course.values:
        raise CallUnclear(_("Say which call it is, and who phoned: “in” or “out”."))
    if told.recording and not told.recording.startswith(("https://", "http://")):
        raise CallUnclear(_("A recording is named by its address, beginning with https://."))
    known = [each for each in times if each is not None]
    if known != sorted(known) or known[-1] > at + CLOCKS_APART:
        raise CallUnclear(_("A call rings, is answered and ends, in this order, and not later."))
    if told.started_at < at - OLDEST:
        raise CallUnclear(_("A call older than a week comes in as a table."))
    started_at, answered_at, ended_at = (min(each, at) if each else None for each in times)
    return Told(
        uid=told.uid.strip()[:200],
        course=told.course,
        number=told.number,
        started_at=started_at or told.started_at,
        answered_at=answered_at,
        ended_at=ended_at,
        line=told.line.strip()[:120],
        name=told.name.strip(),
        recording=told.recording.strip()[:500],
    )


def _person(told: Told, number: str, callers: Callers, at: datetime) -> Person | None:
    """Whoever phones us and is unknown is a new person, as with a stranger's letter."""
    found = callers.person(number) if number else None
    is_over = told.answered_at or told.ended_at
    if found or not number or told.course == Course.OUT or not is_over:
        return found
    return meet_person(full_name=told.name or number, phone=number, by=HOUSE, at=at)


def _add(call: Call, told: Told, callers: Callers) -> None:
    call.course = call.course or told.course
    call.started_at = min(call.started_at or told.started_at, told.started_at)
    call.answered_at = call.answered_at or told.answered_at
    call.ended_at = call.ended_at or told.ended_at
    call.recording = call.recording or told.recording
    colleague = callers.colleague(told.line)
    if call.user is None and colleague:
        call.user, call.line = colleague, told.line
    call.line = call.line or told.line


def _sides(call: Call) -> tuple[object, ...]:
    return (
        call.course,
        call.started_at,
        call.answered_at,
        call.ended_at,
        call.recording,
        call.line,
        call.user_id,
    )


def _act_on(call: Call, person: Person, at: datetime) -> None:
    """A missed one sets off the chain; a talk ends it for all that were missed before."""
    if call.is_missed and call.missed is None:
        call.missed = note_missed_call(person, missed_at=call.started_at, by=HOUSE, at=at)
        call.save(update_fields=["missed"])
        talks = Call.objects.talked().filter(person=person, answered_at__gte=call.started_at)
        for talk in talks.order_by("answered_at", "pk").select_related("user"):
            _settle(talk, person, at)
    elif call.answered_at and call.user:
        _settle(call, person, at)
    elif call.outcome == "not_reached" and call.user:
        for missed in _waiting(person, call.started_at):
            try_call(missed, by=call.user, at=at)


def _settle(call: Call, person: Person, at: datetime) -> None:
    for missed in _waiting(person, call.answered_at or at):
        by = call.user
        if by is not None:
            call.answers = call_back(missed, talked_at=call.answered_at, by=by, at=at)
            call.word = call.answers.word
    call.save(update_fields=["answers", "word"])


def _waiting(person: Person, until: datetime) -> list[MissedCall]:
    waiting = MissedCall.objects.waiting().filter(person=person, missed_at__lte=until)
    return list(waiting.select_related("case", "person"))
