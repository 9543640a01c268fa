"""What every page knows: the firm, the time in the reader's zone, and how many wait in the dark."""

from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo

from django.http import HttpRequest
from django.utils.functional import SimpleLazyObject

from slovo.domain.cases.models import Case
from slovo.domain.staff.models import Firm, User
from slovo.lib import clock


def house(request: HttpRequest) -> dict[str, Any]:
    firm = SimpleLazyObject(Firm.current)
    user = getattr(request, "user", None)
    zone = user.zone if user is not None and user.is_authenticated else "UTC"
    now = clock.now()
    return {
        "firm": firm,
        "now": now,
        "local_now": now.astimezone(ZoneInfo(zone)),
        "zone": zone,
        "demo_colleagues": SimpleLazyObject(lambda: colleagues_of_demo(firm)),
        "dark_count": SimpleLazyObject(lambda: count_dark(user, now)),
    }


def count_dark(user: Any, now: datetime) -> int:
    """How many of his own clients wait in the dark: the figure on the rail."""
    if not isinstance(user, User):
        return 0
    return Case.objects.visible_to(user).open_of(user).in_the_dark(now).count()


def colleagues_of_demo(firm: Any) -> list[User]:
    """Whom a visitor of the demo may be; nobody elsewhere."""
    if not firm or firm.kind != "demo":
        return []
    return list(User.objects.filter(left_at=None).order_by("pk"))
