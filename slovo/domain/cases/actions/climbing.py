from collections.abc import Sequence
from datetime import datetime
from typing import Any, NamedTuple

from django.db import transaction

from slovo.domain.cases.actions.alerting import Call, Roster, alert_all
from slovo.domain.cases.actions.reminding import climb_given
from slovo.domain.cases.ladder import Rung, rungs, told_at
from slovo.domain.cases.models import Case, Promise
from slovo.domain.cases.models.promise import RULE
from slovo.domain.journal.actors import Doer
from slovo.domain.journal.record import Line, record_lines
from slovo.domain.staff.models import User
from slovo.lib.rows import update_rows

CHAIN = ("handler", "answerer", "deputy", "principal")
OF_PROMISE = ("pk", "case_id", "kind", "made_at", "due_at", "rung")


class Climbed(NamedTuple):
    """How far one promise got: the rung to act on, who hears of it, what was missed and is next."""

    key: int
    case_id: int
    current: Rung | None
    told: list[str]
    skipped: list[str]
    rung: int
    next_at: datetime | None


@transaction.atomic
def climb(promise: Promise, *, by: Doer, at: datetime) -> bool:
    """Act on the rung that is due now, once; what a late keeper missed below it is recorded."""
    return climb_all([promise.pk], by=by, at=at) == 1


@transaction.atomic
def climb_all(promises: Sequence[int], *, by: Doer, at: datetime) -> int:
    """The same for many, given by their keys; returns how many were due and not yet acted on."""
    cases = _lock_cases(promises)
    due = Promise.objects.filter(pk__in=promises, ended_at=None).due(at).select_for_update()
    climbed = [_climbed(row, at) for row in due.filter(source=RULE).values_list(*OF_PROMISE)]
    update_rows(Promise, ("rung", "next_at"), [(c.rung, c.next_at, c.key) for c in climbed])
    acted = [(one, one.current) for one in climbed if one.current]
    record_lines("promise.climbed", [_line(*each) for each in acted], by=by, at=at)
    roster = Roster()
    calls = []
    for one, rung in acted:
        case = cases[one.case_id]
        users = [user for who in one.told for user in roster.audience(case, who)]
        calls.append(Call(case, users, rung.why))
    alert_all(calls, by=by, at=at)
    given = [climb_given(row, cases[row.case_id], by=by, at=at) for row in due.given()]
    return len(climbed) + len(given)


def _lock_cases(promises: Sequence[int]) -> dict[int, Case]:
    """Cases before their promises, in the order of their keys: as every other verb locks them."""
    theirs = Promise.objects.filter(pk__in=promises).values("case")
    query = Case.objects.filter(pk__in=theirs).order_by("pk").select_related("person")
    lean = query.only(
        "number", "level", "person__full_name", "dark_at", "next_word_at", "waits_since", *CHAIN
    )
    cases = list(lean.select_for_update(of=("self",)))
    ids = {key for case in cases for name in CHAIN if (key := getattr(case, f"{name}_id"))}
    _introduce(cases, User.objects.in_bulk(ids))
    return {case.pk: case for case in cases}


def _introduce(cases: Sequence[Case], users: dict[int, User]) -> None:
    for case in cases:
        for name in CHAIN:
            setattr(case, name, users.get(getattr(case, f"{name}_id") or 0))


def _climbed(row: tuple[Any, ...], at: datetime) -> Climbed:
    """From the truth as it is now; where no rung is due any more, the next one is waited for."""
    key, case_id, kind, made_at, due_at, rung = row
    ladder = rungs(kind, made_at, due_at)
    due = [number for number in range(rung, len(ladder)) if ladder[number].at <= at]
    after = due[-1] + 1 if due else rung
    next_at = ladder[after].at if after < len(ladder) else None
    skipped = [ladder[number].why for number in due[:-1]]
    current = ladder[due[-1]] if due else None
    return Climbed(key, case_id, current, told_at(ladder, due), skipped, after, next_at)


def _line(one: Climbed, current: Rung) -> Line:
    said = {"why": current.why, "who": current.who, "skipped": one.skipped}
    return Line(f"promise:{one.key}", one.case_id, {}, said)
