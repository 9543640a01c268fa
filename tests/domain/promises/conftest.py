from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from slovo.domain.cases.models import Case
    from slovo.domain.clients.models import Person
    from slovo.domain.engagements.models import Engagement
    from slovo.domain.staff.models import User


@pytest.fixture
def petro(petro: User) -> User:
    from tests.domain.promises.scene import set_hours

    return set_hours(petro)


@pytest.fixture
def case(olena: Person, engagement: Engagement) -> Case:
    from slovo.domain.cases.actions.opening import open_case
    from tests.domain.promises.scene import kyiv

    at = kyiv("2027-03-15 09:00")
    return open_case(olena, subject="Claim", channel="desk", by=olena, at=at)
