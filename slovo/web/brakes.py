"""How often a stranger may knock: a counter per door and visitor in the cache."""

import hashlib

from django.core.cache import cache
from django.http import HttpRequest


def is_too_fast(door: str, who: str, *, limit: int, seconds: int) -> bool:
    """Count one more knock; True past `limit` of them within about so many seconds."""
    key = "brake:" + hashlib.sha256(f"{door}\n{who}".encode()).hexdigest()
    cache.add(key, 0, seconds)
    try:
        return cache.incr(key) > limit
    except ValueError:  # the count ran out between the two calls
        return False


def visitor(request: HttpRequest) -> str:
    return str(request.META.get("REMOTE_ADDR", ""))
