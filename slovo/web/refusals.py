import logging
from collections.abc import Callable
from http import HTTPStatus

from django.db import DataError
from django.forms import BaseForm
from django.http import HttpRequest, HttpResponse
from django.template.loader import render_to_string
from django.template.response import TemplateResponse
from django.utils.translation import gettext as _
from django.views.defaults import permission_denied

from slovo.domain.staff.rights import NotAllowed

log = logging.getLogger(__name__)
Answer = Callable[[HttpRequest], HttpResponse]
# PostgreSQL says the first of what it cannot hold; SQLite and Python say the others.
NOT_KEPT = (DataError, OverflowError, UnicodeEncodeError)


def beyond_keeping() -> str:
    return _("Something in it is too long, too large, or holds a sign that cannot be kept.")


class NotAllowedMiddleware:
    """What a colleague's roles do not allow is said on a page with status 403."""

    def __init__(self, get_response: Answer) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self.get_response(request)
        if response.status_code == HTTPStatus.METHOD_NOT_ALLOWED and request.method == "GET":
            return with_words(request, response)
        return response

    def process_template_response(
        self, request: HttpRequest, response: TemplateResponse
    ) -> TemplateResponse:
        """A form that comes back with faults says so in its status, whoever drew it."""
        form = (response.context_data or {}).get("form")
        is_faulty = isinstance(form, BaseForm) and form.is_bound and bool(form.errors)
        if request.method == "POST" and is_faulty and response.status_code == HTTPStatus.OK:
            response.status_code = HTTPStatus.UNPROCESSABLE_ENTITY
        return response

    def process_exception(self, request: HttpRequest, exception: Exception) -> HttpResponse | None:
        if isinstance(exception, NotAllowed):
            return permission_denied(request, exception)
        if isinstance(exception, NOT_KEPT):
            log.warning("%s could not be kept", request.path, exc_info=exception)
            said = {"words": beyond_keeping()}
            return HttpResponse(render_to_string("422.html", said, request), status=422)
        return None


def with_words(request: HttpRequest, response: HttpResponse) -> HttpResponse:
    """Who looks at an address that only takes what is sent gets words, not a blank page."""
    if not response.content:
        response.content = render_to_string("404.html", request=request)
    return response
