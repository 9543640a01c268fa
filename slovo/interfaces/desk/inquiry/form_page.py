"""A page with one form about a complaint; its second press keeps it."""

from collections.abc import Callable
from typing import Any

from django import forms
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse

from slovo.domain.complaints.models import Complaint
from slovo.interfaces.desk.asking import ask_page
from slovo.interfaces.desk.doors import reader

RELATED = ("case__person", "case__service_class__calendar", "person", "owner", "about__person")


def load(request: HttpRequest, number: int) -> Complaint:
    visible = Complaint.objects.visible_to(reader(request))
    return get_object_or_404(visible.select_related(*RELATED), number=number)


def form_page(
    request: HttpRequest,
    complaint: Complaint,
    form: forms.Form,
    verb: Callable[..., object],
    *,
    to: str = "",
    **words: Any,
) -> HttpResponse:
    """`to`: the part of the complaint's page to come back to."""
    page = "desk/complaints/form.html"
    back = reverse("complaint-show", args=[complaint.number]) + (f"#{to}" if to else "")
    return ask_page(request, form, verb, template=page, back=back, complaint=complaint, **words)
