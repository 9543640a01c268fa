"""What is worth remembering about a client: written, looked at again, forgotten."""

from typing import Any

from django import forms
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as __
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_POST

from slovo.domain.clients.actions.details import (
    Said,
    confirm_detail,
    drop_detail,
    remember_detail,
)
from slovo.domain.clients.models import Detail, Person
from slovo.domain.clients.models.detail import Use
from slovo.domain.staff.levels import CHOSEN
from slovo.interfaces.desk.agreements.fields import DateField
from slovo.interfaces.desk.asking import ask, show, typed
from slovo.interfaces.desk.doors import for_desk, load_person, reader
from slovo.lib import clock
from slovo.web.toasts import say


class HourField(forms.TimeField):
    """An hour on the client's clock."""

    def __init__(self, **options: Any) -> None:
        widget = forms.TimeInput(attrs={"type": "time"}, format="%H:%M")
        super().__init__(widget=widget, required=False, **options)


class DetailForm(forms.Form):
    text = forms.CharField(
        label=_("What to remember"),
        max_length=300,
        help_text=_("Only what the client would like to read here; the client can."),
    )
    use = forms.ChoiceField(label=_("When it is of use"), choices=Use.choices)
    from_time = HourField(label=_("Never before"))
    until_time = HourField(
        label=_("Never after"), help_text=_("On the client's clock; both may stay empty.")
    )
    said_on = DateField(label=_("When the client said so"), required=False)
    expires_on = DateField(label=_("Until when it holds"), required=False)
    level = forms.ChoiceField(label=_("Who may read it"), choices=CHOSEN, required=False)


@for_desk("save_detail")
def remember(request: HttpRequest, pk: int) -> HttpResponse:
    person = load_person(request, pk)
    form = DetailForm(typed(request))
    by, at = reader(request), clock.now()
    made = ask(form, lambda **said: remember_detail(person, said=Said(**said), by=by, at=at))
    if made is None:
        return show(request, "desk/relations/detail.html", form, {"person": person})
    say(request, __("It is remembered."))
    return redirect("person-show", pk)


@require_POST
@for_desk("save_detail")
def confirm(request: HttpRequest, pk: int, detail_id: int) -> HttpResponse:
    detail = load_detail(request, load_person(request, pk), detail_id)
    confirm_detail(detail, by=reader(request), at=clock.now())
    say(request, __("Good to know that it still holds."))
    return redirect("person-show", pk)


@require_POST
@for_desk("save_detail")
def drop(request: HttpRequest, pk: int, detail_id: int) -> HttpResponse:
    detail = load_detail(request, load_person(request, pk), detail_id)
    drop_detail(detail, by=reader(request), at=clock.now())
    say(request, __("It is forgotten."))
    return redirect("person-show", pk)


def load_detail(request: HttpRequest, person: Person, detail_id: int) -> Detail:
    visible = Detail.objects.visible_to(reader(request))
    return get_object_or_404(visible, person=person, pk=detail_id)
