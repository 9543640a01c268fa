"""By when each step of a complaint is due: our own limits, the law's, and the plan before both."""

from calendar import monthrange
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from slovo.domain.complaints.models import Complaint, LegalLimit, Terms, Unit
from slovo.domain.staff.hours import hours_of
from slovo.lib.worktime import WorkingHours, end_of_day

RECEIPT_WITHIN = timedelta(minutes=5)
ASSESS_WITHIN = 1
LONGEST_PAUSE = 31  # days: a calendar that is closed for longer has no plan before the limit


def set_dues(complaint: Complaint) -> None:
    """From when it was received; called again when another law applies, never to move ours."""
    terms, hours, zone = Terms.current(), hours_of(complaint.owner), complaint.case.zone
    received = complaint.received_at
    complaint.receipt_by = complaint.filed_at + RECEIPT_WITHIN
    complaint.assess_by = hours.close_of_business_day(received, ASSESS_WITHIN)
    complaint.progress_at = end_of_day(received, terms.progress_days, zone)
    complaint.own_limit_at = end_of_day(received, terms.own_days, zone)
    set_legal_due(complaint, hours)


def set_legal_due(complaint: Complaint, hours: WorkingHours | None = None) -> None:
    hours, zone = hours or hours_of(complaint.owner), complaint.case.zone
    limit = complaint.legal_limit
    complaint.legal_limit_at = (
        limit_due(limit, complaint.received_at, zone, hours) if limit else None
    )
    complaint.plan_at = last_close(hours, complaint.limit_at, complaint.received_at)


def limit_due(
    limit: LegalLimit, since: datetime, zone: str, hours: WorkingHours
) -> datetime | None:
    """The end of the day in the client's zone; of business days the close of the last one."""
    amount = limit.amount
    if amount is None:
        return None
    if limit.unit == Unit.BUSINESS_DAYS:
        return hours.close_of_business_day(since, amount)
    if limit.unit == Unit.MONTHS:
        return end_of_day(since, _days_of_months(since, amount, zone), zone)
    return end_of_day(since, amount * (7 if limit.unit == Unit.WEEKS else 1), zone)


def last_close(hours: WorkingHours, limit: datetime, since: datetime) -> datetime:
    """The last close of business that is not later than `limit`; the limit itself if none is."""
    for back in range(1, LONGEST_PAUSE):
        close = hours.close_of_business_day(limit - timedelta(days=back), 1)
        if since < close <= limit:
            return close
    return limit


def _days_of_months(since: datetime, months: int, zone: str) -> int:
    """To the same day of a later month, or its last day."""
    first = since.astimezone(ZoneInfo(zone)).date()
    year, month = divmod(first.month - 1 + months, 12)
    year, month = first.year + year, month + 1
    last = first.replace(year=year, month=month, day=min(first.day, monthrange(year, month)[1]))
    return (last - first).days
