"""One page of the list of promises; the first, most asked for, by a question kept ready."""

from datetime import datetime
from functools import partial
from typing import Any

from slovo.domain.cases.models import Promise
from slovo.domain.cases.models.promise import CLIENT, US, PromiseQuery
from slovo.domain.promises.ledger import OUTCOMES, late_at
from slovo.domain.staff.models import User
from slovo.interfaces.desk.lists import SIZE, Slice, slice_of
from slovo.interfaces.desk.promises.rows import Columns
from slovo.interfaces.desk.promises.sifting import OPEN_STATES, STATES, Sieve
from slovo.lib.prepared import Prepared


def slice_of_promises(sieve: Sieve, user: User, now: datetime, after: str) -> Slice:
    visible = Promise.objects.visible_to(user)
    if visible.query.is_empty():
        return Slice([], 0)
    window = sieve.window(now)
    if after:
        lines = narrowed(sieve.state, **window.sides()).values_list(*Columns._fields, named=True)
        return slice_of(lines, order_of(sieve.state), after)
    rows = [Columns._make(row) for row in _FIRST[sieve.state](**window.sides())]
    return Slice(rows[:SIZE], rows[SIZE - 1].pk if len(rows) > SIZE else 0)


def narrowed(state: str, since: datetime, until: datetime, **whose: int) -> PromiseQuery:
    """What is open whenever it is due; what is settled by its due."""
    found = Promise.objects.given().filter(owed_by=CLIENT if state == "theirs" else US)
    found = found.among(**whose)
    if state in OPEN_STATES:
        return found.open().filter(due_at__lt=until) if state == "late" else found.open()
    found = found.filter(due_at__gte=since, due_at__lt=until)
    if state == "broken":
        return found.filter(OUTCOMES["broken"] | late_at(until))
    return found.filter(OUTCOMES[state]) if state in OUTCOMES else found


def order_of(state: str) -> str:
    """What is owed with the latest first, else the newest."""
    return "due_at" if state in OPEN_STATES else "-due_at"


def _first(state: str, **sides: Any) -> Any:
    order = order_of(state)
    rows = narrowed(state, **sides).order_by(order, "-pk" if order.startswith("-") else "pk")
    return rows.values_list(*Columns._fields)[: SIZE + 1]


_FIRST = {state: Prepared(partial(_first, state)) for state in STATES}
