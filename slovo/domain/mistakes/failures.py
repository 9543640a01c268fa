"""The loyal forgive, once: the same failure twice within 180 days is the principal's (R029)."""

from collections.abc import Iterable
from datetime import datetime, timedelta
from typing import Any

from django.db.models import OuterRef, Q, QuerySet, Subquery

from slovo.domain.cases.models.confidence import ready
from slovo.domain.mistakes.models import Failure
from slovo.domain.mistakes.models.failure import FailureQuery
from slovo.domain.staff.models import User
from slovo.domain.staff.rights import Role
from slovo.lib.prepared import Prepared
from slovo.lib.worktime import end_of_day

SIMILAR_DAYS = 180
REACH = timedelta(days=SIMILAR_DAYS + 2)
CALENDAR = "case__service_class__calendar"
ZONES = ("case__person__zone", f"{CALENDAR}__zone")


def earlier_similar(failure: Failure) -> Failure | None:
    """The last one before it, of the same person and cause; the whole 180th day is within."""
    before = _alike(failure).filter(at__lte=failure.at, at__gte=failure.at - REACH)
    for other in before.order_by("-at", "-pk"):
        if _is_second(failure, other):
            return other
    return None


def later_similar(failure: Failure) -> Failure | None:
    """The one that becomes the second by this one, whose cause was named after its own."""
    after = _alike(failure).filter(at__gte=failure.at, at__lte=failure.at + REACH)
    for other in after.order_by("at", "pk"):
        if _is_second(other, failure):
            return other
    return None


def repeated_of(failures: FailureQuery) -> dict[int, int]:
    """Those that were not the first of their kind within 180 days → whom we failed again."""
    return _repeated(_with_those_before(failures))


def repeated_in(user: User, since: datetime, until: datetime) -> dict[int, int]:
    """The same of those in [since, until)."""
    span = {"since": since, "until": until}
    visible = Failure.objects.visible_to(user)
    rows = ready(_IN_SPAN, user, lambda: _with_those_before(visible.within(**span)), **span)
    return _repeated(rows)


def _with_those_before(failures: FailureQuery) -> QuerySet[Any, Any]:
    alike = Failure.objects.standing().filter(person=OuterRef("person"), cause=OuterRef("cause"))
    earlier = Q(at__lt=OuterRef("at")) | Q(at=OuterRef("at"), pk__lt=OuterRef("pk"))
    before = alike.filter(earlier, at__lte=OuterRef("at"))
    last = Subquery(before.order_by("-at", "-pk").values("at")[:1])
    rows = failures.order_by().annotate(before=last).filter(before__isnull=False)
    return rows.values_list("pk", "person", "at", "before", *ZONES)


_IN_SPAN = Prepared(
    lambda since, until: _with_those_before(Failure.objects.within(since=since, until=until))
)


def _repeated(rows: Iterable[Any]) -> dict[int, int]:
    return {
        pk: person
        for pk, person, at, before, zone, of_class in rows
        if at - before <= REACH and at <= within_until(before, zone or of_class)
    }


def within_until(at: datetime, zone: str) -> datetime:
    """The end of the 180th day after."""
    return end_of_day(at, SIMILAR_DAYS, zone)


def bars_closing(subject: str, user: User) -> bool:
    """Only a principal closes what went wrong a second time, whatever the client's patience."""
    if user.has_role(Role.PRINCIPAL):
        return False
    rows = Failure.objects.standing().filter(subject=subject)
    failure = rows.select_related("case__person", CALENDAR).first()
    return failure is not None and earlier_similar(failure) is not None


def _alike(failure: Failure) -> FailureQuery:
    rows = Failure.objects.standing().filter(person=failure.person_id, cause=failure.cause_id)
    return rows.exclude(pk=failure.pk).select_related("cause", "case__person", CALENDAR)


def _is_second(failure: Failure, other: Failure) -> bool:
    comes_after = (failure.at, failure.pk) > (other.at, other.pk)
    return comes_after and failure.at <= within_until(other.at, failure.case.zone)
