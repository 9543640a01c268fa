"""When we meet; the client is not let come for nothing, nor surprised by his clock (R022)."""

from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from django.db import transaction
from django.utils.translation import gettext as _

from slovo.domain.cases.actions.beginning import matter_of
from slovo.domain.cases.actions.outgoing import send_house_words
from slovo.domain.cases.models import Case
from slovo.domain.cases.wordings import language_of
from slovo.domain.delivery.actions.inviting import tell_client
from slovo.domain.delivery.invites import Change
from slovo.domain.delivery.models import Appointment, Meeting, Repeats, Side
from slovo.domain.delivery.wordings import words_of
from slovo.domain.engagements.models import Engagement
from slovo.domain.journal.actors import Doer
from slovo.domain.journal.record import record
from slovo.domain.journal.refusal import Refusal
from slovo.domain.staff.models import Firm, User
from slovo.domain.staff.rights import refuse_unless_allowed
from slovo.lib import moments

A_WEEK = timedelta(days=7)
MORNING = time(9)


class AppointmentUnclear(Refusal):
    """What, when, how long."""


class AppointmentPassed(Refusal):
    """One cannot agree on a time that is over."""


@transaction.atomic
def make_appointment(  # noqa: PLR0913 - when, where, on whose clock, and what it needs
    engagement: Engagement,
    *,
    title: str,
    day: date,
    start: time,
    side: str = Side.OURS,
    minutes: int = 60,
    place: str = "",
    repeats: str = "",
    until: date | None = None,
    travel_minutes: int = 0,
    needs: str = "",
    bring: str = "",
    owner: User | None = None,
    told_how: str = "",
    by: User,
    at: datetime,
) -> Appointment:
    """`side`: whose clock it keeps to. The keeper asks whether what it `needs` is ready.

    The client is told at once by letter, unless `told_how` says how a colleague told him.
    """
    refuse_unless_allowed("save_appointment", by)
    known_repeat = not repeats or repeats in Repeats.values
    if not title.strip() or minutes < 1 or side not in Side.values or not known_repeat:
        raise AppointmentUnclear(_("Say what it is about, when, and for how long."))
    case = matter_of(engagement, by=by, at=at)
    zone = _zone_of(side, case)
    sides = {"title": title.strip(), "day": day, "time": start, "zone": zone, "repeats": repeats}
    twin = engagement.appointments.filter(cancelled_at=None, **sides).first()
    if twin:
        return twin
    found = Appointment(
        engagement=engagement,
        case=case,
        side=side,
        minutes=minutes,
        place=place.strip(),
        until=until,
        travel_minutes=travel_minutes,
        needs=needs.strip(),
        bring=bring.strip(),
        owner=owner or engagement.handler,
        made_at=at,
        **sides,
    )
    _begin(found, told_how, by=by, at=at)
    return found


@transaction.atomic(savepoint=False)
def _begin(found: Appointment, told_how: str, *, by: User, at: datetime) -> None:
    starts_at = next(found.starts_after(at), None)
    if starts_at is None:
        raise AppointmentPassed(_("This time is over. Choose one that lies ahead."))
    found.next_at = clock_word_at(found, at)
    found.save()
    change = Change("appointment_made", starts_at)
    facts = tell_client(found, change, how=told_how, by=by, at=at)
    case = found.case
    record("appointment.made", found, by=by, at=at, case=case, facts=facts, repeats=found.repeats)
    _plan_next(found, at, by=by, at=at)


def _zone_of(side: str, case: Case) -> str:
    firm = Firm.current()
    return case.zone if side == Side.CLIENT or firm is None else firm.zone


@transaction.atomic
def pass_appointment(appointment: Appointment, *, to: User, by: User, at: datetime) -> Appointment:
    """Another colleague goes there and sees that what it needs is ready."""
    refuse_unless_allowed("save_appointment", by)
    if Appointment.objects.filter(pk=appointment.pk).exclude(owner=to).update(owner=to):
        appointment.owner = to
        record("appointment.passed", appointment, by=by, at=at, case=appointment.case, owner=to.pk)
    return appointment


@transaction.atomic
def tell_clock_change(appointment: Appointment, *, by: Doer, at: datetime) -> bool:
    """A week before clocks change, he whose meetings move is told his new time (practice 34)."""
    rows = Appointment.objects.select_for_update(of=("self",))
    found = rows.select_related("case__person", "case__service_class__calendar").get(
        pk=appointment.pk
    )
    if found.next_at is None or found.next_at > at:
        return False
    shift = found.shift_after(at)
    message = None
    if shift and shift[0] != found.told_of and _week_before(shift[0], found) <= at:
        message = _write_shift(found, shift[1], shift[2], by=by, at=at)
        found.told_of = shift[0]
    found.next_at = clock_word_at(found, shift[2] if message and shift else at)
    found.save(update_fields=["told_of", "next_at"])
    if message is None:
        return False
    record("appointment.shifted", found, by=by, at=at, case=found.case, facts=(message,))
    return True


def _write_shift(
    found: Appointment, before: datetime, after: datetime, *, by: Doer, at: datetime
) -> object:
    case = found.case
    language = language_of(case)
    words = words_of(
        case,
        "clock_change",
        at,
        title=found.title,
        day=moments.day(after, case.zone, language, now=at),
        new=f"{moments.hour(after, case.zone)} ({moments.offset_of(after, case.zone)})",
        old=moments.hour(before, case.zone),
    )
    return send_house_words(case, wording="clock_change", words=words, by=by, at=at)


def clock_word_at(found: Appointment, after: datetime) -> datetime | None:
    """When the keeper speaks of the next change of clocks; never, if it moves nothing."""
    shift = found.shift_after(after)
    return _week_before(shift[0], found) if shift else None


def _week_before(change: datetime, found: Appointment) -> datetime:
    """Nine in the morning of the client, seven days before."""
    zone = ZoneInfo(found.case.zone)
    day = change.astimezone(zone).date() - A_WEEK
    return datetime.combine(day, MORNING, zone).astimezone(change.tzinfo)


def _plan_next(found: Appointment, after: datetime, *, by: Doer, at: datetime) -> Meeting | None:
    starts_at = next(found.starts_after(after), None)
    if starts_at is None:
        return None
    meeting, is_new = Meeting.objects.get_or_create(appointment=found, starts_at=starts_at)
    if is_new:
        meeting.next_at = meeting.looked_at_next(at)
        meeting.save(update_fields=["next_at"])
        record("meeting.planned", meeting, by=by, at=at, case=found.case)
    return meeting


@transaction.atomic(savepoint=False)
def plan_following(meeting: Meeting, *, by: Doer, at: datetime) -> Meeting | None:
    """It has begun: the next one of its series is watched from now on."""
    return _plan_next(meeting.appointment, meeting.turn_at, by=by, at=at)
