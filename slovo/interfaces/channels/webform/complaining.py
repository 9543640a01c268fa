"""The public page of complaints: free, without an account, in three languages (ISO 10002, 7.1)."""

from typing import ClassVar

from django import forms
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext_lazy as _
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods, require_safe

from slovo.domain.complaints.actions.complaining_in import complain_in
from slovo.domain.complaints.models import Complaint
from slovo.domain.journal.actors import HOUSE
from slovo.interfaces.channels.webform.forms import LONGEST, Visitor
from slovo.interfaces.channels.webform.receive import Public, come_in, number_in, unseen
from slovo.lib import clock, moments
from slovo.web.days import refuse_far
from slovo.web.languages import reading


class Complain(Visitor):
    """What went wrong and what he wishes; everything but words, name and address may be empty."""

    text = forms.CharField(
        max_length=LONGEST // 5,
        label=_("What is wrong?"),
        help_text=_("In your own words: what happened, when, and who was there."),
        error_messages={"required": _("Write what is wrong.")},
        widget=forms.Textarea,
    )
    remedy_sought = forms.CharField(
        max_length=500, required=False, label=_("What would put it right for you?")
    )
    problem_on = forms.DateField(
        label=_("When it happened"),
        required=False,
        validators=[refuse_far],
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
    )
    representative = forms.CharField(
        max_length=300, required=False, label=_("If you write for somebody else: for whom")
    )
    is_repeated = forms.BooleanField(required=False, label=_("I have complained of this before"))

    ASKED: ClassVar[tuple[str, ...]] = (
        "text",
        "remedy_sought",
        "problem_on",
        "is_repeated",
        "attachments",
        "full_name",
        "email",
        "phone",
        "organisation",
        "representative",
    )


@csrf_exempt  # it does nothing in anybody's name, and works where cookies are refused
@require_http_methods(["GET", "HEAD", "POST"])
def complain(request: HttpRequest) -> HttpResponse:
    return come_in(request, COMPLAIN)


@require_safe
def thanks(request: HttpRequest, sealed_complaint: str) -> HttpResponse:
    """Who sees it through and by when; the number is all that the page knows of him."""
    found = Complaint.objects.select_related("case__person", "case__service_class__calendar")
    complaint = (
        found.filter(number=number_in(sealed_complaint, COMPLAIN)).select_related("owner").first()
    )
    if complaint is None:
        raise Http404
    with reading(request) as language:
        zone = complaint.case.zone
        context = {
            "ref": complaint.ref,
            "owner": complaint.owner_name,
            "limit": moments.by_words(complaint.limit_at, zone, language),
            "offset": moments.offset_of(complaint.limit_at, zone),
        }
        response = render(request, "webform/complained.html", context)
    response["Content-Language"] = language
    return unseen(response)


def _heard(form: Visitor, language: str) -> int:
    said = form.cleaned_data
    names = ("email", "full_name", "zone", "phone", "organisation")
    more = ("remedy_sought", "problem_on", "representative", "is_repeated")
    complaint = complain_in(
        **{name: said[name] for name in (*names, *more)},
        language=language,
        stated=said["text"],
        files=said["attachments"],
        by=HOUSE,
        at=clock.now(),
    )
    return complaint.number


COMPLAIN = Public(
    "complaint", "/complain/", Complain, "webform/complain.html", "complain-thanks", _heard
)
