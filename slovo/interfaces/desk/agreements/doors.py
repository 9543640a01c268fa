"""The way to an agreement, and the page of a form that ends in one verb about it."""

from collections.abc import Callable
from typing import Any

from django import forms
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse

from slovo.domain.engagements.models import Engagement
from slovo.interfaces.desk import asking
from slovo.interfaces.desk.doors import reader

EVERYBODY = ("person", "organisation", "service_class", "principal", "handler", "answerer")


def load_engagement(request: HttpRequest, engagement_id: int) -> Engagement:
    visible = Engagement.objects.visible_to(reader(request)).select_related(*EVERYBODY, "deputy")
    return get_object_or_404(visible, pk=engagement_id)


def form_page(
    request: HttpRequest,
    engagement: Engagement,
    form: forms.Form,
    verb: Callable[..., object],
    *,
    part: str = "",
    template: str = "form",
    **words: Any,
) -> HttpResponse:
    """It leads back to the `part` of the agreement's page."""
    page, back = f"desk/agreements/{template}.html", page_of(engagement, part)
    said = {"engagement": engagement, **words}
    return asking.ask_page(request, form, verb, template=page, back=back, **said)


def press(
    request: HttpRequest,
    engagement: Engagement,
    verb: Callable[[], object],
    *,
    done: str,
    part: str,
) -> HttpResponse:
    page, back = "desk/agreements/form.html", page_of(engagement, part)
    return asking.press(request, verb, template=page, back=back, done=done, engagement=engagement)


def page_of(engagement: Engagement, part: str = "") -> str:
    return reverse("engagement-show", args=[engagement.pk]) + (f"#{part}" if part else "")
