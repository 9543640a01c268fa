"""The way to an agreement, and the page of a form that ends in one verb about it."""

from collections.abc import Callable
from typing import Any

from django import forms
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.functional import Promise

from slovo.domain.engagements.models import Engagement
from slovo.domain.journal.refusal import Refusal
from slovo.interfaces.desk.asking import ask, show
from slovo.interfaces.desk.doors import reader
from slovo.web.toasts import say

EVERYBODY = ("person", "organisation", "service_class", "principal", "handler", "answerer")
Words = str | Promise


def load_engagement(request: HttpRequest, engagement_id: int) -> Engagement:
    visible = Engagement.objects.visible_to(reader(request)).select_related(*EVERYBODY, "deputy")
    return get_object_or_404(visible, pk=engagement_id)


def form_page(  # noqa: PLR0913 - what the page says, and what it does
    request: HttpRequest,
    engagement: Engagement,
    form: forms.Form,
    verb: Callable[..., object],
    *,
    title: Words,
    button: Words,
    lede: Words = "",
    done: Words = "",
    part: str = "",
    template: str = "form",
    **context: Any,
) -> HttpResponse:
    """GET asks, POST does and leads back to the agreement; what is refused is asked again."""
    if ask(form, verb) is not None:
        if done:
            say(request, str(done))
        return back(engagement, part)
    words = {"engagement": engagement, "title": title, "button": button, "lede": lede}
    return show(request, f"desk/agreements/{template}.html", form, {**words, **context})


def press(
    request: HttpRequest,
    engagement: Engagement,
    verb: Callable[[], object],
    *,
    done: str,
    part: str,
) -> HttpResponse:
    """One press, one verb; why it was refused is said on a page with the way back."""
    try:
        verb()
    except Refusal as refusal:
        context = {"engagement": engagement, "why": str(refusal), "part": part}
        return render(request, "desk/agreements/refused.html", context, status=422)
    say(request, done)
    return back(engagement, part)


def back(engagement: Engagement, part: str = "") -> HttpResponse:
    page = redirect("engagement-show", engagement.pk)
    if part:
        page["Location"] += f"#{part}"
    return page
