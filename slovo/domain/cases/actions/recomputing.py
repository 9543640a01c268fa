"""A rule changed: every open case that follows it is computed anew, in few steps for many."""

from collections import defaultdict
from collections.abc import Iterable
from datetime import datetime

from django.db import transaction

from slovo.domain.cases.actions.clocks import due_by_rule, shift
from slovo.domain.cases.models import Case, Promise
from slovo.domain.cases.models.promise import WORDS, Kind
from slovo.domain.journal.actors import Doer
from slovo.domain.journal.record import Entry, record_all
from slovo.domain.standards.models import ServiceClass

BATCH = 500
OF_A_CASE = ("first_answer_due_at", "next_word_at", "dark_at", "changed_at")


@transaction.atomic(savepoint=False)
def recompute_open_cases(classes: Iterable[ServiceClass], *, by: Doer, at: datetime) -> None:
    """From the truth as it is now; what a client was told never moves later (law 4)."""
    for service_class in classes:
        cases = Case.objects.open().filter(service_class=service_class).order_by("pk")
        last = 0
        while batch := list(cases.filter(pk__gt=last).select_for_update()[:BATCH]):
            last = batch[-1].pk
            _recompute(batch, service_class, by=by, at=at)


def _recompute(cases: list[Case], service_class: ServiceClass, *, by: Doer, at: datetime) -> None:
    running = defaultdict(list)
    for promise in Promise.objects.open().filter(case__in=cases).order_by("pk"):
        running[promise.case_id].append(promise)
    moved, changed, entries = list[Promise](), list[Case](), list[Entry]()
    for case in cases:
        case.service_class = service_class
        news = [(p, said) for p in running[case.pk] if (said := _follow_rule(case, p, at))]
        if news:
            case.dark_at = _first_word(running[case.pk])
            case.changed_at = at
            changed.append(case)
            moved += [promise for promise, _said in news]
            entries += [Entry("promise.moved", p, case.pk, (p, case), said) for p, said in news]
    Promise.objects.bulk_update(moved, ["due_at", "rung", "next_at"], batch_size=BATCH)
    Case.objects.bulk_update(changed, OF_A_CASE, batch_size=BATCH)
    record_all(entries, by=by, at=at)


def _follow_rule(case: Case, promise: Promise, at: datetime) -> dict[str, str] | None:
    due_at = due_by_rule(case, promise) if promise.source == "rule" else None
    news = shift(promise, due_at, at) if due_at else None
    if promise.kind == Kind.FIRST_ANSWER and promise.source == "rule":
        case.first_answer_due_at = case.next_word_at = promise.due_at
    return news


def _first_word(promises: Iterable[Promise]) -> datetime | None:
    owed = (p.due_at for p in promises if p.kind in WORDS and p.owed_by == "us")
    return min(owed, default=None)
