"""What every page knows: the firm, the time in the reader's zone, and what calls for a look."""

from typing import Any
from zoneinfo import ZoneInfo

from django.conf import settings
from django.http import HttpRequest
from django.utils.functional import SimpleLazyObject

from slovo.domain.staff.models import User
from slovo.lib import clock
from slovo.web.frame import frame_of


def house(request: HttpRequest) -> dict[str, Any]:
    user = getattr(request, "user", None)
    colleague = user if user is not None and user.is_authenticated else None
    zone = colleague.zone if colleague else "UTC"
    now = clock.now()
    frame: Any = SimpleLazyObject(lambda: frame_of(colleague, now))
    firm = SimpleLazyObject(lambda: frame.firm)
    return {
        "firm": firm,
        "now": now,
        "local_now": now.astimezone(ZoneInfo(zone)),
        "zone": zone,
        "demo_colleagues": SimpleLazyObject(lambda: colleagues_of_demo(firm)),
        "frame": frame,
        "oidc_name": settings.OIDC_NAME,
    }


def colleagues_of_demo(firm: Any) -> list[User]:
    """Whom a visitor of the demo may be; nobody elsewhere."""
    if not firm or firm.kind != "demo":
        return []
    return list(User.objects.filter(left_at=None).order_by("pk"))
