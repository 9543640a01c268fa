"""CPU time of the pages of promises, with 100,000 of them over two years and eight colleagues."""

from datetime import timedelta
from random import Random
from typing import Any

from django.db import connection, transaction

from slovo.domain.cases.models import Case, Promise
from slovo.domain.cases.models.promise import GIVEN, PERSON, US, Outcome
from slovo.domain.staff.models import User
from slovo.interfaces.commands.benching.asking import Visitor, median
from slovo.interfaces.commands.benching.figures import Board, Figure
from slovo.interfaces.commands.benching.filling import House
from slovo.interfaces.commands.benching.rows import Table, moment

COUNT, DAYS, COLLEAGUES, BATCH = 100_000, 730, 8, 5_000
ROUNDS, WARM = 40, 3
TIMES, MOST_MS = 3.0, 10.0
OUTCOMES, SHARES = (*Outcome,), (85, 7, 5, 3)
OF_CASE = ("pk", "number", "person")


def measure(house: House, board: Board) -> None:
    board.note(f"Filling {COUNT:,} promises")
    cases = list(Case.objects.open().order_by("pk").values_list(*OF_CASE)[:BATCH])
    _fill(house, cases)
    desk, number = Visitor(house.reader), cases[0][1]
    wished_at = (house.now + timedelta(days=14)).strftime("%Y-%m-%dT18:00")
    asked = f"kind=document&effort_minutes=90&wished_at={wished_at}"
    ways = {
        "floor": "/floor/",
        "promises, list": "/promises/",
        "promises, ledger": "/promises/ledger/",
        "promises, week": "/promises/calendar/?span=week",
        "promises, month": "/promises/calendar/",
        "promises, gate": f"/cases/S-{number}/promises/gate/?{asked}",
    }
    board.note("Asking for promises")
    took: dict[str, list[float]] = {name: [] for name in ways}
    for turn in range(WARM + ROUNDS):
        for name, path in ways.items():
            spent = desk.cpu_of(path)
            if turn >= WARM:
                took[name].append(spent)
    floor = median(took.pop("floor"))
    for name, times in took.items():
        value = median(times)
        is_met = value <= TIMES * floor and value <= MOST_MS
        budget = f"≤ {TIMES:g} × floor, ≤ {MOST_MS:g} ms"
        board.add(Figure(name, value, "CPU ms", floor, budget, is_met))


def _fill(house: House, cases: list[tuple[Any, ...]]) -> None:
    """Three quarters lie behind, nearly all of them ended; what is to come is open."""
    dice, table = Random(2), Table(Promise)  # noqa: S311 - the same house every time
    owners = [user.pk for user in User.objects.order_by("pk") if user.may("make_promise")]
    last = Promise.objects.order_by("-pk").values_list("pk", flat=True).first() or 0
    for first in range(0, COUNT, BATCH):
        with transaction.atomic():
            for number in range(first, first + BATCH):
                owner, (case, _number, person) = (
                    dice.choice(owners[:COLLEAGUES]),
                    dice.choice(cases),
                )
                sides = _life(house, dice)
                key, text = last + 1 + number, f"Draft {number}"
                table.add(
                    id=key, case_id=case, person_id=person, owner_id=owner, text=text, **sides
                )
            table.flush()
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")


def _life(house: House, dice: Random) -> dict[str, Any]:
    due_at = house.now + timedelta(minutes=dice.randint(-DAYS * 1080, DAYS * 360))
    outcome = dice.choices(OUTCOMES, SHARES)[0] if due_at < house.now else None
    is_kept, is_late = outcome == Outcome.KEPT, outcome == Outcome.BROKEN
    done_at = due_at + timedelta(hours=dice.randint(1, 70) * (1 if is_late else -1))
    return {
        "kind": dice.choice(GIVEN).value,
        "source": PERSON,
        "owed_by": US,
        "made_at": moment(due_at - timedelta(days=9)),
        "due_at": moment(due_at),
        "told_at": moment(due_at - timedelta(days=9)),
        "done_at": moment(done_at) if is_kept or is_late else None,
        "ended_at": moment(done_at) if outcome else None,
        "outcome": outcome.value if outcome else "",
        "effort_minutes": dice.choice((30, 60, 60, 90, 120, 180)),
    }
