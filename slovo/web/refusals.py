from collections.abc import Callable

from django.http import HttpRequest, HttpResponse
from django.views.defaults import permission_denied

from slovo.domain.staff.rights import NotAllowed

Answer = Callable[[HttpRequest], HttpResponse]


class NotAllowedMiddleware:
    """What a colleague's roles do not allow is said on a page with status 403."""

    def __init__(self, get_response: Answer) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_exception(self, request: HttpRequest, exception: Exception) -> HttpResponse | None:
        if isinstance(exception, NotAllowed):
            return permission_denied(request, exception)
        return None
