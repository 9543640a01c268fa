"""Duties as people plan them: a day, an hour to an hour, and who."""

from datetime import time
from typing import Any

from django import forms
from django.utils.dates import WEEKDAYS
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from slovo.domain.duty.models import Shift
from slovo.domain.duty.times import Hours
from slovo.domain.staff.models import Team
from slovo.interfaces.desk.agreements.fields import DateField
from slovo.interfaces.desk.fields import ColleagueField

LATER = _("Empty: until that hour comes next. 3 with Friday 18:00 to 09:00 is the whole weekend.")


class HourField(forms.TimeField):
    def __init__(self, **options: Any) -> None:
        widget = forms.TimeInput(attrs={"type": "time"}, format="%H:%M")
        super().__init__(widget=widget, **options)


class HoursForm(forms.Form):
    """What a single duty and one that comes again have in common."""

    team = forms.ModelChoiceField(
        label=_("Team"),
        queryset=Team.objects.filter(closed_at=None),
        empty_label=_("Choose a team"),
    )
    user = ColleagueField(label=_("Who"))
    starts = HourField(label=pgettext_lazy("an hour", "From"))
    ends = HourField(label=pgettext_lazy("an hour", "To"))
    days = forms.IntegerField(
        label=_("Ends so many days later"),
        min_value=0,
        max_value=7,
        required=False,
        help_text=LATER,
    )
    is_override = forms.BooleanField(required=False, widget=forms.HiddenInput)

    def sides(self) -> dict[str, Any]:
        """As the verbs want them: the three fields of hours are one."""
        said = dict(self.cleaned_data)
        said["hours"] = hours_of(said.pop("starts"), said.pop("ends"), said.pop("days"))
        return said


class ShiftForm(HoursForm):
    day = DateField(label=_("Day"))
    field_order = ["team", "user", "day", "starts", "ends", "days"]


class PatternForm(HoursForm):
    weekdays = forms.TypedMultipleChoiceField(
        label=_("Begins on"),
        coerce=int,
        choices=list(WEEKDAYS.items()),
        widget=forms.CheckboxSelectMultiple,
    )
    every = forms.IntegerField(
        label=_("Every so many weeks"),
        min_value=1,
        max_value=26,
        initial=1,
        help_text=_("2 for two colleagues who take turns."),
    )
    first_day = DateField(label=_("From this day on"))
    last_day = DateField(label=_("Until this day"), required=False)
    field_order = ["team", "user", "weekdays", "starts", "ends", "days", "every"]


class SwapForm(forms.Form):
    to = ColleagueField(label=_("Whom do you ask"))
    in_return = forms.ModelChoiceField(
        label=_("In return you take"),
        queryset=Shift.objects.none(),
        required=False,
        empty_label=_("Nothing"),
    )
    why = forms.CharField(label=_("Why"), max_length=200, required=False)


def hours_of(starts: time, ends: time, days: int | None) -> Hours:
    return Hours.between(starts, ends) if days is None else Hours(starts, ends, days)
