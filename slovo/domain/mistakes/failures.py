"""The loyal forgive, once: the same failure twice within 180 days is the principal's (R029)."""

from datetime import datetime, timedelta

from slovo.domain.mistakes.models import Failure
from slovo.domain.staff.models import User
from slovo.domain.staff.rights import Role
from slovo.lib.worktime import end_of_day

SIMILAR_DAYS = 180


def earlier_similar(failure: Failure) -> Failure | None:
    """The last one before it, of the same person and cause; the whole 180th day is within."""
    alike = Failure.objects.standing().filter(person=failure.person_id, cause=failure.cause_id)
    before = alike.filter(
        at__lte=failure.at, at__gte=failure.at - timedelta(days=SIMILAR_DAYS + 2)
    ).exclude(pk=failure.pk)
    zone = failure.case.zone
    for other in before.select_related("cause", "case").order_by("-at", "-pk"):
        if _comes_before(other, failure) and failure.at <= within_until(other.at, zone):
            return other
    return None


def within_until(at: datetime, zone: str) -> datetime:
    """The end of the 180th day after."""
    return end_of_day(at, SIMILAR_DAYS, zone)


def bars_closing(subject: str, user: User) -> bool:
    """Only a principal closes what went wrong a second time, whatever the client's patience."""
    if user.has_role(Role.PRINCIPAL):
        return False
    rows = Failure.objects.standing().filter(subject=subject)
    failure = rows.select_related("case__person", "case__service_class__calendar").first()
    return failure is not None and earlier_similar(failure) is not None


def _comes_before(other: Failure, failure: Failure) -> bool:
    return (other.at, other.pk) < (failure.at, failure.pk)
