"""Past complaints from a table: all of it or nothing, and a second time nothing."""

from datetime import UTC, date, datetime, time

from django.db import transaction
from django.utils.translation import gettext as _

from slovo.domain.cases.actions.hearing import hear_message
from slovo.domain.cases.actions.opening import open_case
from slovo.domain.clients.models import Person
from slovo.domain.complaints.actions.housing import put_in_room
from slovo.domain.complaints.dues import set_dues
from slovo.domain.complaints.importing import plan_complaints
from slovo.domain.complaints.limits import country_of, kind_of
from slovo.domain.complaints.models import Complaint, Medium
from slovo.domain.journal.record import record
from slovo.domain.journal.refusal import Refusal
from slovo.domain.mistakes.models import Cause
from slovo.domain.staff.hours import today_of_firm
from slovo.domain.staff.models import Firm, User
from slovo.domain.staff.rights import refuse_unless_allowed
from slovo.lib.rows import most

NOON = time(12, tzinfo=UTC)


class TableNotUnderstood(Refusal):
    """Some lines are not understood: then none is taken in."""


@transaction.atomic
def import_complaints(content: bytes, *, by: User, at: datetime) -> int:
    """How many were new. What is imported is history: no receipt, no clock, no notice."""
    refuse_unless_allowed("import_complaints", by)
    Firm.objects.select_for_update().get(pk=1)  # one table at a time
    plan = plan_complaints(content, today_of_firm(at))
    if not plan.may_go:
        sentence = _("Nothing was taken in: the table has lines that are not understood.")
        raise TableNotUnderstood(plan.missing or sentence)
    for row in plan.new:
        _take_in(**row.values, by=by, at=at)
    return len(plan.new)


def _take_in(  # noqa: PLR0913 - the columns of the table
    *,
    person: Person,
    stated: str,
    received_on: date,
    closed_on: date,
    remedy_sought: str,
    stated_cause: Cause | None,
    owner: User | None,
    by: User,
    at: datetime,
) -> None:
    """At noon of its day; the day is all that a table knows."""
    received_at = min(datetime.combine(received_on, NOON), at)
    subject = _("Complaint: %(subject)s") % {"subject": stated[:200]}
    sides = {"channel": "import", "heard_at": received_at, "is_history": True}
    case = open_case(person, subject=subject, **sides, by=by, at=at)  # type: ignore[arg-type]
    complaint = Complaint(
        number=int(most(Complaint, "number") or 0) + 1,
        case=case,
        person=person,
        organisation=case.organisation,
        medium=Medium.PAPER,
        received_at=received_at,
        filed_at=at,
        received_by=by,
        stated=stated,
        stated_cause=stated_cause,
        remedy_sought=remedy_sought,
        owner=owner,
        country=country_of(case.organisation),
        client_kind=kind_of(case.organisation),
        closed_at=max(received_at, min(datetime.combine(closed_on, NOON), at)),
    )
    put_in_room(complaint, (), by=by, at=at)
    heard = hear_message(
        complaint.case,
        person=person,
        text=stated,
        channel="import",
        heard_at=received_at,
        is_history=True,
        by=by,
        at=at,
    )
    complaint.case = heard.case
    set_dues(complaint)
    complaint.progress_at = None
    complaint.save()
    facts, case = (complaint, complaint.case), complaint.case
    record("complaint.imported", complaint, by=by, at=at, case=case, facts=facts)
