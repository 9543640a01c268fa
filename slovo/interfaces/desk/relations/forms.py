"""What is asked about who answers for what, and a letter that begins with us."""

from typing import Any

from django import forms
from django.utils.html import linebreaks
from django.utils.translation import gettext_lazy as _

from slovo.domain.clients.models import Organisation, Person
from slovo.domain.clients.models.topic import Way
from slovo.interfaces.desk.agreements.fields import writing
from slovo.interfaces.desk.forms import SUBJECT_LENGTH, Moment


class PersonField(forms.ModelChoiceField):  # type: ignore[type-arg]
    """One of the people who stand for an organisation today; beside the name, what he is there."""

    def __init__(self, **options: Any) -> None:
        self.jobs: dict[int, str] = {}
        super().__init__(queryset=Person.objects.none(), **options)

    def of(self, organisation: Organisation) -> None:
        standings = organisation.standings.filter(to_date=None)
        self.jobs = dict(standings.exclude(job="").values_list("person", "job"))
        people = Person.objects.filter(pk__in=standings.values("person"))
        self.queryset = people.order_by("full_name", "pk")

    def label_from_instance(self, person: Any) -> str:
        job = self.jobs.get(person.pk, "")
        return f"{person.full_name}, {job}" if job else str(person.full_name)


class Responsible(forms.Form):
    """Who answers for one topic there."""

    person = PersonField(label=_("Who answers for it"), empty_label=_("Choose a person"))
    backup = PersonField(label=_("Who stands in"), required=False, empty_label=_("Nobody is known"))
    channel = forms.ChoiceField(label=_("How to ask"), choices=Way.choices, required=False)
    note = forms.CharField(
        label=_("Worth knowing"),
        max_length=300,
        required=False,
        help_text=_("Such as “signs on Fridays only”."),
    )

    def __init__(self, *args: Any, organisation: Organisation, **options: Any) -> None:
        super().__init__(*args, **options)
        for name in ("person", "backup"):
            self.fields[name].of(organisation)  # type: ignore[attr-defined]


class LetterOfOurs(forms.Form):
    """A letter about a topic to somebody of an organisation."""

    person = PersonField(label=_("To whom"), empty_label=None)
    why = forms.CharField(
        label=_("Why to this person"),
        max_length=500,
        required=False,
        help_text=_("Only if somebody else answers there for it. Colleagues read it as a note."),
    )
    urgent = forms.CharField(
        label=_("Why it cannot wait"),
        max_length=300,
        required=False,
        help_text=_("Empty: in the client’s quiet days the letter waits for their end."),
    )
    subject = forms.CharField(label=_("What it is about"), max_length=SUBJECT_LENGTH)
    text = forms.CharField(label=_("The letter"), max_length=50_000, widget=writing(8))
    next_word_at = Moment(
        label=_("Next word from us"),
        required=False,
        help_text=_("Empty: as the service class says."),
    )

    def __init__(self, *args: Any, organisation: Organisation, **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["person"].of(organisation)  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any]:
        typed = super().clean() or {}
        text = typed.pop("text", "").strip()
        return {**typed, "html": linebreaks(text, autoescape=True) if text else ""}
