"""How every page of the settings is shown: the ways on the left, one part on the right."""

from collections.abc import Mapping
from typing import Any

from django import forms
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from slovo.interfaces.desk.asking import show
from slovo.interfaces.desk.doors import for_desk, reader
from slovo.interfaces.desk.settings.places import places_for
from slovo.interfaces.desk.trouble import trouble_line
from slovo.lib import clock


def part(request: HttpRequest, template: str, **context: Any) -> HttpResponse:
    """A page without a form of its own."""
    return render(request, f"desk/settings/{template}.html", dressed(request, context))


def form_part(
    request: HttpRequest, template: str, form: forms.BaseForm, **context: Any
) -> HttpResponse:
    return show(request, f"desk/settings/{template}.html", form, dressed(request, context))


def dressed(request: HttpRequest, context: Mapping[str, Any]) -> dict[str, Any]:
    return {"places": places_for(request), **context}


@for_desk("make_token")
def index(request: HttpRequest) -> HttpResponse:
    return part(request, "index", trouble=trouble_line(reader(request), clock.now()))
