"""What a principal says at the end of a quarter, and what follows from it."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from slovo.domain.complaints.actions.reviewing import Decided
from slovo.domain.staff.models import User
from slovo.interfaces.desk.agreements.fields import DateField, writing
from slovo.interfaces.desk.forms import colleagues

ROWS = 5


class SignForm(forms.Form):
    conclusions = forms.CharField(
        label=_("What follows from the quarter"), max_length=20_000, widget=writing(6)
    )


class DecisionForm(forms.Form):
    """Empty lines are left out; a begun one is finished."""

    text = forms.CharField(label=_("What is decided"), max_length=500, required=False)
    owner = forms.ModelChoiceField(
        label=_("Whose it is"),
        queryset=User.objects.none(),
        required=False,
        empty_label=_("nobody yet"),
    )
    due_on = DateField(label=_("By"), required=False)

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["owner"].queryset = colleagues()  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any]:
        said = super().clean() or {}
        given = [name for name in self.fields if said.get(name)]
        for name in self.fields:
            if given and name not in given and name not in self.errors:
                self.add_error(name, _("Say what, whose it is and by when."))
        return said


DecisionForms = forms.formset_factory(DecisionForm, extra=ROWS, max_num=ROWS)


def decisions_of(formset: Any) -> list[Decided]:
    """The lines that were filled in, in their order."""
    said = (form.cleaned_data for form in formset if form.cleaned_data.get("text"))
    return [Decided(**line) for line in said]


class AddendumForm(forms.Form):
    text = forms.CharField(
        label=_("What was found out since"), max_length=20_000, widget=writing(4)
    )


class OutcomeForm(forms.Form):
    outcome = forms.CharField(label=_("What was done"), max_length=500, widget=writing(2))
