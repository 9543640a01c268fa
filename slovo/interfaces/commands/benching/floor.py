"""The floor under every page: the same server, signed in, one indexed query of fifty rows."""

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.template import engines
from django.urls import include, path

from slovo.domain.cases.models import Case

PAGE = """<!doctype html><html lang="{{ language }}"><title>Floor</title><h1>{{ name }}</h1><ul>
{% for number, subject, opened_at in rows %}<li>S-{{ number }} {{ subject }} {{ opened_at }}</li>
{% endfor %}</ul></html>"""
ROWS = 50
_template = engines["django"].from_string(PAGE)


@login_required
def floor(request: HttpRequest) -> HttpResponse:
    rows = Case.objects.order_by("-opened_at", "-id").values_list("number", "subject", "opened_at")
    context = {"rows": rows[:ROWS], "name": str(request.user), "language": "en"}
    return HttpResponse(_template.render(context, request))


urlpatterns = [path("floor/", floor), path("", include("slovo.urls"))]
