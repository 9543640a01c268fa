"""What the house will not do, said in one shape: `{"detail": sentence}` and a status."""

import logging
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from ninja import NinjaAPI
from ninja.errors import AuthenticationError, HttpError, Throttled, ValidationError

from slovo.domain.cases.actions.answering import WordBeyondSilence
from slovo.domain.cases.actions.ending import CaseIsBarred
from slovo.domain.journal.refusal import Refusal
from slovo.domain.promises.actions.making import DoesNotFit, DroppedMissing
from slovo.domain.staff.rights import NotAllowed
from slovo.interfaces.api.faults import words_of
from slovo.lib.moments import instant
from slovo.web.refusals import NOT_KEPT, beyond_keeping

log = logging.getLogger(__name__)


def not_kept(request: HttpRequest, problem: Any) -> HttpResponse:
    log.warning("%s could not be kept", request.path, exc_info=problem)
    return JsonResponse({"detail": beyond_keeping()}, status=422)


def say_misreadings(api: NinjaAPI) -> None:
    for kind in NOT_KEPT:
        api.add_exception_handler(kind, not_kept)

    @api.exception_handler(HttpError)
    def other(request: HttpRequest, problem: HttpError) -> HttpResponse:
        is_garbled = problem.message == "Cannot parse request body"
        detail = words_of({"type": "json_invalid"}) if is_garbled else problem.message
        return api.create_response(request, {"detail": detail}, status=problem.status_code)

    @api.exception_handler(ValidationError)
    def misunderstood(request: HttpRequest, problem: ValidationError) -> HttpResponse:
        wrong = [
            {"field": ".".join(map(str, error["loc"][1:])), "why": words_of(error)}
            for error in problem.errors
        ]
        detail = _("Something in the request could not be understood: “errors” says what.")
        return api.create_response(request, {"detail": detail, "errors": wrong}, status=422)


def say_refusals(api: NinjaAPI) -> None:
    def say(status: int, detail: Promise) -> Any:
        def answer(request: HttpRequest, _problem: Any) -> HttpResponse:
            return api.create_response(request, {"detail": str(detail)}, status=status)

        return answer

    stranger = say(
        401, gettext_lazy("This needs a valid token: Authorization: Bearer followed by your token.")
    )
    nothing = say(404, gettext_lazy("There is nothing here that you may see."))
    too_fast = say(429, gettext_lazy("Too many requests in a short time. Wait a minute and go on."))
    api.add_exception_handler(AuthenticationError, stranger)
    api.add_exception_handler(Http404, nothing)
    api.add_exception_handler(Throttled, too_fast)

    @api.exception_handler(NotAllowed)
    def not_allowed(request: HttpRequest, refusal: NotAllowed) -> HttpResponse:
        return api.create_response(request, {"detail": str(refusal)}, status=403)

    @api.exception_handler(Refusal)
    def refused(request: HttpRequest, refusal: Refusal) -> HttpResponse:
        said = {"detail": str(refusal), **more_of(refusal)}
        return api.create_response(request, said, status=422)

    say_misreadings(api)


def more_of(refusal: Refusal) -> dict[str, Any]:
    """What a caller can go on with, beside the sentence."""
    if isinstance(refusal, WordBeyondSilence):
        return {"limit_at": instant(refusal.limit)}
    if isinstance(refusal, CaseIsBarred):
        found = [{"words": each.words, "path": each.path or None} for each in refusal.obstacles]
        return {"in_the_way": found}
    if isinstance(refusal, DoesNotFit):
        minutes = {"needed_minutes": refusal.needed, "free_minutes": refusal.free}
        return {**minutes, "earliest_at": instant(refusal.earliest)}
    if isinstance(refusal, DroppedMissing):
        return {"keepable_at": instant(refusal.proposed)}
    return {}
