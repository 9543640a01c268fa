"""What is changed, whose it is, since when it is in force, and whether it holds (R056, R062)."""

from datetime import date, datetime
from zoneinfo import ZoneInfo

from django.db import transaction
from django.utils.translation import gettext as _

from slovo.domain.complaints.actions.telling_of_measures import tell_of_measure
from slovo.domain.complaints.leading import may_lead, refuse_unless_led
from slovo.domain.complaints.locking import latest
from slovo.domain.complaints.models import Complaint, Measure, Watch
from slovo.domain.journal.actors import Doer
from slovo.domain.journal.record import record
from slovo.domain.journal.refusal import Refusal
from slovo.domain.staff.hours import zone_of_firm
from slovo.domain.staff.models import User, principals
from slovo.domain.staff.rights import NotAllowed, refuse_unless_allowed
from slovo.lib.worktime import end_of_day

WATCH_DAYS = 90


class MeasureUnclear(Refusal):
    """A measure says what is changed, whose it is and by when."""


class CauseNotFound(Refusal):
    """What does not know its cause prevents nothing."""


class ProofMissing(Refusal):
    """In force means that somebody has seen it work."""


class MeasureHasEnded(Refusal):
    """It was given up."""


@transaction.atomic
def take_measure(
    complaint: Complaint, *, text: str, owner: User, due_on: date, by: User, at: datetime
) -> Measure:
    """By the end of that day where the firm is."""
    complaint = latest(complaint)
    refuse_unless_led("take_measure", complaint, by)
    words, due_at = " ".join(text.split())[:500], end_of_date(due_on)
    if not words:
        raise MeasureUnclear(_("Say what is changed so that it does not happen again."))
    if due_at <= at:
        raise MeasureUnclear(_("The day by which it is in force lies ahead."))
    if not owner.is_active:
        raise MeasureUnclear(_("Choose a colleague who works here."))
    same = complaint.measures.standing().filter(text=words, owner=owner, due_at=due_at)
    if twin := same.first():
        return twin
    made: Measure = Measure.objects.create(
        complaint=complaint,
        text=words,
        owner=owner,
        due_at=due_at,
        made_by=by,
        made_at=at,
        next_at=due_at,
    )
    record("measure.taken", made, by=by, at=at, case=complaint.case, facts=(made,), owner=owner.pk)
    tell_of_measure(made, [owner], why="measure_yours", by=by, at=at)
    return made


@transaction.atomic
def put_in_force(measure: Measure, *, how: str, by: User, at: datetime) -> Measure:
    """From this instant; for ninety days the same real cause opens it again."""
    measure, complaint = _locked(measure)
    _refuse_stranger(measure, complaint, by)
    if measure.in_force_at:
        return measure
    if measure.dropped_at:
        raise MeasureHasEnded(_("It was given up. Take a new one."))
    if not how.strip():
        raise ProofMissing(_("Say how we know that it works."))
    if complaint.real_cause is None:
        raise CauseNotFound(_("Name the real cause first: it is what we watch for."))
    until = end_of_day(at, WATCH_DAYS, zone_of_firm())
    Watch.objects.create(
        measure=measure, cause=complaint.real_cause, since=at, until=until, put_by=by
    )
    measure.in_force_at, measure.in_force_by, measure.how = at, by, how.strip()[:500]
    measure.recurred_at = measure.proven_at = None
    measure.next_at = until
    measure.save()
    record("measure.in_force", measure, by=by, at=at, case=complaint.case, facts=(measure,))
    return measure


@transaction.atomic
def drop_measure(measure: Measure, *, reason: str, by: User, at: datetime) -> Measure:
    """It is given up, and why; the complaint needs another one, or the principal's reason."""
    measure, complaint = _locked(measure)
    refuse_unless_led("drop_measure", complaint, by)
    if measure.dropped_at:
        return measure
    if not reason.strip():
        raise MeasureUnclear(_("Say why it is given up."))
    measure.dropped_at, measure.dropped_why = at, reason.strip()[:500]
    measure.next_at = None
    measure.save()
    record("measure.dropped", measure, by=by, at=at, case=complaint.case, facts=(measure,))
    return measure


@transaction.atomic
def pass_measure(measure: Measure, *, to: User, by: User, at: datetime) -> Measure:
    """Another colleague puts it in force, by the same day."""
    refuse_unless_allowed("introduce_successor", by)
    measure, complaint = _locked(measure)
    if measure.in_force_at or measure.dropped_at or measure.owner_id == to.pk:
        return measure
    if not to.is_active:
        raise MeasureUnclear(_("Choose a colleague who works here."))
    measure.owner = to
    measure.save(update_fields=["owner"])
    record("measure.passed", measure, by=by, at=at, case=complaint.case, facts=(measure,), to=to.pk)
    tell_of_measure(measure, [to], why="measure_yours", by=by, at=at)
    return measure


@transaction.atomic
def climb_measure(measure: Measure, *, by: Doer, at: datetime) -> bool:
    """Not in force on its day: owner and principal hear of it. Ninety days over: it is proven."""
    measure, complaint = _locked(measure)
    if measure.next_at is None or measure.next_at > at:
        return False
    measure.next_at = None
    if measure.in_force_at:
        measure.proven_at = at
        measure.save(update_fields=["proven_at", "next_at"])
        record("measure.proven", measure, by=by, at=at, case=complaint.case, facts=(measure,))
        return True
    measure.told_late_at = at
    measure.save(update_fields=["told_late_at", "next_at"])
    tell_of_measure(measure, [measure.owner, *principals()], why="measure_late", by=by, at=at)
    record("measure.late", measure, by=by, at=at, case=complaint.case)
    return True


def _refuse_stranger(measure: Measure, complaint: Complaint, by: User) -> None:
    refuse_unless_allowed("put_in_force", by)
    if by.pk != measure.owner_id and not may_lead(complaint, by):
        raise NotAllowed("put_in_force")


def _locked(measure: Measure) -> tuple[Measure, Complaint]:
    complaint = latest(measure.complaint)
    found = Measure.objects.select_for_update(of=("self",)).select_related("owner")
    fresh = found.get(pk=measure.pk)
    fresh.complaint = complaint
    return fresh, complaint


def end_of_date(day: date) -> datetime:
    zone = zone_of_firm()
    return end_of_day(datetime(day.year, day.month, day.day, 12, tzinfo=ZoneInfo(zone)), 0, zone)
