"""When a colleague is away, and how much of his days he can promise."""

from typing import Any

from django import forms
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as __
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST

from slovo.domain.calendars.models import Calendar
from slovo.domain.duty.coverage import duties_in
from slovo.domain.staff.actions.capacity import add_absence, drop_absence, save_capacity
from slovo.domain.staff.models import Absence, User
from slovo.interfaces.desk.agreements.fields import DateField, WorkField
from slovo.interfaces.desk.asking import ask, typed
from slovo.interfaces.desk.doors import for_desk, reader
from slovo.interfaces.desk.settings.pages import form_part
from slovo.lib import clock
from slovo.web.toasts import say, say_refusal


class HoursForm(forms.Form):
    """Empty is what holds for everybody."""

    calendar = forms.ModelChoiceField(
        label=_("Working hours"),
        queryset=Calendar.objects.order_by("name"),
        required=False,
        empty_label=_("Those of the firm"),
        help_text=_("Promises and reminders count by them."),
    )
    minutes_a_day = WorkField(
        label=_("Hours a day to promise"),
        required=False,
        max_value=24,
        help_text=_("What is left of a day after talks and letters. Empty: the whole day."),
    )


class AbsenceForm(forms.Form):
    first_day = DateField(label=_("First day away"))
    last_day = DateField(label=_("Last day away"))
    why = forms.CharField(label=_("Why"), max_length=120, required=False)


def absences_of(user: User) -> list[Absence]:
    """Those that are not over, the next first."""
    return list(user.absences.filter(last_day__gte=clock.now().date()).order_by("first_day", "pk"))


@for_desk("save_user")
def hours(request: HttpRequest, pk: int) -> HttpResponse:
    known = get_object_or_404(User, pk=pk)
    minutes = known.promise_minutes_a_day
    initial = {
        "calendar": known.calendar_id,
        "minutes_a_day": None if minutes is None else f"{minutes / 60:g}",
    }
    form = HoursForm(typed(request), initial=initial)
    by, at = reader(request), clock.now()
    if ask(form, lambda **sides: save_capacity(known, **sides, by=by, at=at)):
        say(request, __("%(name)s is saved.") % {"name": known.full_name})
        return redirect("settings-user-hours", pk)
    return hours_page(request, known, form, AbsenceForm())


def hours_page(
    request: HttpRequest, known: User, form: forms.Form, absence: AbsenceForm
) -> HttpResponse:
    wrong = absence if absence.is_bound else form
    return form_part(
        request,
        "user_hours",
        wrong,
        known=known,
        hours_form=form,
        absence_form=absence,
        absences=absences_of(known),
    )


@require_POST
@for_desk("save_user")
def add(request: HttpRequest, pk: int) -> HttpResponse:
    known = get_object_or_404(User, pk=pk)
    form = AbsenceForm(request.POST)
    if added(request, known, form):
        return redirect("settings-user-hours", pk)
    minutes = known.promise_minutes_a_day
    initial = {"calendar": known.calendar_id, "minutes_a_day": minutes and f"{minutes / 60:g}"}
    return hours_page(request, known, HoursForm(initial=initial), form)


@require_POST
@for_desk("save_user")
def drop(request: HttpRequest, pk: int, absence_id: int) -> HttpResponse:
    row = get_object_or_404(Absence.objects.select_related("user"), pk=absence_id, user=pk)
    drop_absence(row, by=reader(request), at=clock.now())
    say(request, __("The absence is taken out."))
    return redirect("settings-user-hours", pk)


@require_POST
@for_desk("make_token")
def drop_mine(request: HttpRequest, absence_id: int) -> HttpResponse:
    user = reader(request)
    row = get_object_or_404(Absence.objects.select_related("user"), pk=absence_id, user=user)
    drop_absence(row, by=user, at=clock.now())
    say(request, __("The absence is taken out."))
    return redirect("profile")


def added(request: HttpRequest, user: User, form: AbsenceForm) -> bool:
    def verb(**sides: Any) -> Absence:
        return add_absence(user, **sides, by=reader(request), at=clock.now())

    row = ask(form, verb)
    if row is None:
        return False
    say(request, __("The absence is written down. New promises are counted around it."))
    if duties := duties_in(row, clock.now()):
        words = ngettext(
            "%(count)s duty falls into it: nobody is there until a colleague takes it.",
            "%(count)s duties fall into it: nobody is there until colleagues take them.",
            duties,
        )
        say_refusal(request, words % {"count": duties})
    return True
