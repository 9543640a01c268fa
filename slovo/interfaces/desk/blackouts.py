"""The quiet and busy days of a client, on his page and on his organisation's."""

from typing import Any

from django import forms
from django.db.models import Q, QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as __
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_POST

from slovo.domain.clients.models import Organisation, Person, Standing
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
    role = forms.ModelChoiceField(
        label=_("Only while the client stands for"),
        queryset=Standing.objects.none(),
        required=False,
        empty_label=_("always, whatever the role"),
    )

    def __init__(self, *args: Any, roles: QuerySet[Standing] | None = None, **options: Any) -> None:
        super().__init__(*args, **options)
        if roles is None or not roles:
            del self.fields["role"]
            return
        field: Any = self.fields["role"]
        field.queryset, field.label_from_instance = roles, lambda row: row.organisation.name


def roles_of(person: Person) -> QuerySet[Standing]:
    """What he stands for now."""
    return person.standings.filter(to_date=None).select_related("organisation").order_by("pk")


def days_context(of: Person | Organisation, form: DaysForm | None = None) -> dict[str, Any]:
    roles = roles_of(of) if isinstance(of, Person) else None
    theirs = Q(person=of) | Q(standing__in=roles) if roles is not None else Q(organisation=of)
    rows = Blackout.objects.filter(theirs).select_related("standing__organisation")
    return {
        "blackouts": rows.order_by("first_day", "pk"),
        "days_form": form or DaysForm(roles=roles),
    }


def wrote(request: HttpRequest, of: Person | Organisation, form: DaysForm) -> bool:
    by, at = reader(request), clock.now()

    def add(role: Standing | None = None, **said: Any) -> Blackout:
        return add_blackout(role or of, days=Days(**said), by=by, at=at)

    if ask(form, add) is None:
        return False
    say(request, __("The days are written down."))
    return True


@require_POST
@for_desk("save_person")
def drop(request: HttpRequest, blackout_id: int) -> HttpResponse:
    row = get_object_or_404(Blackout.objects.select_related("standing"), pk=blackout_id)
    person = row.standing.person_id if row.standing else row.person_id
    organisation = row.organisation_id
    drop_blackout(row, by=reader(request), at=clock.now())
    say(request, __("The days are taken out."))
    if person:
        return redirect("person-show", person)
    return redirect("organisation-show", organisation)
