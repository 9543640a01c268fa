"""What is changed after complaints: taken, in force, watched, proven, or happened again."""

from collections.abc import Callable
from typing import Any
from urllib.parse import urlencode

from django import forms
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_safe

from slovo.domain.complaints.actions.measures import drop_measure, put_in_force, take_measure
from slovo.domain.complaints.actions.waiving import settle_waiver, waive_measure
from slovo.domain.complaints.models import Measure, Waiver
from slovo.interfaces.desk.asking import ask_page, typed
from slovo.interfaces.desk.doors import for_desk, reader
from slovo.interfaces.desk.inquiry.form_page import form_page, load
from slovo.interfaces.desk.inquiry.forms import (
    InForceForm,
    MeasureForm,
    SureForm,
    WaiverForm,
    WhyForm,
)
from slovo.interfaces.desk.inquiry.measure_rows import groups_of, rows_of, wanted_of
from slovo.interfaces.desk.spoken import Voice
from slovo.lib import clock

PART = "prevention"


@require_safe
@for_desk()
def show_list(request: HttpRequest) -> HttpResponse:
    """Late and happened again first; each group opens by its number."""
    at, user, wanted = clock.now(), reader(request), request.GET.get("stand", "")
    visible = Measure.objects.visible_to(user)
    wished = wanted_of(visible, wanted, at)
    rows, after = rows_of(wished, user, Voice.here(at), request.GET.get("after", ""))
    context = {
        "groups": groups_of(visible, at),
        "rows": rows,
        "more_url": f"?{urlencode({'stand': wanted, 'after': after})}" if after else "",
        "wanted": wanted,
    }
    return render(request, "desk/inquiry/measures.html", context)


@for_desk("take_measure")
def take(request: HttpRequest, complaint_number: int) -> HttpResponse:
    complaint, user = load(request, complaint_number), reader(request)
    return form_page(
        request,
        complaint,
        MeasureForm(typed(request)),
        lambda **said: take_measure(complaint, **said, by=user, at=clock.now()),
        title=_("So that it does not happen again"),
        lede=_("What is changed, whose it is, by when. From then on ninety days are watched."),
        button=_("Take the measure"),
        done=_("The measure is taken, and its owner knows of it."),
        to=PART,
    )


@for_desk("take_measure")
def waive(request: HttpRequest, complaint_number: int) -> HttpResponse:
    complaint, user = load(request, complaint_number), reader(request)
    return form_page(
        request,
        complaint,
        WaiverForm(typed(request)),
        lambda **said: waive_measure(complaint, **said, by=user, at=clock.now()),
        title=_("No measure is taken"),
        lede=_("It counts once a principal agrees to the reason."),
        button=_("Ask for it"),
        done=_("The reason is kept."),
        to=PART,
    )


@for_desk("approve_no_measure")
def approve(request: HttpRequest, complaint_number: int) -> HttpResponse:
    return _settle(request, complaint_number, is_approved=True)


@for_desk("approve_no_measure")
def decline(request: HttpRequest, complaint_number: int) -> HttpResponse:
    return _settle(request, complaint_number, is_approved=False)


def _settle(request: HttpRequest, complaint_number: int, *, is_approved: bool) -> HttpResponse:
    complaint, user = load(request, complaint_number), reader(request)
    waiver = get_object_or_404(
        Waiver.objects.select_related("complaint__case"), complaint=complaint
    )
    return form_page(
        request,
        complaint,
        SureForm(typed(request)),
        lambda: settle_waiver(waiver, is_approved=is_approved, by=user, at=clock.now()),
        title=_("No measure is needed") if is_approved else _("A measure is wanted"),
        lede=waiver.reason,
        button=_("I agree") if is_approved else _("I do not agree"),
        done=_("Your word is kept, and whoever asked knows of it."),
        to=PART,
    )


@for_desk("put_in_force")
def in_force(request: HttpRequest, measure_id: int) -> HttpResponse:
    return _of_measure(
        request,
        measure_id,
        InForceForm,
        lambda measure, **said: put_in_force(measure, **said, by=reader(request), at=clock.now()),
        title=_("It is in force"),
        button=_("In force from now on"),
        done=_("It is in force. For ninety days we watch whether the same comes again."),
    )


@for_desk("drop_measure")
def drop(request: HttpRequest, measure_id: int) -> HttpResponse:
    return _of_measure(
        request,
        measure_id,
        WhyForm,
        lambda measure, **said: drop_measure(measure, **said, by=reader(request), at=clock.now()),
        title=_("Give the measure up"),
        button=_("Give it up"),
        done=_("It is given up."),
    )


def _of_measure(
    request: HttpRequest,
    measure_id: int,
    kind: type[forms.Form],
    verb: Callable[..., object],
    **words: Any,
) -> HttpResponse:
    """Its owner comes here though he may not read the complaint."""
    visible = Measure.objects.visible_to(reader(request))
    rows = visible.select_related("complaint__case", "owner")
    measure, form = get_object_or_404(rows, pk=measure_id), kind(typed(request))
    return ask_page(
        request,
        form,
        lambda **said: verb(measure, **said),
        template="desk/inquiry/measure_form.html",
        back=reverse("measure-list"),
        lede=measure.text,
        **words,
    )
