"""What is typed about bad news: raised in two taps, told with a way on, ended with a reason."""

from datetime import datetime
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from slovo.domain.cases.models import Case, Promise
from slovo.domain.cases.models.promise import US
from slovo.domain.risks.actions.telling import Way
from slovo.domain.risks.models import Alternative, BadNews
from slovo.interfaces.desk.agreements.fields import WorkField, writing
from slovo.interfaces.desk.forms import Moment

WAYS = (1, 2, 3)


class RaiseForm(forms.Form):
    """Everything may stay as it is: the second tap sends it."""

    text = forms.CharField(
        label=_("What has happened"),
        max_length=500,
        required=False,
        widget=writing(2),
        help_text=_("You can add it later. Speed comes first."),
    )
    promise = forms.ModelChoiceField(
        label=_("Which promise it endangers"),
        queryset=Promise.objects.none(),
        required=False,
        empty_label=_("None that was made"),
    )
    is_critical = forms.BooleanField(
        label=_("The client must hear of it within two hours"), required=False
    )
    known_at = Moment(label=_("When it was first known"), required=False)

    def __init__(self, case: Case, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        open_ones = case.promises.open().given().filter(owed_by=US).order_by("due_at", "pk")
        field = self.fields["promise"]
        field.queryset = open_ones  # type: ignore[attr-defined]
        field.label_from_instance = lambda promise: promise.text  # type: ignore[attr-defined]


class NewsForm(forms.Form):
    cause = forms.CharField(label=_("What has happened"), max_length=5000, widget=writing())
    effect = forms.CharField(
        label=_("What it means for the client"), max_length=5000, widget=writing()
    )
    way_1 = forms.CharField(
        label=_("First way on"),
        max_length=500,
        error_messages={"required": _("Offer at least one way on.")},
        help_text=_("At least one. With a new date it becomes a promise once the client takes it."),
    )
    date_1 = Moment(label=_("New date"), required=False)
    way_2 = forms.CharField(label=_("Second way on"), max_length=500, required=False)
    date_2 = Moment(label=_("New date"), required=False)
    way_3 = forms.CharField(label=_("Third way on"), max_length=500, required=False)
    date_3 = Moment(label=_("New date"), required=False)
    effort_minutes = WorkField(
        label=_("Hours of work that are left"),
        required=False,
        help_text=_("Empty: all of what the promise takes. A new date must fit your days."),
    )
    next_word_at = Moment(label=_("Next word from us"))
    is_spoken = forms.BooleanField(
        label=_("I have told the client just now; the letter confirms it"), required=False
    )

    def clean(self) -> dict[str, Any]:
        typed = super().clean() or {}
        pairs = [(typed.pop(f"way_{n}", ""), typed.pop(f"date_{n}", None)) for n in WAYS]
        if any(date and not text.strip() for text, date in pairs):
            raise forms.ValidationError(_("Say what happens on the new date."))
        typed["ways"] = [Way(text, date) for text, date in pairs if text.strip()]
        return typed


class WhyForm(forms.Form):
    reason = forms.CharField(label=_("Why"), max_length=2000, widget=writing())


class ChoiceForm(forms.Form):
    """What the client chose when he told a colleague."""

    choice = forms.ModelChoiceField(
        label=_("The client chose"),
        queryset=Alternative.objects.none(),
        required=False,
        empty_label=_("None of them suits"),
        widget=forms.RadioSelect,
    )
    words = forms.CharField(label=_("In the client’s own words"), max_length=2000, widget=writing())
    said_at = Moment(label=_("When it was said"))

    def __init__(self, news: BadNews, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["choice"].queryset = news.alternatives.all()  # type: ignore[attr-defined]


def soonest(form: RaiseForm) -> datetime | None:
    """The promise that falls due next is the likeliest to be in danger."""
    field = form.fields["promise"]
    first = field.queryset.first()  # type: ignore[attr-defined]
    return first.pk if first else None
