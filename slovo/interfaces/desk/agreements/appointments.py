"""When we meet, whether we are ready, and whether the client was warned in time."""

from dataclasses import dataclass
from typing import Any
from zoneinfo import ZoneInfo

from django import forms
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.utils.translation import gettext as __
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_POST

from slovo.domain.delivery.actions.appointments import make_appointment
from slovo.domain.delivery.actions.meetings import say_ready, warn_client
from slovo.domain.delivery.actions.moving import cancel_appointment, move_meeting
from slovo.domain.delivery.actions.series import move_series, skip_meeting
from slovo.domain.delivery.models import Appointment, Meeting, Repeats, Side
from slovo.domain.engagements.models import Engagement
from slovo.interfaces.desk.agreements.doors import form_page, load_engagement, press
from slovo.interfaces.desk.agreements.fields import DateField, writing
from slovo.interfaces.desk.asking import typed
from slovo.interfaces.desk.doors import for_desk, reader
from slovo.interfaces.desk.remembered import before_visit
from slovo.interfaces.desk.spoken import Voice
from slovo.lib import clock


class TellForm(forms.Form):
    """By letter now, as a rule; or it was said, and how."""

    tell = forms.ChoiceField(
        label=_("The client"),
        required=False,
        initial="letter",
        choices=[
            ("letter", _("is told now, by letter")),
            ("myself", _("has been told by me")),
        ],
        widget=forms.RadioSelect,
    )
    told_how = forms.CharField(
        label=_("How I told the client"),
        required=False,
        max_length=200,
        help_text=_("Such as: by phone at ten. Then no letter is written."),
    )

    def clean(self) -> dict[str, Any]:
        said = super().clean() or {}
        if said.pop("tell", "") != "myself":
            said["told_how"] = ""
        elif not said.get("told_how"):
            self.add_error("told_how", __("Say how the client was told."))
        return said


class StartForm(forms.Form):
    day = DateField(label=_("Day"))
    start = forms.TimeField(
        label=_("Begins at"), widget=forms.TimeInput(attrs={"type": "time"}, format="%H:%M")
    )


class MoveForm(TellForm, StartForm):
    """What is held once has another time."""


class MoveOneOrAllForm(MoveForm):
    """Of a series this one alone moves, or all that follow."""

    reach = forms.ChoiceField(
        label=_("Which meetings"),
        initial="one",
        choices=[("one", _("This one alone")), ("all", _("This one and all after it"))],
        widget=forms.RadioSelect,
    )
    field_order = ["reach", "day", "start"]


class MeetingForm(forms.Form):
    title = forms.CharField(label=_("What it is about"), max_length=200)
    place = forms.CharField(label=_("Where"), required=False, max_length=200)
    day = DateField(label=_("Day"))
    start = forms.TimeField(
        label=_("Begins at"), widget=forms.TimeInput(attrs={"type": "time"}, format="%H:%M")
    )
    minutes = forms.IntegerField(label=_("Minutes"), min_value=1, max_value=1440, initial=60)
    side = forms.ChoiceField(
        label=_("Whose clock"),
        choices=Side.choices,
        help_text=_("When clocks change, it stays at this hour on that clock."),
    )
    repeats = forms.ChoiceField(
        label=_("Again"), required=False, choices=[("", _("Once")), *Repeats.choices]
    )
    until = DateField(label=_("The last one by"), required=False)
    needs = forms.CharField(
        label=_("What must be ready"),
        required=False,
        max_length=300,
        help_text=_("The owner is asked a day before, and again before the client sets out."),
    )
    travel_minutes = forms.IntegerField(
        label=_("The client’s way, minutes"), min_value=0, max_value=2880, initial=0
    )
    bring = forms.CharField(label=_("What the client brings"), required=False, max_length=300)


class AppointmentForm(TellForm, MeetingForm):
    """What, when, where; and how the client hears of it."""


class WarningForm(forms.Form):
    words = forms.CharField(
        label=_("What the client is told"),
        max_length=2000,
        widget=writing(),
        help_text=_("Why, and what instead."),
    )
    is_spoken = forms.BooleanField(
        label=_("I have said it by phone: write no letter"), required=False
    )


@dataclass(frozen=True, slots=True)
class MeetingRow:
    meeting: Meeting
    when: str
    told: str
    words: str
    look: str
    is_ahead: bool


def meeting_rows(engagement: Engagement, voice: Voice) -> list[MeetingRow]:
    """What lies ahead first, then the last three."""
    rows = Meeting.objects.filter(appointment__engagement=engagement)
    rows = rows.select_related(
        "appointment__owner", "appointment__told_by", "appointment__letter", "ready_by", "warned_by"
    )
    ahead = rows.standing().filter(starts_at__gt=voice.now)
    past = rows.filter(starts_at__lte=voice.now, skipped_at=None).order_by("-starts_at", "-pk")[:3]
    found = [*ahead.order_by("starts_at", "pk"), *past]
    return [
        MeetingRow(
            row,
            voice.full(row.starts_at),
            _told(row.appointment, voice),
            *_state(row, voice),
            row.starts_at > voice.now,
        )
        for row in found
    ]


def _told(found: Appointment, voice: Voice) -> str:
    if found.told_how:
        said = {"name": found.told_by, "how": found.told_how}
        return __("%(name)s told the client: %(how)s.") % said
    if found.letter is None:
        return ""
    if found.letter.delivered_at is None:
        return __("The letter to the client is on its way.")
    when = voice.full(found.letter.delivered_at)
    return __("The client was told by letter %(when)s.") % {"when": when}


def _state(row: Meeting, voice: Voice) -> tuple[str, str]:
    if row.warned_at and row.gained is not None:
        said = {"name": row.warned_by, "span": voice.span(row.gained)}
        return __("%(name)s warned the client %(span)s before.") % said, ""
    if row.ready_at:
        return __("Ready, says %(name)s.") % {"name": row.ready_by}, ""
    if not row.appointment.needs or row.starts_at <= voice.now:
        return "", ""
    if row.alerted_at:
        return __("Not ready, and the client sets out soon."), "late"
    said = {"needs": row.appointment.needs, "name": row.appointment.owner}
    return __("Must be ready: %(needs)s (%(name)s).") % said, "waiting" if row.asked_at else ""


@for_desk("save_appointment")
def make(request: HttpRequest, engagement_id: int) -> HttpResponse:
    engagement, voice = load_engagement(request, engagement_id), Voice.here(clock.now())
    return form_page(
        request,
        engagement,
        AppointmentForm(typed(request)),
        lambda **said: make_appointment(engagement, **said, by=reader(request), at=clock.now()),
        title=_("When we meet"),
        button=_("Keep"),
        done=_("The time stands."),
        part="meetings",
        remembered=before_visit(engagement.person, reader(request), voice),
    )


@for_desk("save_appointment")
def warn(request: HttpRequest, engagement_id: int, meeting_id: int) -> HttpResponse:
    engagement, meeting = load_meeting(request, engagement_id, meeting_id)
    return form_page(
        request,
        engagement,
        WarningForm(typed(request)),
        lambda **said: warn_client(meeting, **said, by=reader(request), at=clock.now()),
        title=_("Warn the client"),
        lede=meeting.appointment.title,
        button=_("The client is warned"),
        part="meetings",
    )


@require_POST
@for_desk("save_appointment")
def ready(request: HttpRequest, engagement_id: int, meeting_id: int) -> HttpResponse:
    engagement, meeting = load_meeting(request, engagement_id, meeting_id)
    return press(
        request,
        engagement,
        lambda: say_ready(meeting, by=reader(request), at=clock.now()),
        done=__("Good: the client may come."),
        part="meetings",
    )


@for_desk("save_appointment")
def move(request: HttpRequest, engagement_id: int, meeting_id: int) -> HttpResponse:
    engagement, meeting = load_meeting(request, engagement_id, meeting_id)
    zone = ZoneInfo(meeting.appointment.zone)
    was = meeting.starts_at.astimezone(zone)
    lede = f"{meeting.appointment.title}, {Voice.here(clock.now()).full(meeting.starts_at)}"
    form = MoveOneOrAllForm if meeting.appointment.repeats else MoveForm

    def verb(*, reach: str = "one", **said: Any) -> Meeting:
        moved = move_series if reach == "all" else move_meeting
        return moved(meeting, **said, by=reader(request), at=clock.now())

    return form_page(
        request,
        engagement,
        form(typed(request), initial={"day": was.date(), "start": was.time(), "reach": "one"}),
        verb,
        title=_("Another time"),
        lede=lede,
        button=_("Move it"),
        done=_("The new time stands."),
        part="meetings",
    )


@for_desk("save_appointment")
def skip(request: HttpRequest, engagement_id: int, meeting_id: int) -> HttpResponse:
    engagement, meeting = load_meeting(request, engagement_id, meeting_id)
    when = Voice.here(clock.now()).full(meeting.starts_at)
    return form_page(
        request,
        engagement,
        TellForm(typed(request)),
        lambda **said: skip_meeting(meeting, **said, by=reader(request), at=clock.now()),
        title=_("Leave this one out"),
        lede=f"{meeting.appointment.title}, {when}",
        button=_("Leave it out"),
        done=_("It is left out; the series goes on."),
        part="meetings",
    )


@for_desk("save_appointment")
def cancel(request: HttpRequest, engagement_id: int, appointment_id: int) -> HttpResponse:
    engagement = load_engagement(request, engagement_id)
    known = get_object_or_404(Appointment, engagement=engagement, pk=appointment_id)
    return form_page(
        request,
        engagement,
        TellForm(typed(request)),
        lambda **said: cancel_appointment(known, **said, by=reader(request), at=clock.now()),
        title=_("Call it off"),
        lede=known.title,
        button=_("Call it off"),
        done=_("It is called off."),
        part="meetings",
    )


def load_meeting(
    request: HttpRequest, engagement_id: int, meeting_id: int
) -> tuple[Engagement, Meeting]:
    engagement = load_engagement(request, engagement_id)
    rows = Meeting.objects.filter(appointment__engagement=engagement)
    return engagement, get_object_or_404(rows.select_related("appointment"), pk=meeting_id)
