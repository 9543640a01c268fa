"""What a colleague says of a date that he wrote: a promise, and of what, or none."""

from datetime import datetime
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from slovo.domain.cases.models.promise import GIVEN, Kind
from slovo.interfaces.desk.agreements.fields import WorkField
from slovo.interfaces.desk.forms import Moment, NotUnderstood, moment_of

KINDS = [(str(kind.value), kind.label) for kind in GIVEN]


class PromiseOfDate(forms.Form):
    """The small form: what, by when, and how much work it is."""

    use_required_attribute = False

    text = forms.CharField(label=_("What is promised"), max_length=300)
    kind = forms.ChoiceField(label=_("Kind"), choices=KINDS, initial=Kind.WORK)
    due_at = Moment(label=_("By when"))
    effort_minutes = WorkField(label=_("Hours of work"), required=False)
    dropped = forms.CharField(
        label=_("What is dropped for it"),
        max_length=300,
        required=False,
        help_text=_("Only when your own history says that it takes longer."),
    )


class DateInDraft(forms.Form):
    """Which date of the letter is meant: its words, and what they say."""

    words = forms.CharField(max_length=200)
    found = forms.CharField(max_length=40)

    def clean_found(self) -> datetime:
        found = moment_of(self.cleaned_data["found"])
        if found is None:
            raise forms.ValidationError(_("This date has changed. Look at it again."))
        return found


class PromiseOfDraftDate(PromiseOfDate, DateInDraft):
    """Both at once, as the composer sends them."""

    def side(self) -> dict[str, Any]:
        return {name: self.cleaned_data[name] for name in PromiseOfDate.base_fields}


def prefix_of(number: object) -> str:
    """Fields of the third date are called `date-3-text` and so on."""
    written = str(number)
    if not written.isdecimal() or len(written) > 2:
        raise NotUnderstood(str(_("This date has changed. Look at it again.")))
    return f"date-{written}"
