"""Viktor, whom the firm would like to speak to, and the keeper's part in it."""

from datetime import datetime
from typing import Any

from slovo.domain.clients.models import Person
from slovo.domain.courtesy.actions.approaching import free_approach, write_approach
from slovo.domain.courtesy.contact import may_contact
from slovo.domain.courtesy.models import Approach
from slovo.domain.journal.actors import HOUSE
from slovo.domain.staff.models import User
from tests.domain.promises.scene import kyiv

MONDAY = kyiv("2027-03-01 11:00")


def free_all(at: datetime) -> int:
    """What the keeper does with what is held."""
    due = Approach.objects.due(at).select_related("person")
    return sum(free_approach(approach, by=HOUSE, at=at) for approach in due)


def holds(person: Person, kind: str, at: datetime) -> str:
    """What stands in the way by now; at night nothing but the night when all else is free."""
    answer = may_contact(person, kind, at)
    return answer.hold.code if answer.hold else ""


def write(person: Person, by: User, at: datetime, **sides: Any) -> Approach:
    """Some news, each with words of its own."""
    number = Approach.objects.count() + 1
    given = {"kind": "news", "subject": f"News {number}", "text": f"This is new: {number}."}
    return write_approach(person, by=by, at=at, **{**given, **sides})


def state(approach: Approach) -> tuple[str, datetime | None]:
    approach.refresh_from_db()
    return approach.state, approach.next_at
