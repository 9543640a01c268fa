"""The queue of a colleague: his open cases in the order in which their words fall due."""

from datetime import UTC, datetime
from typing import NamedTuple

from slovo.domain.cases.models import Case
from slovo.domain.cases.models.case import CaseQuery, State

AT_THE_END = datetime.max.replace(tzinfo=UTC)


class Place(NamedTuple):
    """Where it stands, counted from one, and how many there are."""

    now: int
    last: int


def queue_of(user_id: int) -> CaseQuery:
    """What is on us, the soonest first."""
    return Case.objects.open_of(user_id).filter(state=State.ON_US)


def place_of(case: Case) -> Place:
    owner = case.answerer_id or case.handler_id
    if owner is None:
        return Place(1, 1)
    rows = queue_of(owner).values_list("pk", "dark_at", "put_back_at")
    line = sorted(
        (put_back_at is not None, put_back_at or dark_at or AT_THE_END, key)
        for key, dark_at, put_back_at in rows
    )
    keys = [key for _is_back, _at, key in line]
    now = keys.index(case.pk) + 1 if case.pk in keys else len(keys)
    return Place(now, max(len(keys), 1))
