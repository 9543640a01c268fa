from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.doors import _morning, _no_memory_of_others, clock_at

if TYPE_CHECKING:
    from slovo.domain.cases.models import Case
    from slovo.domain.clients.models import Person
    from slovo.domain.engagements.models import Engagement
    from slovo.domain.staff.models import User
    from tests.api.caller import Caller

__all__ = ["_morning", "_no_memory_of_others", "clock_at"]


@pytest.fixture
def case(olena: Person, engagement: Engagement) -> Case:
    from tests.portal.scene import write

    return write(olena)


@pytest.fixture
def as_petro(petro: User) -> Caller:
    from tests.api.caller import Caller

    return Caller(petro)


@pytest.fixture
def as_olha_api(olha: User) -> Caller:
    from tests.api.caller import Caller

    return Caller(olha)


@pytest.fixture
def as_taras(taras: User) -> Caller:
    from tests.api.caller import Caller

    return Caller(taras)
