"""What we remember about the client, on his own page: he reads it, and takes out what he likes."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods

from slovo.domain.clients.actions.details import drop_detail
from slovo.interfaces.portal.doors import Visit, for_client
from slovo.interfaces.portal.pages import around
from slovo.lib import clock


@require_http_methods(["GET", "HEAD"])
@for_client
def show(request: HttpRequest, visit: Visit) -> HttpResponse:
    rows = visit.person.details.order_by("use", "pk")
    return render(request, "portal/about.html", {**around(visit), "details": rows})


@require_http_methods(["POST"])
@for_client
def forget(_request: HttpRequest, visit: Visit, detail_id: int) -> HttpResponse:
    """Pressed twice, it is forgotten once."""
    detail = visit.person.details.filter(pk=detail_id).first()
    if detail is not None:
        drop_detail(detail, by=visit.person, at=clock.now())
    return redirect("client-about", visit.token)
