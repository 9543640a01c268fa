"""How one reads: light or dark, and in which language. A guest's language lives in his cookie."""

from django.conf import settings
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.http import require_POST

from slovo.domain.journal.refusal import Refusal
from slovo.domain.staff.actions.profile import save_profile
from slovo.domain.staff.models import User
from slovo.lib import clock

YEAR = 365 * 24 * 3600


@require_POST
def set_theme(request: HttpRequest) -> HttpResponse:
    user = request.user
    theme = request.POST.get("theme", "")
    if isinstance(user, User):
        try:
            save_profile(user, theme=theme, by=user, at=clock.now())
        except Refusal as refusal:
            return HttpResponse(str(refusal), status=422, content_type="text/plain")
    return back(request)


@require_POST
def set_language(request: HttpRequest) -> HttpResponse:
    user = request.user
    language = request.POST.get("language", "")
    if language not in dict(settings.LANGUAGES):
        return HttpResponse(status=422)
    if isinstance(user, User):
        save_profile(user, language=language, by=user, at=clock.now())
    answer = back(request)
    answer.set_cookie(
        settings.LANGUAGE_COOKIE_NAME,
        language,
        max_age=YEAR,
        secure=settings.SESSION_COOKIE_SECURE,
        samesite="Lax",
    )
    return answer


def back(request: HttpRequest) -> HttpResponse:
    """To the page he came from; nothing at all for a script."""
    if request.headers.get("Sec-Fetch-Dest") == "empty":
        return HttpResponse(status=204)
    asked = request.POST.get("next", "")
    is_ours = url_has_allowed_host_and_scheme(
        asked, allowed_hosts={request.get_host()}, require_https=request.is_secure()
    )
    return HttpResponseRedirect(asked if is_ours else "/")
