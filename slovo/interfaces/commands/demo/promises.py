"""What the demo firm promised: kept, broken, given a new date, still open; and what it is owed."""

from datetime import datetime, timedelta
from typing import Any

from slovo.domain.cases.models import Case, Promise
from slovo.domain.courtesy.actions.blackouts import Days, add_blackout
from slovo.domain.journal.actors import HOUSE
from slovo.domain.promises.actions.ending import fulfil_promise
from slovo.domain.promises.actions.making import make_promise
from slovo.domain.promises.actions.renegotiating import renegotiate_promise
from slovo.domain.promises.gate import fit
from slovo.domain.staff.actions.capacity import add_absence, save_capacity
from slovo.interfaces.commands.demo.morning import Morning

DAY = timedelta(days=1)
# who, client, what, kind, hours of work, made so many hours ago, due in so many hours, done so many
# hours ago (None: not yet)
GIVEN: tuple[tuple[str, str, str, str, float, float, float, float | None], ...] = (
    ("petro", "olena", "Проєкт претензії", "document", 6, 375, -300, 301),
    ("petro", "olena", "Розрахунок боргу", "document", 2, 290, -220, 222),
    ("petro", "olena", "Дзвінок постачальнику", "talk", 0.5, 220, -170, 172),
    ("iryna", "oleksandr", "Заперечення на арешт", "document", 3, 11, 26, None),
    ("maksym", "halyna", "Відповідь про засідання", "talk", 0.5, 61, -19.2, None),
    ("iryna", "serhii", "Висновок щодо договору", "document", 4, 190, -120, 117),
    ("iryna", "serhii", "Зведення змін до договору", "document", 3, 110, -60, 62),
    ("petro", "olena", "Чернетка позову", "document", 5, 40, 76, None),
    ("petro", "olena", "Довідка про судовий збір", "document", 1, 40, 5, None),
    ("svitlana", "aliya", "Справка по налогу", "document", 2, 90, 120, None),
)


def play_promises(m: Morning) -> None:
    """After the morning: its cases are there."""
    _set_hours(m)
    for who, client, text, kind, hours, made, due, done in GIVEN:
        case = _case_of(m, client)
        if case is None:
            continue
        promise = _gives(m, case, who, text, kind, hours, made, due)
        if done is not None:
            fulfil_promise(promise, proof="Надіслано листом", by=m.cast.users[who], at=m.ago(done))
    _moves_one(m)
    _is_owed_one(m)
    quiet = Days(*_quarter_close(m.now), repeats="quarterly", why="Закриття кварталу")
    add_blackout(m.cast.people["viktor"], days=quiet, by=HOUSE, at=m.ago(300))


def _gives(m: Morning, case: Case, who: str, *sides: Any) -> Promise:
    """On a morning after a week-end fewer hours are free: then nobody counts them."""
    text, kind, hours, made, due = sides
    by, at, due_at = m.cast.users[who], m.ago(made), m.ago(-due)
    effort = round(hours * 60)
    fits = fit(by, effort, due_at, at).fits
    return make_promise(
        case,
        text=text,
        kind=kind,
        due_at=due_at,
        effort_minutes=effort if fits else None,
        by=by,
        at=at,
    )


def _moves_one(m: Morning) -> None:
    case = _case_of(m, "marko")
    if case is None:
        return
    sides = ("Can the lease be ended before September", "document", 2, 100, -20)
    old = _gives(m, case, "iryna", *sides)
    renegotiate_promise(
        old,
        due_at=m.ago(-50),
        consent="Thursday is fine, thank you for telling me early.",
        by=m.cast.users["iryna"],
        at=m.ago(44),
    )


def _is_owed_one(m: Morning) -> None:
    case = _case_of(m, "olena")
    if case is not None:
        make_promise(
            case,
            text="Оригінал договору з постачальником",
            kind="document",
            due_at=m.ago(-54),
            owed_by="client",
            by=m.cast.users["petro"],
            at=m.ago(40),
        )


def _set_hours(m: Morning) -> None:
    principal = m.cast.users["olha"]
    for who, hours in (("petro", 5), ("iryna", 5), ("maksym", 4), ("svitlana", 6)):
        user = m.cast.users[who]
        at = m.ago(400)
        save_capacity(user, calendar=None, minutes_a_day=hours * 60, by=principal, at=at)
    first = (m.now + 9 * DAY).date()
    svitlana = m.cast.users["svitlana"]
    add_absence(
        svitlana,
        first_day=first,
        last_day=first + 4 * DAY,
        why="Відпустка",
        by=svitlana,
        at=m.ago(24),
    )


def _case_of(m: Morning, client: str) -> Case | None:
    person = m.cast.people[client]
    return Case.objects.open().filter(person=person).order_by("opened_at", "pk").first()


def _quarter_close(now: datetime) -> tuple[Any, Any]:
    """From the 25th of the last month of a quarter to the tenth after it, lately."""
    month = (now.month - 1) // 3 * 3 or 12
    year = now.year - 1 if now.month <= 3 else now.year
    first = datetime(year, month, 25, tzinfo=now.tzinfo)
    return first.date(), (first + 16 * DAY).date()
