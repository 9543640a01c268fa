import errno
import sys
from pathlib import Path

from django.db import InterfaceError, OperationalError, connection
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.template.loader import render_to_string
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe
from django.views.defaults import server_error

SCRIPTS = Path(__file__).parent / "static" / "slovo"
NO_ROOM = (errno.ENOSPC, errno.EDQUOT, errno.EFBIG)
AGAIN_SECONDS = "20"


def livez(_request: HttpRequest) -> HttpResponse:
    return HttpResponse("ok\n", content_type="text/plain")


def readyz(_request: HttpRequest) -> HttpResponse:
    with connection.cursor() as cursor:
        cursor.execute("SELECT 1")
    return HttpResponse("ok\n", content_type="text/plain")


@require_safe
def worker(_request: HttpRequest) -> HttpResponse:
    """The service worker stands at the root, so that it may speak for the whole desk."""
    body = (SCRIPTS / "worker.js").read_text(encoding="utf-8")
    answer = HttpResponse(body, content_type="text/javascript; charset=utf-8")
    answer["Cache-Control"] = "no-cache"
    return answer


def broken(request: HttpRequest) -> HttpResponse:
    """503 while the database or the disk is away, for it passes; else 500."""
    is_program = request.path.startswith("/api/")
    if not _passes(sys.exc_info()[1]):
        program = JsonResponse({"detail": _("Something broke on our side.")}, status=500)
        return program if is_program else server_error(request)
    response = (
        JsonResponse({"detail": away()}, status=503)
        if is_program
        else HttpResponse(render_to_string("503.html"), status=503)
    )
    response["Retry-After"] = AGAIN_SECONDS
    response["Cache-Control"] = "no-store"
    if request.method == "GET" and not is_program:
        response["Refresh"] = AGAIN_SECONDS
    return response


def away() -> str:
    return _("The desk cannot reach its database or its disk just now. Try again in a minute.")


def _passes(problem: BaseException | None) -> bool:
    if isinstance(problem, OSError):
        return problem.errno in NO_ROOM
    return isinstance(problem, OperationalError | InterfaceError)
