"""The quiet and busy days of a client, on his page and on his organisation's."""

from functools import lru_cache
from typing import Any

from django import forms
from django.db.models import Q, QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.safestring import SafeString
from django.utils.translation import get_language
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
from slovo.lib.prepared import Prepared, PreparedModels
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
    return _roles(person.pk).select_related("organisation")


def _roles(person: int) -> QuerySet[Standing]:
    return Standing.objects.filter(person=person, to_date=None).order_by("pk")


def days_context(of: Person | Organisation, form: DaysForm | None = None) -> dict[str, Any]:
    if isinstance(of, Organisation):
        return {"blackouts": _OF_PLACE(place=of.pk), "days_form": form or _drawn(get_language())}
    roles = tuple(_ROLES(person=of.pk))
    return {
        "blackouts": _OF_PERSON(person=of.pk),
        "days_form": form or _drawn(get_language(), roles),
    }


@lru_cache(maxsize=256)
def _drawn(_language: str | None, roles: tuple[tuple[int, str], ...] = ()) -> SafeString:
    """As nobody has filled it in yet: the same wherever these roles are offered."""
    rows = Standing.objects.filter(pk__in=[key for key, _name in roles])
    return DaysForm(roles=rows.select_related("organisation").order_by("pk")).render()


def _of_person(person: int) -> Any:
    return _shown(Q(person=person) | Q(standing__in=_roles(person).order_by()))


def _shown(whose: Q) -> Any:
    rows = Blackout.objects.filter(whose).select_related("standing__organisation")
    return rows.order_by("first_day", "pk")


_ROLES = Prepared(lambda person: _roles(person).values_list("pk", "organisation__name"))
_OF_PERSON = PreparedModels(Blackout, _of_person)
_OF_PLACE = PreparedModels(Blackout, lambda place: _shown(Q(organisation=place)))


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
