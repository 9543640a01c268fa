from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.doors import _morning, _no_memory_of_others, clock_at

if TYPE_CHECKING:
    from slovo.domain.cases.models import Case
    from slovo.domain.clients.models import Person
    from slovo.domain.engagements.models import Engagement

__all__ = ["_morning", "_no_memory_of_others", "clock_at"]


@pytest.fixture
def case(olena: Person, engagement: Engagement) -> Case:
    """Olena writes on Wednesday 10 March, 11:05 in Kyiv; Petro handles it, Iryna is his deputy."""
    from tests.portal.scene import write

    return write(olena)
