"""The quiet and busy days of those clients to whom something is promised near them."""

from datetime import UTC, date, datetime, time, timedelta
from typing import Any, NamedTuple

from django.db.models import Exists, OuterRef, Q

from slovo.domain.cases.models import Promise
from slovo.domain.clients.models import Standing
from slovo.domain.courtesy.days import occurrences
from slovo.domain.courtesy.models import Blackout
from slovo.lib.prepared import Prepared

COLUMNS = ("first_day", "last_day", "repeats", "nature", "why")
NAMES = ("person__full_name", "standing__person__full_name", "organisation__name")


class ClientDays(NamedTuple):
    """One stretch of days, its nature and why; `name` is the client's."""

    first: date
    last: date
    nature: str
    why: str
    name: str


def client_days(
    first: date,
    last: date,
    *,
    owner: int = 0,
    person: int = 0,
    organisation: int = 0,
    **reader: int,
) -> list[ClientDays]:
    """Of the client asked for; else of all to whom something is due in these days.

    `reader` or `leader`: from whom something is hidden.
    """
    if person:
        rows = _OF_PERSON(person=person)
    elif organisation:
        rows = _OF_ORGANISATION(organisation=organisation)
    else:
        begins = datetime.combine(first, time(), UTC) - timedelta(days=1)
        ends = datetime.combine(last, time(), UTC) + timedelta(days=2)
        whose = {"owner": owner, **reader} if owner else reader
        rows = _NEAR(begins=begins, ends=ends, **whose)
    return [each for row in rows for each in _stretches(row, first, last)]


def _stretches(row: tuple[Any, ...], first: date, last: date) -> list[ClientDays]:
    begins, ends, repeats, nature, why, *names = row
    found = occurrences(begins, ends, repeats, first, last)
    return [ClientDays(*span, nature, why, next(filter(None, names))) for span in found]


def _days(whose: Q) -> Any:
    found = Blackout.objects.filter(whose).order_by("first_day", "pk")
    return found.values_list(*COLUMNS, *NAMES)


def _near(begins: datetime, ends: datetime, **whose: int) -> Any:
    near = Promise.objects.given().among(**whose).filter(due_at__gte=begins, due_at__lt=ends)
    asked = Q(Exists(near.filter(person=OuterRef("person"))))
    asked |= Q(Exists(near.filter(case__organisation=OuterRef("organisation"))))
    in_role = Q(Exists(near.filter(person=OuterRef("standing__person"))))
    return _days(asked | (Q(standing__to_date=None) & in_role))


def _of_person(person: int) -> Any:
    now = Standing.objects.filter(person=person, to_date=None)
    in_role = Q(standing__in=now.values("pk"))
    return _days(Q(person=person) | in_role | Q(organisation__in=now.values("organisation")))


def _of_organisation(organisation: int) -> Any:
    now = Standing.objects.filter(organisation=organisation, to_date=None)
    theirs = Q(person__in=now.values("person")) | Q(standing__in=now.values("pk"))
    return _days(Q(organisation=organisation) | theirs)


_NEAR = Prepared(_near)
_OF_PERSON, _OF_ORGANISATION = Prepared(_of_person), Prepared(_of_organisation)
