"""One duty: planned, changed, taken off."""

from typing import Any

from django import forms
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from slovo.domain.duty.actions.shifts import RestTooShort, add_shift, change_shift, drop_shift
from slovo.domain.duty.models import Shift
from slovo.domain.duty.wordings import when_of
from slovo.domain.journal.refusal import Refusal
from slovo.domain.staff.rights import refuse_unless_allowed
from slovo.interfaces.desk.asking import typed
from slovo.interfaces.desk.doors import back_to, for_desk, reader
from slovo.interfaces.desk.duty.forms import ShiftForm
from slovo.interfaces.desk.duty.rows import length_words
from slovo.interfaces.desk.spoken import Voice
from slovo.lib import clock
from slovo.web.toasts import say

ASKED = ("team", "user", "day", "starts", "ends", "days")


@for_desk("save_rota")
def new(request: HttpRequest) -> HttpResponse:
    initial = {name: request.GET[name] for name in ASKED if request.GET.get(name)}
    form, is_tired = ShiftForm(typed(request), initial=initial), False
    if form.is_bound and form.is_valid():
        by, at = reader(request), clock.now()
        try:
            shift = add_shift(**form.sides(), by=by, at=at)
        except Refusal as refusal:
            form.add_error(None, str(refusal))
            is_tired = isinstance(refusal, RestTooShort)
        else:
            say(request, _("%(name)s is on the rota.") % {"name": shift.user.full_name})
            return back_to(request, "rota")
    title = _("A duty on the rota")
    return duty_form(request, form, title=title, button=_("Put on the rota"), is_tired=is_tired)


@for_desk("see_rota")
def show(request: HttpRequest, shift_id: int) -> HttpResponse:
    """Everybody sees it; who plans the rota changes it here, whose it is may ask for a swap."""
    shift, user, at = load_shift(request, shift_id), reader(request), clock.now()
    voice = Voice.here(at)
    initial = {name: getattr(shift, name) for name in ASKED}
    form, is_tired = ShiftForm(typed(request), initial=initial), False
    form.fields["team"].disabled = True
    if form.is_bound:
        refuse_unless_allowed("save_rota", user)
    if form.is_bound and form.is_valid():
        said = {name: value for name, value in form.sides().items() if name != "team"}
        try:
            change_shift(shift, **said, by=user, at=at)
        except Refusal as refusal:
            form.add_error(None, str(refusal))
            is_tired = isinstance(refusal, RestTooShort)
        else:
            say(request, _("The rota is changed."))
            return back_to(request, reverse("shift-show", args=[shift.pk]))
    is_ahead = shift.dropped_at is None and shift.starts_at > at
    more: dict[str, Any] = {
        "shift": shift,
        "when": when_of(shift, voice.zone, voice.language),
        "length": length_words(shift, voice),
        "may_plan": user.may("save_rota") and shift.dropped_at is None and shift.ends_at > at,
        "may_swap": is_ahead and shift.user_id == user.pk and user.may("swap_shift"),
        "title": shift.user.full_name,
        "button": _("Save"),
        "is_tired": is_tired,
    }
    return duty_form(request, form, template="shift", **more)


@require_POST
@for_desk("save_rota")
def drop(request: HttpRequest, shift_id: int) -> HttpResponse:
    drop_shift(load_shift(request, shift_id), by=reader(request), at=clock.now())
    say(request, _("The duty is off the rota. Look whether somebody is there instead."))
    return redirect("rota")


def load_shift(request: HttpRequest, shift_id: int) -> Shift:
    visible = Shift.objects.visible_to(reader(request))
    return get_object_or_404(visible.select_related("team", "user", "overridden_by"), pk=shift_id)


def duty_form(
    request: HttpRequest,
    form: forms.Form,
    *,
    template: str = "form",
    is_tired: bool = False,
    **context: Any,
) -> HttpResponse:
    """What was refused for want of rest, a principal may insist on."""
    context["may_insist"] = is_tired and reader(request).may("shorten_rest")
    status = 422 if form.is_bound and form.errors else 200
    said = {"form": form, "back": reverse("rota"), **context}
    return render(request, f"desk/duty/{template}.html", said, status=status)
