"""Who asks, and how often he may."""

from typing import cast

from django.http import HttpRequest
from django.utils import translation
from ninja.errors import Throttled
from ninja.security import HttpBearer
from ninja.throttling import BaseThrottle

from slovo.domain.access.tokens import user_of
from slovo.domain.staff.models import User
from slovo.web.brakes import is_too_fast, visitor

LIMIT, GUESSES, SECONDS = 600, 60, 60


class Bearer(HttpBearer):
    """A token made with `slovo token` or on the settings page; it may what its owner may.

    `right`: what a token may be limited to and still opens this door.
    """

    def __init__(self, right: str = "") -> None:
        super().__init__()
        self.right = right

    def authenticate(self, request: HttpRequest, token: str) -> User | None:
        user = user_of(token, self.right)
        if user is not None:
            translation.activate(_language_of(request, user))
        elif is_too_fast("api-guess", visitor(request), limit=GUESSES, seconds=SECONDS):
            raise Throttled(wait=SECONDS)
        return user


def _language_of(request: HttpRequest, user: User) -> str:
    """What the call asks for, else the colleague's own."""
    asks = "Accept-Language" in request.headers
    return translation.get_language_from_request(request) if asks else user.language


class Pace(BaseThrottle):
    """Six hundred requests a minute for each colleague."""

    def allow_request(self, request: HttpRequest) -> bool:
        return not is_too_fast("api", str(asker(request).pk), limit=LIMIT, seconds=SECONDS)

    def wait(self) -> float | None:
        return SECONDS


def asker(request: HttpRequest) -> User:
    """The colleague the token speaks for; `Bearer` has made sure that there is one."""
    return cast("User", request.auth)  # type: ignore[attr-defined]
