"""We failed a person, and know why."""

from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from slovo.domain.cases.actions.alerting import alert
from slovo.domain.cases.models import Case
from slovo.domain.clients.models import Person
from slovo.domain.journal.actors import Doer
from slovo.domain.journal.record import record
from slovo.domain.journal.refusal import Refusal
from slovo.domain.mistakes.failures import earlier_similar, later_similar
from slovo.domain.mistakes.models import Cause, Failure
from slovo.domain.staff.models import principals


class CauseRetired(Refusal):
    """The firm names this cause no more."""


@transaction.atomic
def note_failure(
    case: Case,
    person: Person,
    cause: Cause,
    subject: str,
    *,
    failed_at: datetime | None = None,
    by: Doer,
    at: datetime,
) -> Failure:
    """`subject` is the mistake or complaint; another cause named later moves its one row.

    `failed_at` is when it came to light, if that was before its cause was named. When it is the
    second of its kind within 180 days, or makes another one the second, the principals hear at
    once (R029).
    """
    known = Failure.objects.select_for_update().filter(subject=subject).first()
    if known and _sides(known) == (cause.pk, person.pk, None):
        return known
    if cause.retired_at:
        raise CauseRetired(_("This cause is not on the list any more. Choose another one."))
    failure = known or Failure(subject=subject, at=failed_at or at, case=case)
    failure.cause, failure.person, failure.dropped_at = cause, person, None
    failure.organisation = case.organisation
    failure.save()
    failure.case = case
    record("failure.noted", failure, by=by, at=at, case=case, facts=(failure,), cause=cause.code)
    if earlier := earlier_similar(failure):
        _tell_of_second(failure, earlier, by=by, at=at)
    if later := later_similar(failure):
        _tell_of_second(later, failure, by=by, at=at)
    return failure


@transaction.atomic
def drop_failure(subject: str, *, by: Doer, at: datetime) -> None:
    """It was no failure of ours after all."""
    rows = Failure.objects.standing().filter(subject=subject)
    failure = rows.select_for_update(of=("self",)).select_related("case", "cause").first()
    if failure is not None:
        failure.dropped_at = at
        failure.save(update_fields=["dropped_at"])
        record("failure.dropped", failure, by=by, at=at, case=failure.case, facts=(failure,))


@transaction.atomic(savepoint=False)
def _tell_of_second(second: Failure, first: Failure, *, by: Doer, at: datetime) -> None:
    alert(second.case, principals(), why="second_failure", by=by, at=at)
    record("failure.repeated", second, by=by, at=at, case=second.case, earlier=first.pk)


def _sides(failure: Failure) -> tuple[int, int, datetime | None]:
    return failure.cause_id, failure.person_id, failure.dropped_at
