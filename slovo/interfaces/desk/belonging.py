"""Whose case it is: asked quietly while nobody has said so, and changed when it was wrong."""

from typing import Any

from django import forms
from django.db.models import Exists, F, Q, Subquery
from django.utils.translation import gettext as __
from django.utils.translation import gettext_lazy as _

from slovo.domain.cases.models import Case, Message
from slovo.domain.cases.models.message import Direction, Nature
from slovo.domain.clients.models import Organisation, Person, Standing
from slovo.domain.journal.models import Event
from slovo.lib.prepared import Prepared

BY_HIMSELF = ("email", "webform", "portal")
Choice = tuple[str, str]


class Belonging(forms.Form):
    """One of those who wrote in the case, for one of the organisations he stands for."""

    whose = forms.ChoiceField(
        label=_("The client, and for whom"),
        help_text=_("Letters go to this person, and the clocks run for this person."),
    )

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        field: Any = self.fields["whose"]
        field.choices = self.initial.pop("choices")

    def clean_whose(self) -> tuple[Person, Organisation | None]:
        person, _sep, organisation = self.cleaned_data["whose"].partition(":")
        return Person.objects.get(pk=person), Organisation.objects.filter(pk=organisation).first()


def is_asked(case: Case, standings: list[Standing]) -> bool:
    """Somebody else joined, or he stands for several, and no colleague has said whose it is."""
    if not case.is_open:
        return False
    is_told, has_company = _TOLD(case=case.pk, person=case.person_id)[0]
    is_guessed = case.organisation_id is None or case.channel in BY_HIMSELF
    return has_company or (not is_told and len(standings) > 1 and is_guessed)


def _told(case: int, person: int) -> Any:
    told = Event.objects.filter(case_id=case, kind="case.person_confirmed").order_by("-pk")
    fresh = _strangers(case, person).annotate(told_at=Subquery(told.values("at")[:1]))
    joined = fresh.filter(Q(told_at=None) | Q(at__gt=F("told_at")))
    return Case.objects.filter(pk=case).values_list(Exists(told), Exists(joined))


_TOLD = Prepared(_told)


def initial_of(case: Case) -> dict[str, Any]:
    """What is kept now, and what may be chosen."""
    now = _value(case.person_id, case.organisation_id)
    people = Person.objects.filter(pk__in=_strangers(case.pk, case.person_id).values("person"))
    choices: dict[str, str] = {}
    for person in (case.person, *people.order_by("full_name", "pk")):
        choices |= dict(_choices(person))
    if now not in choices and case.organisation:
        choices[now] = _words(case.person, case.organisation)
    return {"whose": now, "choices": list(choices.items())}


def _strangers(case: int, person: int) -> Any:
    heard = Message.objects.filter(case=case, direction=Direction.IN, nature=Nature.HUMAN)
    return heard.filter(person__isnull=False).exclude(person=person)


def _choices(person: Person) -> list[Choice]:
    standings = person.standings.filter(to_date=None).select_related("organisation")
    found = [
        (_value(person.pk, one.organisation_id), _words(person, one.organisation))
        for one in standings.order_by("organisation__name", "pk")
    ]
    return [*found, (_value(person.pk, None), _words(person, None))]


def _value(person: int, organisation: int | None) -> str:
    return f"{person}:{organisation or 0}"


def _words(person: Person, organisation: Organisation | None) -> str:
    names = {"name": person.full_name, "organisation": organisation.name if organisation else ""}
    if organisation is None:
        return __("%(name)s, personally") % names
    return __("%(name)s, for %(organisation)s") % names
