"""All that is a client's own, behind one link. Looking takes nothing: scanners open links."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods

from slovo.domain.access.links import link_of
from slovo.domain.goodwill.actions.exporting import fetch_records
from slovo.domain.goodwill.models import Parting
from slovo.domain.goodwill.wordings import records_name
from slovo.interfaces.portal.doors import lost, say_too_fast, unseen
from slovo.lib import clock
from slovo.web.brakes import is_too_fast, visitor
from slovo.web.downloads import download
from slovo.web.languages import others, reading, remember

POSTS, SECONDS = 20, 600


@csrf_exempt
@require_http_methods(["GET", "HEAD", "POST"])
def records(request: HttpRequest, token: str) -> HttpResponse:
    """The link is the secret, so no cookie and no CSRF token is needed; POST takes the archive."""
    parting = find(token)
    with reading(request, parting.person.language if parting else "") as language:
        response = lost(request) if parting is None else _answer(request, token, parting)
    response["Content-Language"] = language
    remember(request, response, f"/records/{token}/")
    return unseen(response)


def find(token: str) -> Parting | None:
    link = link_of(token)
    kind, _colon, key = link.subject.partition(":") if link else ("", "", "")
    if link is None or kind != "parting":
        return None
    rows = Parting.objects.select_related("person", "case")
    return rows.filter(pk=int(key), person=link.person, exported_at__isnull=False).first()


def _answer(request: HttpRequest, token: str, parting: Parting) -> HttpResponse:
    if request.method == "POST":
        who = f"{token} {visitor(request)}"
        if is_too_fast("records", who, limit=POSTS, seconds=SECONDS):
            return say_too_fast(request)
        fetch_records(parting, by=parting.person, at=clock.now())
        return download(parting.export_file, records_name(parting))
    context = {"parting": parting, "languages": others(request.LANGUAGE_CODE)}
    return render(request, "portal/records.html", context)
