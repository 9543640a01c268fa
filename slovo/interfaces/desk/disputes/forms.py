"""A move in a dispute, the sheet before the table, and how the sitting ended."""

from django import forms
from django.utils.translation import gettext_lazy as _

from slovo.domain.complaints.models import MoveKind, Side
from slovo.interfaces.desk.agreements.fields import writing
from slovo.interfaces.desk.forms import Moment
from slovo.interfaces.desk.goodwill.forms import RuleField


class MoveForm(forms.Form):
    side = forms.ChoiceField(label=_("Who"), choices=Side.choices, widget=forms.RadioSelect)
    kind = forms.ChoiceField(label=_("What"), choices=MoveKind.choices, widget=forms.RadioSelect)
    text = forms.CharField(
        label=_("What was offered or refused, and why"), max_length=5_000, widget=writing()
    )
    rule = RuleField(label=_("If we refuse: by which rule"), required=False)
    made_at = Moment(label=_("When it was said"))


class SheetForm(forms.Form):
    scope = forms.CharField(
        label=_("What the terms of reference say"), max_length=5_000, widget=writing()
    )
    contract = forms.CharField(
        label=_("What the contract says"), max_length=5_000, widget=writing()
    )
    relationship = forms.CharField(
        label=_("What keeping the client is worth to us"), max_length=5_000, widget=writing()
    )
    bounds = forms.CharField(
        label=_("What we do not give away"),
        help_text=_("Said beforehand: soft in form, firm in this."),
        max_length=5_000,
        widget=writing(),
    )


class SittingForm(forms.Form):
    held_at = Moment(label=_("When you sat together"))
    outcome = forms.CharField(label=_("How the sitting ended"), max_length=5_000, widget=writing())
    round_at = Moment(
        label=_("The next round"),
        required=False,
        help_text=_("When nothing is agreed yet: the date on which you sit down again."),
    )

    def clean_round_at(self) -> object:
        if self.data.get("do") == "round" and not self.cleaned_data.get("round_at"):
            raise forms.ValidationError(_("Say when the next round is."))
        return self.cleaned_data.get("round_at")


class SettledForm(forms.Form):
    outcome = forms.CharField(
        label=_("How it was settled, in the client’s words"), max_length=5_000, widget=writing()
    )
