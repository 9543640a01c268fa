from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from datetime import datetime

    from django.test import Client

    from slovo.domain.cases.models import Case
    from slovo.domain.clients.models import Person
    from slovo.domain.engagements.models import Engagement
    from slovo.domain.staff.models import User


@pytest.fixture(autouse=True)
def _no_sessions_of_others() -> Iterator[None]:
    from django.core.cache import cache

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
    from tests.make import MORNING

    clock_at(MORNING)


@pytest.fixture
def case(olena: Person, engagement: Engagement) -> Case:
    """Olena writes on Wednesday 10 March, 11:05 in Kyiv; Petro handles it, Iryna is his deputy."""
    from tests.desk.scene import write

    return write(olena)


@pytest.fixture
def as_petro(petro: User, client: Client) -> Client:
    client.force_login(petro)
    return client
