"""Service classes: every number says what it does and what happens when it changes."""

from typing import Any

from django import forms
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as __
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from slovo.domain.calendars.models import Calendar
from slovo.domain.staff.models import Firm
from slovo.domain.standards.actions.classes import DAY_MINUTES, save_class
from slovo.domain.standards.models import ServiceClass
from slovo.interfaces.desk.asking import ask, typed
from slovo.interfaces.desk.doors import for_desk, reader
from slovo.interfaces.desk.known import KnownForm
from slovo.interfaces.desk.settings.pages import form_part, part
from slovo.lib import clock
from slovo.web.toasts import say

WEEKDAYS = (
    ("mon", _("Monday")),
    ("tue", _("Tuesday")),
    ("wed", _("Wednesday")),
    ("thu", _("Thursday")),
    ("fri", _("Friday")),
    ("sat", _("Saturday")),
    ("sun", _("Sunday")),
)
SIDES = (
    "name",
    "about",
    "calendar",
    "answer_minutes",
    "critical_answer_minutes",
    "rhythm_days",
    "rhythm_time",
    "critical_silence_minutes",
    "high_silence_minutes",
    "normal_silence_days",
    "slow_silence_days",
    "is_default",
)


def minutes(label: Any, about: Any, most: int = 100_000) -> forms.IntegerField:
    return forms.IntegerField(label=label, help_text=about, min_value=1, max_value=most)


class ClassForm(KnownForm):
    name = forms.CharField(label=pgettext_lazy("of a thing", "Name"), max_length=80)
    about = forms.CharField(
        label=_("What the client reads about it"),
        required=False,
        max_length=1000,
        widget=forms.Textarea(attrs={"rows": 2}),
        help_text=_("One sentence in plain words."),
    )
    answer_minutes = minutes(
        _("First answer within, minutes"),
        _(
            "A person answers a new letter within this time, counted day and night. At most 1440, "
            "that is 24 hours: no class may be slower."
        ),
        DAY_MINUTES,
    )
    critical_answer_minutes = minutes(
        _("First answer when it is critical, minutes"),
        _("The same for cases rated critical by the client or by us. At most 1440."),
        DAY_MINUTES,
    )
    critical_silence_minutes = minutes(
        _("Longest silence when it is critical, minutes"),
        _("After our last word the client hears from us again within this time, day and night."),
    )
    high_silence_minutes = minutes(
        _("Longest silence when it is high, minutes"),
        _("The same for cases of high severity, counted day and night."),
    )
    normal_silence_days = minutes(
        _("Longest silence when it is normal, business days"),
        _("The word is due at the close of that business day in the working hours chosen below."),
        365,
    )
    slow_silence_days = minutes(
        _("Longest silence in a slow matter, calendar days"),
        _("The word is due at the end of that day, weekends and holidays included."),
        365,
    )
    calendar = forms.ModelChoiceField(
        label=_("Working hours"),
        queryset=Calendar.objects.order_by("name"),
        empty_label=None,
        help_text=_("Business days and the zone of the rhythm come from here."),
    )
    rhythm_days = forms.MultipleChoiceField(
        label=_("Days of a regular word"),
        required=False,
        choices=WEEKDAYS,
        widget=forms.CheckboxSelectMultiple,
        help_text=_("On these days the client hears from us in any case, even without news."),
    )
    rhythm_time = forms.TimeField(
        label=_("Time of the regular word"),
        widget=forms.TimeInput(attrs={"type": "time"}, format="%H:%M"),
        help_text=_("It is proposed as the next word in every letter."),
    )
    is_default = forms.BooleanField(
        label=_("For every client without an agreement"),
        required=False,
        help_text=_("Exactly one class is the default."),
    )


@for_desk("change_settings")
def class_list(request: HttpRequest) -> HttpResponse:
    rows = ServiceClass.objects.select_related("calendar")
    return part(request, "classes", rows=rows)


@for_desk("change_settings")
def class_edit(request: HttpRequest, pk: int | None = None) -> HttpResponse:
    known = (
        get_object_or_404(ServiceClass.objects.select_related("calendar"), pk=pk) if pk else None
    )
    shown = known or ServiceClass()
    initial = {side: getattr(shown, side, None) for side in SIDES if side != "calendar"}
    initial["calendar"] = shown.calendar_id or Firm.objects.get().calendar_id
    form = ClassForm(typed(request), initial=initial, is_known=known is not None)
    saved = ask(
        form, lambda **sides: save_class(known, **sides, by=reader(request), at=clock.now())
    )
    if saved:
        words = __("“%(name)s” is saved. Dates that no client was told follow it from now on.")
        say(request, words % {"name": saved.name})
        return redirect("settings-classes")
    return form_part(request, "class", form, known=known)
