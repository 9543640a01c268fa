"""A rule changed: every open case that follows it is computed anew, in few steps for many."""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from datetime import datetime
from types import SimpleNamespace as Row
from typing import Any

from django.db import transaction

from slovo.domain.cases.actions.clocks import due_by_rule, may_move
from slovo.domain.cases.ladder import rung_after
from slovo.domain.cases.models import Case, Promise
from slovo.domain.cases.models.promise import WORDS, Kind
from slovo.domain.journal.actors import Doer
from slovo.domain.journal.facts import digest_of
from slovo.domain.journal.record import Line, record_lines
from slovo.domain.standards.models import ServiceClass
from slovo.lib.rows import update_rows

BATCH = 2_000
# What is asked for here and what the journal vouches for, and no more: there may be many.
OF_CASE = (
    *("pk", "pace", "state", "opened_at", "first_answer_due_at", "first_answered_at"),
    *("next_word_at", "solved_at", "closed_at"),
)
OF_PROMISE = (
    *("pk", "case_id", "kind", "source", "owed_by", "made_at", "due_at", "told_at", "done_at"),
    "outcome",
)
Rows = dict[int, Any]


@transaction.atomic(savepoint=False)
def recompute_open_cases(classes: Iterable[ServiceClass], *, by: Doer, at: datetime) -> None:
    """From the truth as it is now; what a client was told never moves later (law 4)."""
    for service_class in classes:
        for cases in _batches(service_class):
            _recompute(cases, service_class, by=by, at=at)


def _batches(service_class: ServiceClass) -> Iterator[Rows]:
    query = Case.objects.open().filter(service_class=service_class).order_by("pk")
    last = 0
    while cases := _read(query.filter(pk__gt=last).select_for_update(), OF_CASE, BATCH):
        last = max(cases)
        yield cases


def _read(query: Any, names: tuple[str, ...], most: int | None = None) -> Rows:
    rows = query.values_list(*names)[:most]
    return {row[0]: Row(**dict(zip(names, row, strict=True))) for row in rows}


def _recompute(cases: Rows, service_class: ServiceClass, *, by: Doer, at: datetime) -> None:
    running: dict[int, list[Any]] = defaultdict(list)
    open_ones = Promise.objects.open().filter(case__in=list(cases)).order_by("pk")
    for promise in _read(open_ones, OF_PROMISE).values():
        running[promise.case_id].append(promise)
    lines, moved, changed = list[Line](), list[Any](), list[Any]()
    for key, promises in running.items():
        case = cases[key]
        case.service_class = service_class
        news = [(p, old) for p in promises if (old := _follow_rule(case, p))]
        if news:
            changed.append(case)
            moved += [(p.due_at, *_next(p, at), p.pk) for p, _old in news]
            lines += [_line(case, p, old) for p, old in news]
    update_rows(Promise, ("due_at", "rung", "next_at"), moved)
    _write_cases(changed, running, at)
    record_lines("promise.moved", lines, by=by, at=at)


def _follow_rule(case: Any, promise: Any) -> datetime | None:
    """Move it; when it was due before, or None when it stays."""
    if promise.source != "rule":
        return None
    old, due_at = promise.due_at, due_by_rule(case, promise)
    is_moved = due_at is not None and may_move(promise, due_at)
    if is_moved:
        promise.due_at = due_at
    if promise.kind == Kind.FIRST_ANSWER:
        case.first_answer_due_at = case.next_word_at = promise.due_at
    return old if is_moved else None


def _next(promise: Any, at: datetime) -> tuple[int, datetime | None]:
    return rung_after(promise.kind, promise.made_at, promise.due_at, at)


def _write_cases(cases: list[Any], running: dict[int, list[Any]], at: datetime) -> None:
    names = ("first_answer_due_at", "next_word_at", "dark_at", "changed_at")
    rows = [
        (case.first_answer_due_at, case.next_word_at, _first_word(running[case.pk]), at, case.pk)
        for case in cases
    ]
    update_rows(Case, names, rows)


def _first_word(promises: Iterable[Any]) -> datetime | None:
    owed = (p.due_at for p in promises if p.kind in WORDS and p.owed_by == "us")
    return min(owed, default=None)


def _line(case: Any, promise: Any, old: datetime) -> Line:
    subject, matter = f"promise:{promise.pk}", f"case:{case.pk}"
    facts = {
        subject: digest_of(subject, Promise.sealed_facts(promise)),
        matter: digest_of(matter, Case.sealed_facts(case)),
    }
    said = {"old": old.isoformat(), "new": promise.due_at.isoformat()}
    return Line(subject, case.pk, facts, said)
