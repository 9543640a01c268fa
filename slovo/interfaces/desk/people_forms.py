"""What is asked about people, organisations and agreements."""

import re
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from slovo.domain.clients.models import Organisation, Person
from slovo.domain.staff.models import User, principals
from slovo.domain.standards.models import ServiceClass
from slovo.interfaces.desk.fields import ColleagueField, LanguageField, ZoneField, with_chosen
from slovo.interfaces.desk.forms import Moment
from slovo.interfaces.desk.known import KnownForm


class PersonForm(KnownForm):
    full_name = forms.CharField(label=_("Name"), max_length=200)
    called = forms.CharField(
        label=_("Form of address"),
        max_length=120,
        required=False,
        help_text=_("As the client likes to be addressed. Letters begin with it."),
    )
    emails = forms.CharField(
        label=_("Mail addresses"),
        required=False,
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 2}),
        help_text=_("One a line. We write to the first one that works."),
    )
    phone = forms.CharField(label=_("Telephone"), max_length=40, required=False)
    language = LanguageField(
        required=False, help_text=_("Letters and pages for the client are in this language.")
    )
    zone = ZoneField(
        required=False, help_text=_("Every time the client reads is said in this zone.")
    )
    principal = forms.ModelChoiceField(
        label=_("Principal"),
        queryset=User.objects.none(),
        empty_label=_("Choose who answers for the firm"),
        help_text=_("The client knows the name, and bad news reaches the principal first."),
    )
    note = forms.CharField(
        label=_("Note"),
        required=False,
        max_length=20_000,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("For colleagues; the client does not see it."),
    )

    def __init__(self, *args: Any, known: Person | None = None, **options: Any) -> None:
        super().__init__(*args, is_known=known is not None, **options)
        field: Any = self.fields["principal"]
        field.queryset = User.objects.filter(pk__in=[user.pk for user in principals()])
        with_chosen(field, known.principal if known else None)

    def clean_emails(self) -> list[str]:
        return [email for email in re.split(r"[\s,;]+", self.cleaned_data["emails"]) if email]


class OrganisationForm(KnownForm):
    name = forms.CharField(label=pgettext_lazy("of a thing", "Name"), max_length=200)
    code = forms.CharField(label=_("Registration number"), max_length=40, required=False)
    country = forms.CharField(
        label=_("Country"),
        required=False,
        min_length=2,
        max_length=2,
        help_text=_("Two letters, such as UA."),
    )
    note = forms.CharField(
        label=_("Note"),
        required=False,
        max_length=20_000,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("For colleagues; the client does not see it."),
    )


class StandingForm(forms.Form):
    """For whom a person stands: an organisation by its name, known or new."""

    organisation = forms.CharField(
        label=_("Organisation"),
        max_length=200,
        widget=forms.TextInput(attrs={"list": "organisations", "autocomplete": "off"}),
        help_text=_("A name we know, or a new one."),
    )
    job = forms.CharField(label=_("What he is there"), max_length=120, required=False)
    topics = forms.CharField(
        label=_("What he decides about"),
        max_length=300,
        required=False,
        help_text=_("Such as invoices, contracts."),
    )


class EngagementForm(forms.Form):
    title = forms.CharField(label=_("What was agreed"), max_length=200)
    organisation = forms.ModelChoiceField(
        label=_("For which organisation"),
        queryset=Organisation.objects.none(),
        required=False,
        empty_label=_("For himself"),
    )
    service_class = forms.ModelChoiceField(
        label=_("Service class"),
        queryset=ServiceClass.objects.order_by("name"),
        empty_label=None,
        help_text=_("How soon a person answers, and how often the client hears from us."),
    )
    principal = ColleagueField(
        label=_("Principal"), help_text=_("Answers for the firm; hears first when things go wrong.")
    )
    handler = ColleagueField(label=_("Handler"), help_text=_("Does the work. New cases go here."))
    answerer = ColleagueField(label=_("Answerer"), help_text=_("Speaks to the client."))
    deputy = ColleagueField(
        label=_("Deputy"),
        required=False,
        empty_label=_("Nobody yet"),
        help_text=_("Is told when an answer is fifteen minutes late."),
    )
    signed_at = Moment(label=_("Signed"), required=False)

    def __init__(self, *args: Any, person: Person, chosen: Any = None, **options: Any) -> None:
        super().__init__(*args, **options)
        field: Any = self.fields["organisation"]
        running = person.standings.filter(to_date=None)
        field.queryset = Organisation.objects.filter(pk__in=running.values("organisation"))
        for name in ("organisation", "principal", "handler", "answerer", "deputy"):
            field = self.fields[name]
            with_chosen(field, getattr(chosen, name, None))
