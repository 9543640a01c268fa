"""Time worked for an agreement."""

from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from django import forms
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.utils.translation import gettext as __
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_POST

from slovo.domain.billing.unbilled import free_entries
from slovo.domain.delivery.actions.time import drop_time, log_time
from slovo.domain.delivery.models import Answer, Counting, ScopeChange, TimeEntry
from slovo.domain.engagements.models import Engagement
from slovo.domain.staff.models import User
from slovo.interfaces.desk.agreements.doors import form_page, load_engagement, press
from slovo.interfaces.desk.agreements.fields import DateField, WorkField
from slovo.interfaces.desk.asking import typed
from slovo.interfaces.desk.doors import for_desk, reader
from slovo.interfaces.desk.spoken import Voice
from slovo.lib import clock

SHOWN = 20


class TimeForm(forms.Form):
    day = DateField(label=_("Day"))
    minutes = WorkField(label=_("Hours"), max_value=24, help_text=_("Such as 1.5."))
    note = forms.CharField(label=_("What was done"), max_length=300)
    scope_change = forms.ModelChoiceField(
        label=_("Which work"),
        queryset=ScopeChange.objects.none(),
        required=False,
        empty_label=_("Within what was agreed"),
        help_text=_("Time on a change without the client’s yes is parked until the answer."),
    )

    def __init__(self, *args: Any, engagement: Engagement, **options: Any) -> None:
        super().__init__(*args, **options)
        field: Any = self.fields["scope_change"]
        field.queryset = engagement.scopechanges.filter(withdrawn_at=None).exclude(answer=Answer.NO)
        field.label_from_instance = lambda change: change.text[:80]


@dataclass(frozen=True, slots=True)
class TimeRow:
    entry: TimeEntry
    span: str
    is_mine: bool
    is_free: bool
    may_free: bool


@dataclass(frozen=True, slots=True)
class TimeSheet:
    rows: list[TimeRow]
    counted: str
    parked: str


def time_of(engagement: Engagement, user: User, voice: Voice) -> TimeSheet:
    entries = list(engagement.time.filter(dropped_at=None).select_related("user", "scope_change"))
    free = free_entries(entries[:SHOWN])
    minutes = dict.fromkeys(Counting.values, 0)
    for entry in entries:
        minutes[entry.state] += entry.minutes

    def span(count: int) -> str:
        return voice.span(timedelta(minutes=count))

    may_free = user.may("free_time")
    return TimeSheet(
        [
            TimeRow(
                entry,
                span(entry.minutes),
                is_mine=entry.user_id == user.pk,
                is_free=entry.pk in free,
                may_free=may_free and entry.pk not in free,
            )
            for entry in entries[:SHOWN]
        ],
        span(minutes[Counting.COUNTED]),
        span(minutes[Counting.PARKED]) if minutes[Counting.PARKED] else "",
    )


@for_desk("log_time")
def log(request: HttpRequest, engagement_id: int) -> HttpResponse:
    engagement = load_engagement(request, engagement_id)
    at = clock.now()
    today = {"day": Voice.here(at).midnight(at).date()}
    return form_page(
        request,
        engagement,
        TimeForm(typed(request), initial=today, engagement=engagement),
        lambda **said: log_time(engagement, **said, by=reader(request), at=at),
        title=_("Time worked"),
        button=_("Write it down"),
        done=_("The time is written down."),
        part="time",
    )


@require_POST
@for_desk("log_time")
def drop(request: HttpRequest, engagement_id: int, entry_id: int) -> HttpResponse:
    engagement = load_engagement(request, engagement_id)
    entry = get_object_or_404(TimeEntry, engagement=engagement, pk=entry_id)
    return press(
        request,
        engagement,
        lambda: drop_time(entry, by=reader(request), at=clock.now()),
        done=__("The entry is taken back."),
        part="time",
    )
