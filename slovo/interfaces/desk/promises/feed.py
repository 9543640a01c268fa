"""A colleague's promises and duties as a calendar that other programs read (RFC 5545)."""

from datetime import datetime, timedelta
from typing import Any

from django.conf import settings
from django.db.models import Q
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import translation
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from slovo.domain.cases.models import Promise
from slovo.domain.cases.models.promise import Outcome
from slovo.domain.duty.models import Shift
from slovo.domain.promises.actions.feeds import make_feed
from slovo.domain.promises.feeds import feed_user, standing_feed
from slovo.domain.staff.models import User
from slovo.interfaces.desk.doors import for_desk, reader
from slovo.lib import clock
from slovo.web.toasts import say

BEHIND = timedelta(days=90)
MOST = 2000
LENGTH = timedelta(minutes=30)
GONE = (Outcome.WITHDRAWN, Outcome.RENEGOTIATED)


@require_safe
def feed(_request: HttpRequest, token: str) -> HttpResponse:
    user = feed_user(token)
    if user is None:
        raise Http404
    with translation.override(user.language):
        body = calendar_of(user, clock.now())
    answer = HttpResponse(body, content_type="text/calendar; charset=utf-8")
    answer["Content-Disposition"] = 'inline; filename="slovo.ics"'
    answer["Cache-Control"] = "private, max-age=300"
    return answer


@require_POST
@for_desk("make_promise")
def make(request: HttpRequest) -> HttpResponse:
    make_feed(reader(request), by=reader(request), at=clock.now())
    say(request, _("Here is a new link. The old one opens nothing any more."))
    return redirect(f"{reverse('profile')}#feed")


def feed_url(user: User) -> str:
    """His link, to copy it into a calendar; empty while there is none."""
    token = standing_feed(user)
    return f"{settings.PUBLIC_URL}{reverse('promise-feed', args=[token])}" if token else ""


def calendar_of(user: User, now: datetime) -> bytes:
    """Everything open of his, and what ended lately; what is no longer owed is cancelled."""
    from icalendar import Calendar

    calendar = Calendar()
    calendar.add("prodid", "-//Slovo//Promises//EN")
    calendar.add("version", "2.0")
    calendar.add("calscale", "GREGORIAN")
    calendar.add("method", "PUBLISH")
    calendar.add("x-wr-calname", _("Promises and duties of %(name)s") % {"name": user.full_name})
    calendar.add("refresh-interval", timedelta(minutes=15), parameters={"VALUE": "DURATION"})
    recent = Q(ended_at=None) | Q(ended_at__gte=now - BEHIND)
    promises = Promise.objects.visible_to(user).given().filter(recent, owner=user)
    for promise in promises.select_related("case", "person").order_by("-due_at", "-pk")[:MOST]:
        calendar.add_component(event_of(promise))
    for shift in shifts_of(user, now):
        calendar.add_component(duty_of(shift))
    return bytes(calendar.to_ical())


def shifts_of(user: User, now: datetime) -> list[Shift]:
    """His duties, those lately taken off as well: they are cancelled."""
    his = Shift.objects.filter(user=user, ends_at__gte=now - BEHIND).select_related("team")
    return list(his.order_by("-starts_at", "-pk")[:MOST])


def duty_of(shift: Shift) -> Any:
    from icalendar import Event

    event = Event()
    event.add("uid", f"duty-{shift.pk}@{host()}")
    event.add("dtstamp", shift.dropped_at or shift.made_at)
    event.add("sequence", 1 if shift.dropped_at else 0)
    event.add("dtstart", shift.starts_at)
    event.add("dtend", shift.ends_at)
    event.add("summary", _("On duty: %(team)s") % {"team": shift.team.name})
    event.add("url", f"{settings.PUBLIC_URL}{reverse('shift-show', args=[shift.pk])}")
    event.add("status", "CANCELLED" if shift.dropped_at else "CONFIRMED")
    event.add("transp", "OPAQUE")
    return event


def host() -> str:
    return settings.PUBLIC_URL.partition("//")[2].partition(":")[0]


def event_of(promise: Promise) -> Any:
    from icalendar import Event

    event = Event()
    event.add("uid", f"promise-{promise.pk}@{host()}")
    event.add("dtstamp", promise.ended_at or promise.made_at)
    event.add("last-modified", promise.ended_at or promise.made_at)
    event.add("sequence", 1 if promise.ended_at else 0)
    event.add("dtstart", promise.due_at - LENGTH)
    event.add("dtend", promise.due_at)
    event.add("summary", summary_of(promise))
    event.add("description", f"{promise.case.ref} {promise.case.subject}")
    event.add("url", f"{settings.PUBLIC_URL}{reverse('promise-show', args=[promise.pk])}")
    event.add("status", "CANCELLED" if promise.outcome in GONE else "CONFIRMED")
    event.add("transp", "TRANSPARENT")
    return event


def summary_of(promise: Promise) -> str:
    said = {"text": promise.text, "name": promise.person.full_name}
    if not promise.is_ours:
        return _("%(name)s owes us: %(text)s") % said
    if promise.outcome in (Outcome.KEPT, Outcome.BROKEN):
        return _("Done: %(text)s, %(name)s") % said
    return _("%(text)s, %(name)s") % said
