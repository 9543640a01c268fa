from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING, Any

import pytest

if TYPE_CHECKING:
    from collections.abc import Callable

    from slovo.domain.billing.models import Invoice
    from slovo.domain.engagements.models import Engagement
    from slovo.domain.staff.models import User


@pytest.fixture
def log(engagement: Engagement, maksym: User) -> Callable[..., Any]:
    from slovo.domain.delivery.actions.time import log_time
    from tests.make import MORNING

    def logging(**sides: Any) -> Any:
        given = {"day": date(2027, 3, 9), "minutes": 210, "note": "Claim", "by": maksym}
        return log_time(engagement, **{**given, "at": MORNING, **sides})

    return logging


@pytest.fixture
def draft(engagement: Engagement, petro: User) -> Invoice:
    from slovo.domain.billing.actions.drafting import draft_invoice
    from tests.make import MORNING

    return draft_invoice(engagement, currency="uah", by=petro, at=MORNING)


@pytest.fixture
def line_on(petro: User) -> Callable[..., Any]:
    from slovo.domain.billing.actions.drafting import add_line
    from tests.make import MORNING

    def putting(invoice: Invoice, price: str = "5000", text: str = "Court", **sides: Any) -> Any:
        given = {"quantity": Decimal(1), "by": petro, "at": MORNING, "text": text, **sides}
        return add_line(invoice, unit_price=Decimal(price), **given)

    return putting


@pytest.fixture
def issued(draft: Invoice, line_on: Callable[..., Any], petro: User) -> Invoice:
    """Two lines: 5000 and 2000, due on 24 March."""
    from slovo.domain.billing.actions.issuing import issue_invoice
    from tests.make import MORNING

    line_on(draft)
    line_on(draft, "2000", "Copies")
    return issue_invoice(draft, due_on=date(2027, 3, 24), by=petro, at=MORNING)
