from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from slovo.domain.cases.models import Case
    from slovo.domain.clients.models import Person
    from slovo.domain.engagements.models import Engagement
    from slovo.domain.staff.models import User
    from slovo.domain.standards.models import RuleVersion


@pytest.fixture
def case(olena: Person, engagement: Engagement) -> Case:
    from tests.desk.scene import write

    return write(olena)


@pytest.fixture
def rule(olha: User) -> RuleVersion:
    """“When the price is small, decide for the client”."""
    from slovo.domain.standards.models import RuleVersion

    return RuleVersion.objects.select_related("rule").get(rule__number="1", version=1)


@pytest.fixture
def limits(olha: User) -> None:
    from slovo.domain.goodwill.actions.limits import save_limits
    from tests.make import MORNING

    amounts = {"specialist": Decimal(10000), "front_office": Decimal(1000)}
    save_limits(currency="UAH", amounts=amounts, by=olha, at=MORNING)


@pytest.fixture
def yearly(engagement: Engagement, olha: User) -> None:
    """Olena has been invoiced for 310,000 today."""
    from tests.make import make_invoice

    make_invoice(engagement, olha, unit_price=Decimal(310000))
