from collections.abc import Callable

from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.middleware.gzip import GZipMiddleware
from django.shortcuts import redirect
from django.utils import timezone, translation

from slovo.domain.staff.models import Firm
from slovo.lib.queued_sqlite import durably

Answer = Callable[[HttpRequest], HttpResponse]


SAFE = frozenset({"GET", "HEAD", "OPTIONS", "TRACE"})


class KeepingMiddleware:
    """Who is told that it is saved, sent or promised finds it so after a power failure."""

    def __init__(self, get_response: Answer) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if request.method in SAFE:
            return self.get_response(request)
        with durably():
            return self.get_response(request)


class SmallerMiddleware(GZipMiddleware):
    """A page that does not fit into the first packets of a connection travels compressed."""

    enough = 14_000

    def process_response(
        self, request: HttpRequest, response: HttpResponseBase
    ) -> HttpResponseBase:
        is_words = response.get("Content-Type", "").startswith(("text/", "application/json"))
        is_whole = isinstance(response, HttpResponse) and len(response.content) >= self.enough
        return super().process_response(request, response) if is_words and is_whole else response


class PrivateMiddleware:
    """What nobody said otherwise of is for one reader, and asked for anew each time.

    He may still go back to what he was typing; who signs out leaves no page behind in the browser.
    """

    def __init__(self, get_response: Answer) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self.get_response(request)
        response.headers.setdefault("Cache-Control", "private, no-cache")
        match = request.resolver_match
        if request.method == "POST" and match and match.url_name == "account_logout":
            response["Clear-Site-Data"] = '"cache"'
        return response


class UserPreferencesMiddleware:
    """A colleague reads the desk in his own language and zone."""

    def __init__(self, get_response: Answer) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        user = request.user
        if not user.is_authenticated:
            return self.get_response(request)
        with translation.override(user.language), timezone.override(user.zone):
            request.LANGUAGE_CODE = user.language
            return self.get_response(request)


class FirstRunMiddleware:
    """While there is no firm, who would sign in is led to the page that founds one."""

    def __init__(self, get_response: Answer) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_view(self, request: HttpRequest, *_view: object) -> HttpResponse | None:
        match = request.resolver_match
        is_sign_in = match is not None and match.url_name == "account_login"
        return redirect("first-run") if is_sign_in and Firm.current() is None else None
