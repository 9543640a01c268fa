"""Who is on duty while the firm is closed, and until when."""

from datetime import datetime
from typing import NamedTuple

from slovo.domain.duty.coverage import night_desk
from slovo.domain.engagements.card import Card
from slovo.interfaces.portal.card import Press, href
from slovo.interfaces.portal.doors import Visit
from slovo.lib import moments


class OnDuty(NamedTuple):
    """`until` is by the client's own clock; `ways` are the numbers that are answered at night."""

    names: str
    until: str
    ways: list[Press]


def on_duty_now(visit: Visit, card: Card, at: datetime) -> OnDuty | None:
    """None while we are open, and when nobody is there."""
    desk = night_desk(at)
    if desk is None or not desk.shifts:
        return None
    until = min(shift.ends_at for shift in desk.shifts)
    key = "emergency" if card.value("emergency") else "phone"
    numbers = card.value(key).split(", ") if card.value(key) else []
    return OnDuty(
        ", ".join(user.full_name for user in desk.users),
        moments.moment(until, visit.case.zone, visit.language, offset=True),
        [Press(number, href(key, number)) for number in numbers],
    )
