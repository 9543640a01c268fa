"""A letter nobody asked for, held."""

from datetime import timedelta

from slovo.domain.clients.models import Person
from slovo.domain.courtesy.actions.approaching import write_approach
from slovo.domain.courtesy.actions.blackouts import Days, add_blackout
from slovo.domain.courtesy.models import Approach
from slovo.domain.journal.actors import HOUSE
from slovo.domain.staff.models import User
from tests.make import MORNING

AWAY = Days(MORNING.date(), MORNING.date() + timedelta(days=3))


def approach_to(person: Person, by: User) -> Approach:
    add_blackout(person, days=AWAY, by=HOUSE, at=MORNING)
    words = {"kind": "news", "subject": "News", "text": "We move."}
    return write_approach(person, **words, by=by, at=MORNING)
