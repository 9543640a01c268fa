"""Whoever is new among the clients is compared with the others, some at a time."""

from datetime import datetime, timedelta

from slovo.domain.clients.actions.indexing import index_people
from slovo.domain.journal.actors import HOUSE

EVERY = timedelta(minutes=10)


class Comparing:
    """A duty; while many wait it goes on at once, else it looks every ten minutes."""

    __name__ = "comparing"

    def __init__(self) -> None:
        self._next_at: datetime | None = None

    def __call__(self, at: datetime) -> int:
        if self._next_at is not None and at < self._next_at:
            return 0
        done = index_people(by=HOUSE, at=at)
        self._next_at = at if done else at + EVERY
        return done
