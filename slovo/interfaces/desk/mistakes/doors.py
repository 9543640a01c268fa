"""The way to a mistake, and the page of a form that ends in one verb about it."""

from collections.abc import Callable
from typing import Any

from django import forms
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse

from slovo.domain.mistakes.models import Mistake
from slovo.interfaces.desk import asking
from slovo.interfaces.desk.doors import reader


def load_mistake(request: HttpRequest, mistake_id: int) -> Mistake:
    visible = Mistake.objects.visible_to(reader(request)).whole()
    related = ("case__engagement", "case__principal", "message", "risk")
    return get_object_or_404(visible.select_related(*related), pk=mistake_id)


def form_page(
    request: HttpRequest,
    mistake: Mistake,
    form: forms.Form,
    verb: Callable[..., object],
    **words: Any,
) -> HttpResponse:
    """It leads back to the mistake."""
    return asking.ask_page(request, form, verb, **_page_of(mistake), **words)


def press(
    request: HttpRequest, mistake: Mistake, verb: Callable[[], object], *, done: str
) -> HttpResponse:
    return asking.press(request, verb, done=done, **_page_of(mistake))


def _page_of(mistake: Mistake) -> dict[str, Any]:
    back = reverse("mistake-show", args=[mistake.pk])
    return {"case": mistake.case, "template": "desk/mistakes/form.html", "back": back}
