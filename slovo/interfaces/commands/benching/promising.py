"""A firm's promises as they lie in a house after two years, nearly all of them ended.

In the firm each of fifty colleagues has forty open promises: one in twenty is late, half of the
others are due within ten days, the last within two months. What there is up to 100,000 has ended
over two years. The crowd comes on top of it: eight colleagues with 3,000 open promises each, due
over half a year. No firm has that; it shows how the pages grow.
"""

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from random import Random
from typing import Any
from zoneinfo import ZoneInfo

from django.db import transaction

from slovo.domain.cases.models import Case, Promise
from slovo.domain.cases.models.promise import CLIENT, GIVEN, PERSON, US, Outcome
from slovo.domain.journal.actors import HOUSE
from slovo.domain.staff.actions.users import save_user
from slovo.domain.staff.models import User
from slovo.domain.staff.rights import Role
from slovo.interfaces.commands.benching.filling import PASSWORD, House
from slovo.interfaces.commands.benching.rows import Table, moment, settle
from slovo.interfaces.commands.benching.texts import name_of

COUNT, DAYS, COLLEAGUES, OPEN_EACH = 100_000, 730, 50, 40
LATE_SHARE, LATE_DAYS, SOON_DAYS, LAST_DAY = 0.05, 10, 14, 60
CROWD, CROWDED_EACH, CROWDED_DAYS = 8, 3_000, 180
CASES, BATCH, THEIRS = 5_000, 5_000, 0.1
OUTCOMES, SHARES = (*Outcome,), (85, 7, 5, 3)
MINUTES = (30, 60, 60, 90, 120, 180)
ZONE = ZoneInfo("Europe/Kyiv")
Life = tuple[int, float, Outcome | None]


class Scene:
    """Writes the same promises every time; how far away each is due is given in days."""

    def __init__(self, house: House) -> None:
        self.now, self.dice = house.now, Random(2)  # noqa: S311 - the same house every time
        self.owners = hire(COLLEAGUES, house.now - timedelta(days=1000))
        self.cases = list(Case.objects.open().order_by("pk").values_list("pk", "person")[:CASES])
        self.key = Promise.objects.order_by("-pk").values_list("pk", flat=True).first() or 0

    def fill(self) -> None:
        """The firm."""
        dice, ended = self.dice, COUNT - len(self.owners) * OPEN_EACH
        past = ((dice.choice(self.owners), self._past(), self._outcome()) for _one in range(ended))
        self._write(past)
        hands = [owner for owner in self.owners for _one in range(OPEN_EACH)]
        self._write((owner, self._soon(), None) for owner in hands)

    def crowd(self) -> None:
        """The crowd on top of it."""
        far = self.dice.uniform
        hands = [owner for owner in self.owners[:CROWD] for _one in range(CROWDED_EACH)]
        self._write((owner, far(0, CROWDED_DAYS), None) for owner in hands)

    def _past(self) -> float:
        return -self.dice.uniform(1, DAYS)

    def _outcome(self) -> Outcome:
        return Outcome(self.dice.choices(OUTCOMES, SHARES)[0])

    def _soon(self) -> float:
        if self.dice.random() < LATE_SHARE:
            return -self.dice.uniform(0, LATE_DAYS)
        return min(self.dice.expovariate(1 / SOON_DAYS), LAST_DAY)

    def _write(self, lives: Iterator[Life]) -> None:
        table = Table(Promise)
        with transaction.atomic():
            for number, life in enumerate(lives, 1):
                table.add(**self._sides(*life))
                if number % BATCH == 0:
                    table.flush()
            table.flush()
        settle()

    def _sides(self, owner: int, days: float, outcome: Outcome | None) -> dict[str, Any]:
        self.key += 1
        dice, due_at = self.dice, self._due(days)
        case, person = dice.choice(self.cases)
        is_kept, is_broken = outcome == Outcome.KEPT, outcome == Outcome.BROKEN
        ended_at = due_at + timedelta(hours=dice.randint(1, 70) * (1 if is_broken else -1))
        return {
            "id": self.key,
            "case_id": case,
            "person_id": person,
            "owner_id": owner,
            "text": f"Draft {self.key}",
            "kind": dice.choice(GIVEN).value,
            "source": PERSON,
            "owed_by": CLIENT if dice.random() < THEIRS else US,
            "made_at": moment(due_at - timedelta(days=9)),
            "due_at": moment(due_at),
            "told_at": moment(due_at - timedelta(days=9)),
            "done_at": moment(ended_at) if is_kept or is_broken else None,
            "ended_at": moment(ended_at) if outcome else None,
            "outcome": outcome.value if outcome else "",
            "effort_minutes": dice.choice(MINUTES),
        }

    def _due(self, days: float) -> datetime:
        """At a whole hour of a weekday: from a weekend back to Friday, or on to Monday."""
        local = (self.now + timedelta(days=days)).astimezone(ZONE)
        beyond = local.isoweekday() - 5
        if beyond > 0:
            local += timedelta(days=-beyond if days < 0 else 3 - beyond)
        hour = self.dice.randint(10, 18)
        return local.replace(hour=hour, minute=0, second=0, microsecond=0).astimezone(UTC)


def hire(count: int, at: datetime) -> list[int]:
    """So many colleagues who may promise; those who are missing join."""
    users = [user for user in User.objects.order_by("pk") if user.may("make_promise")]
    while len(users) < count:
        number = User.objects.count()
        made = save_user(
            None,
            email=f"hand{number}@firm.example",
            full_name=f"Colleague {name_of(number)}",
            roles=[Role.SPECIALIST],
            zone="Europe/Kyiv",
            password=PASSWORD,
            by=HOUSE,
            at=at,
        )
        users.append(made)
    return [user.pk for user in users[:count]]
