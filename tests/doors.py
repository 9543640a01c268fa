"""What every test of a door begins with: a clock that stands still, and no memory of others."""

from collections.abc import Callable, Iterator
from datetime import datetime

import pytest
from django.core.cache import cache


@pytest.fixture(autouse=True)
def _no_memory_of_others() -> Iterator[None]:
    cache.clear()
    yield
    cache.clear()


@pytest.fixture
def clock_at(monkeypatch: pytest.MonkeyPatch) -> Callable[[datetime], None]:
    def set_clock(at: datetime) -> None:
        monkeypatch.setenv("SLOVO_CLOCK", f"{at.isoformat()}!")

    return set_clock


@pytest.fixture(autouse=True)
def _morning(clock_at: Callable[[datetime], None]) -> None:
    from tests.make import MORNING  # named doors' conftests are read before Django is ready

    clock_at(MORNING)
