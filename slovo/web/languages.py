"""The language of a page whose reader has no account: what he chose, else what fits him."""

from collections.abc import Iterator
from contextlib import contextmanager

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.utils import translation
from django.utils.translation import get_language_from_request, gettext_noop

KNOWN = tuple(code for code, _name in settings.LANGUAGES)
NAMES = {"en": "English", "ru": "Русский", "uk": "Українська"}
YEAR = 365 * 24 * 3600
OF_DJANGO = (gettext_noop("This field is required."),)  # said by every form: our own translation


@contextmanager
def reading(request: HttpRequest, fitting: str = "") -> Iterator[str]:
    """`?language=uk` wins, then what he chose before, then `fitting`, then his browser's."""
    language = chosen(request) or fitting[:2]
    if language not in KNOWN:
        language = get_language_from_request(request)
    language = language if language in KNOWN else settings.LANGUAGE_CODE
    with translation.override(language):
        request.LANGUAGE_CODE = language
        yield language


def chosen(request: HttpRequest) -> str:
    asked = (request.GET.get("language"), request.COOKIES.get(settings.LANGUAGE_COOKIE_NAME))
    return next((language for language in asked if language in KNOWN), "")


def remember(request: HttpRequest, response: HttpResponse, path: str) -> None:
    """Keep a language that was asked for, for the pages under `path` alone."""
    if request.GET.get("language") in KNOWN:
        response.set_cookie(
            settings.LANGUAGE_COOKIE_NAME,
            request.GET["language"],
            max_age=YEAR,
            path=path,
            secure=request.is_secure(),
            httponly=True,
            samesite="Lax",
        )


def others(language: str) -> list[tuple[str, str]]:
    """The other languages, each in its own words."""
    return [(code, NAMES[code]) for code in KNOWN if code != language]
