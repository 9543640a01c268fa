"""The quiet and busy days of a client, on his page and on his organisation's."""

from typing import Any

from django import forms
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as __
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_POST

from slovo.domain.clients.models import Organisation, Person
from slovo.domain.courtesy.actions.blackouts import Days, add_blackout, drop_blackout
from slovo.domain.courtesy.models import Blackout, Nature, Repeats
from slovo.interfaces.desk.agreements.fields import DateField
from slovo.interfaces.desk.asking import ask
from slovo.interfaces.desk.doors import for_desk, reader
from slovo.lib import clock
from slovo.web.toasts import say


class DaysForm(forms.Form):
    nature = forms.ChoiceField(label=_("What kind of days"), choices=Nature.choices)
    first_day = DateField(label=_("First day"))
    last_day = DateField(label=_("Last day"))
    repeats = forms.ChoiceField(
        label=_("How often"), choices=Repeats.choices, required=False, initial=""
    )
    why = forms.CharField(
        label=_("Why"),
        max_length=200,
        required=False,
        help_text=_("Such as “close of the quarter”. Colleagues read it as a warning."),
    )


def days_context(of: Person | Organisation, form: DaysForm | None = None) -> dict[str, Any]:
    return {
        "blackouts": of.blackouts.order_by("first_day", "pk"),
        "days_form": form or DaysForm(),
    }


def wrote(request: HttpRequest, of: Person | Organisation, form: DaysForm) -> bool:
    by, at = reader(request), clock.now()
    if ask(form, lambda **said: add_blackout(of, days=Days(**said), by=by, at=at)) is None:
        return False
    say(request, __("The days are written down."))
    return True


@require_POST
@for_desk("save_person")
def drop(request: HttpRequest, blackout_id: int) -> HttpResponse:
    row = get_object_or_404(Blackout, pk=blackout_id)
    person, organisation = row.person_id, row.organisation_id
    drop_blackout(row, by=reader(request), at=clock.now())
    say(request, __("The days are taken out."))
    if person:
        return redirect("person-show", person)
    return redirect("organisation-show", organisation)
