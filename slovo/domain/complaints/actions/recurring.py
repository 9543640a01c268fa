"""The same real cause again while a measure is watched: the measure did not hold (R062)."""

from datetime import datetime

from django.db import transaction

from slovo.domain.complaints.actions.telling_of_measures import tell_of_measure
from slovo.domain.complaints.models import Complaint, Measure, Watch
from slovo.domain.journal.actors import Doer
from slovo.domain.journal.record import record
from slovo.domain.mistakes.models import Cause
from slovo.domain.staff.models import principals


@transaction.atomic(savepoint=False)
def note_recurrences(complaint: Complaint, cause: Cause, *, by: Doer, at: datetime) -> None:
    """What counts is the day on which the complaint came, not the day its cause was named."""
    for watch in complaint.recurrences.exclude(cause=cause).select_related("measure"):
        _restore(watch, by=by, at=at)
    again = Watch.objects.of_cause(cause, complaint.received_at).filter(recurred_by=None)
    for watch in again.select_related("measure__complaint__case", "measure__owner").order_by("pk"):
        watch.recurred_by, watch.recurred_at = complaint, at
        watch.save(update_fields=["recurred_by", "recurred_at"])
        _reopen(watch.measure, complaint, by=by, at=at)


def _reopen(measure: Measure, complaint: Complaint, *, by: Doer, at: datetime) -> None:
    measure.in_force_at = measure.in_force_by = measure.proven_at = None
    measure.recurred_at, measure.next_at = at, None
    measure.save()
    case = measure.complaint.case
    refs = {"complaint": complaint.pk}
    record("measure.recurred", measure, by=by, at=at, case=case, facts=(measure,), **refs)
    tell_of_measure(measure, [measure.owner, *principals()], why="measure_failed", by=by, at=at)


def _restore(watch: Watch, *, by: Doer, at: datetime) -> None:
    """Its real cause is another one after all: what nobody touched since holds again."""
    measure = watch.measure
    watch.recurred_by = watch.recurred_at = None
    watch.save(update_fields=["recurred_by", "recurred_at"])
    newest = measure.watches.order_by("-pk").first()
    if measure.dropped_at or measure.in_force_at or newest != watch:
        return
    measure.in_force_at, measure.in_force_by = watch.since, watch.put_by
    measure.recurred_at, measure.next_at = None, watch.until
    measure.save()
    case = measure.complaint.case
    record("measure.restored", measure, by=by, at=at, case=case, facts=(measure,))
