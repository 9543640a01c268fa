"""A page with one form about a complaint; its second press keeps it."""

from collections.abc import Callable
from typing import Any

from django import forms
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.functional import Promise as Lazy

from slovo.domain.complaints.models import Complaint
from slovo.interfaces.desk.asking import ask
from slovo.interfaces.desk.asking import show as show_form
from slovo.interfaces.desk.doors import reader
from slovo.web.toasts import say

RELATED = ("case__person", "case__service_class__calendar", "person", "owner", "about__person")


def load(request: HttpRequest, number: int) -> Complaint:
    visible = Complaint.objects.visible_to(reader(request))
    return get_object_or_404(visible.select_related(*RELATED), number=number)


def form_page(  # noqa: PLR0913 - a page with a form has this many words
    request: HttpRequest,
    complaint: Complaint,
    form: forms.Form,
    verb: Callable[..., object],
    *,
    title: str | Lazy,
    lede: str | Lazy = "",
    button: str | Lazy,
    done: str | Lazy,
    to: str = "",
    **more: Any,
) -> HttpResponse:
    """`to`: the part of the complaint's page to come back to."""
    back = reverse("complaint-show", args=[complaint.number]) + (f"#{to}" if to else "")
    if ask(form, verb) is not None:
        say(request, str(done))
        return redirect(back)
    context = {"complaint": complaint, "title": title, "lede": lede, "button": button, "back": back}
    return show_form(request, "desk/inquiry/form.html", form, {**context, **more})
