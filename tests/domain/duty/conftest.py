from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from slovo.domain.staff.models import Team, User


@pytest.fixture
def desk(petro: User, iryna: User, maksym: User) -> Team:
    from tests.domain.duty.rota import make_desk

    return make_desk(petro, iryna, maksym)


@pytest.fixture
def experts(desk: Team, petro: User, iryna: User) -> Team:
    from tests.domain.duty.rota import make_experts

    return make_experts(desk, petro, iryna)
