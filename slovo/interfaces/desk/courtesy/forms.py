"""What is asked about speaking to a client unasked."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from slovo.domain.courtesy.models import Channel, Kind, Level
from slovo.domain.courtesy.models.kinds import WRITTEN
from slovo.interfaces.desk.agreements.fields import writing


class WordsForm(forms.Form):
    """A letter nobody asked for."""

    kind = forms.ChoiceField(
        label=_("What it is"),
        choices=[(kind.value, kind.label) for kind in WRITTEN],
    )
    subject = forms.CharField(label=_("Subject"), max_length=200)
    text = forms.CharField(
        label=_("What you want to say"), max_length=20_000, widget=writing(8), strip=True
    )

    def __init__(self, *args: Any, survey_days: int, **options: Any) -> None:
        super().__init__(*args, **options)
        words = _("A question about our work goes to one client once in %(days)s days at most.")
        self.fields["kind"].help_text = str(words) % {"days": survey_days}
        self.fields["kind"].initial = Kind.CARE


class SendNowForm(forms.Form):
    """Why it cannot wait."""

    reason = forms.CharField(label=_("Why it cannot wait"), max_length=300)


class PreferenceForm(forms.Form):
    """What the client said, in one press; more than before needs his words."""

    level = forms.ChoiceField(label=_("How often"), choices=Level.choices, required=False)
    refused = forms.MultipleChoiceField(
        label=_("Not by"),
        choices=Channel.choices,
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )
    words = forms.CharField(
        label=_("The client’s own words"),
        max_length=300,
        required=False,
        help_text=_("Needed when it becomes more than before."),
    )
