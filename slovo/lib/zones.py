"""Names of time zones, as the tz database writes them."""

from functools import lru_cache
from zoneinfo import available_timezones

_CONTINENTS = (
    "Africa/",
    "America/",
    "Antarctica/",
    "Asia/",
    "Atlantic/",
    "Australia/",
    "Europe/",
    "Indian/",
    "Pacific/",
)


def is_zone(name: str) -> bool:
    """Whether the tz database on this machine knows `name`, such as «Europe/Kyiv»."""
    return name in _known()


@lru_cache(maxsize=1)
def names() -> list[str]:
    """Zones to choose from: the places, without old aliases such as «GB» or «Etc/GMT+5»."""
    return ["UTC", *sorted(name for name in _known() if name.startswith(_CONTINENTS))]


@lru_cache(maxsize=1)
def _known() -> frozenset[str]:
    return frozenset(available_timezones())
