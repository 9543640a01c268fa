"""What was agreed in a talk: a line says who does what by when."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from slovo.domain.cases.models.promise import CLIENT, GIVEN, US, Kind
from slovo.domain.staff.models import User
from slovo.domain.talks.actions.agreeing import Line
from slovo.interfaces.desk.agreements.fields import WorkField
from slovo.interfaces.desk.forms import Moment, colleagues

ROWS = 6
KINDS = [(kind.value, kind.label) for kind in Kind if kind in GIVEN]


class TalkForm(forms.Form):
    held_at = Moment(label=_("When you talked"))


class LineForm(forms.Form):
    """Empty lines are left out; a begun one is finished."""

    owed_by = forms.ChoiceField(label=_("Who"), choices=[(US, _("We")), (CLIENT, _("The client"))])
    text = forms.CharField(label=_("Does what"), max_length=300, required=False)
    due_at = Moment(label=_("By"), required=False)
    owner = forms.ModelChoiceField(
        label=_("Which of us"),
        queryset=User.objects.none(),
        required=False,
        empty_label=_("I"),
    )
    effort_minutes = WorkField(label=_("Hours of work"), required=False)
    kind = forms.ChoiceField(label=_("What kind"), choices=KINDS, initial=Kind.OTHER)

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["owner"].queryset = colleagues()  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any]:
        typed = super().clean() or {}
        text, due_at = typed.get("text", ""), typed.get("due_at")
        if text and not due_at and "due_at" not in self.errors:
            self.add_error("due_at", _("Say by when."))
        if due_at and not text:
            self.add_error("text", _("Say what."))
        return typed


LineForms = forms.formset_factory(LineForm, extra=ROWS, max_num=ROWS)


def lines_of(formset: Any) -> list[Line]:
    """The lines that were filled in, in their order."""
    typed = (form.cleaned_data for form in formset if form.cleaned_data.get("text"))
    return [Line(**line) for line in typed]
