"""What every page knows: the firm, the time in the reader's zone, and how many wait in the dark."""

from typing import Any
from zoneinfo import ZoneInfo

from django.http import HttpRequest
from django.utils.functional import SimpleLazyObject

from slovo.domain.staff.models import Firm
from slovo.lib import clock


def house(request: HttpRequest) -> dict[str, Any]:
    firm = SimpleLazyObject(Firm.current)
    user = getattr(request, "user", None)
    zone = user.zone if user is not None and user.is_authenticated else "UTC"
    now = clock.now()
    return {"firm": firm, "now": now, "local_now": now.astimezone(ZoneInfo(zone)), "zone": zone}
