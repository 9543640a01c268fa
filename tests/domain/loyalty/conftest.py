from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from slovo.domain.clients.models import Organisation, Person
    from slovo.domain.engagements.models import Engagement
    from slovo.domain.post.models import Mailbox
    from slovo.domain.staff.models import User


@pytest.fixture
def agreed(
    olena: Person, berehynia: Organisation, petro: User, iryna: User, mailbox: Mailbox
) -> Engagement:
    """Signed on Friday 12 March at 16:20 (A4)."""
    from tests.domain.loyalty.scene import SIGNED
    from tests.make import make_engagement

    return make_engagement(olena, petro, organisation=berehynia, deputy=iryna, signed_at=SIGNED)
