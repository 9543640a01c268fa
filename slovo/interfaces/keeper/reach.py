"""What happens by itself so that no client calls a dead number or writes to a dead address."""

from datetime import datetime

from slovo.domain.engagements.actions.touchpoints import try_address
from slovo.domain.engagements.models import Touchpoint, Way
from slovo.domain.journal.actors import HOUSE


def try_addresses(at: datetime) -> int:
    """A letter to ourselves every week, and a look whether it came back."""
    mail = Touchpoint.objects.standing().filter(way=Way.MAIL)
    return sum(try_address(touchpoint, by=HOUSE, at=at) for touchpoint in mail)
