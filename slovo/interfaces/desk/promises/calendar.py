"""Promises by day, week and month, with the heat of what is promised."""

from calendar import monthrange
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.dateparse import parse_date
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from slovo.domain.cases.models import Promise
from slovo.domain.promises.load import Load, loads, together
from slovo.domain.staff.models import User
from slovo.interfaces.desk.doors import for_desk, reader
from slovo.interfaces.desk.promises.days import (
    IN_A_CELL,
    Cell,
    cells,
    fill,
    mark_absences,
    mark_clients,
)
from slovo.interfaces.desk.promises.drawing import draw_few, draw_heat
from slovo.interfaces.desk.promises.sifting import Sieve
from slovo.interfaces.desk.spoken import Voice
from slovo.lib import clock, moments

ONE_DAY = timedelta(days=1)
ROOM = {"day": 300, "week": 25, "month": IN_A_CELL}
SPANS = ("day", "week", "month")


@dataclass(frozen=True, slots=True)
class Span:
    """Which days are shown, how they are called, and the days before and after them."""

    name: str
    first: date
    last: date
    title: str
    earlier: date
    later: date


@for_desk()
def calendar(request: HttpRequest) -> HttpResponse:
    user, voice = reader(request), Voice.here(clock.now())
    sieve = Sieve.read(request.GET, user)
    asked = request.GET.get("span", "month")
    span = span_of(asked if asked in SPANS else "month", day_asked(request, voice), voice)
    users = colleagues(sieve)
    promises = Promise.objects.visible_to(user).given()
    promises = promises.filter(owner=sieve.owner) if sieve.owner else promises
    made = cells(span.first, span.last, voice, lambda day: name_of(day, voice))
    mark_absences(made, users, span.first, span.last)
    mark_clients(made, promises, span.first, span.last)
    found = loads(users, (span.first, span.last), voice.now)
    fill(made, promises, sieve, voice, ROOM[span.name])
    for day, cell in made.items():
        cell.load = together(found, day)
        cell.few = draw_few(cell.items) if span.name == "month" else ""
        cell.is_outside = span.name == "month" and not in_month(day, span)
    context = {
        "span": span,
        "cells": list(made.values()),
        "weekdays": [name_of(day, voice).split(" ", 1)[0] for day in list(made)[:7]],
        "heat": heat_table(users, found, made),
        "days": list(made.values()),
        "sieve": sieve,
        "colleagues": User.objects.filter(left_at=None).order_by("full_name"),
        "is_empty": not any(cell.count for cell in made.values()),
        **ways(span, sieve),
    }
    return render(request, "desk/promises/calendar.html", context)


def day_asked(request: HttpRequest, voice: Voice) -> date:
    today = voice.now.astimezone(ZoneInfo(voice.zone)).date()
    try:
        day = parse_date(request.GET.get("day", ""))
    except ValueError:
        return today
    return day if day and 1990 < day.year < 2100 else today


def span_of(name: str, day: date, voice: Voice) -> Span:
    if name == "day":
        return Span(name, day, day, long_name(day, voice), day - ONE_DAY, day + ONE_DAY)
    monday = day - day.weekday() * ONE_DAY
    if name == "week":
        title = f"{long_name(monday, voice)} – {long_name(monday + 6 * ONE_DAY, voice)}"
        return Span(
            name, monday, monday + 6 * ONE_DAY, title, monday - ONE_DAY, monday + 7 * ONE_DAY
        )
    first = day.replace(day=1)
    last = day.replace(day=monthrange(day.year, day.month)[1])
    return Span(
        name,
        first - first.weekday() * ONE_DAY,
        last + (6 - last.weekday()) * ONE_DAY,
        month_name(first, voice),
        first - ONE_DAY,
        last + ONE_DAY,
    )


def in_month(day: date, span: Span) -> bool:
    return span.earlier < day < span.later


def colleagues(sieve: Sieve) -> list[User]:
    """Whose hours are counted: his alone, else everybody's who serves clients."""
    here = User.objects.filter(left_at=None).order_by("full_name", "pk")
    if sieve.owner:
        here = here.filter(pk=sieve.owner)
    return [user for user in here if user.may("make_promise")]


def heat_table(
    users: list[User], found: dict[int, dict[date, Load]], made: dict[date, Cell]
) -> list[tuple[User, SafeString]]:
    """Colleague × day."""
    return [(u, draw_heat((found[u.pk].get(day), made[day]) for day in made)) for u in users]


def ways(span: Span, sieve: Sieve) -> dict[str, Any]:
    """Earlier, later, today, and the other spans."""
    owner = f"&owner={sieve.owner}" if sieve.owner else ""
    here = reverse("promise-calendar")
    middle = span.earlier + ONE_DAY if span.name == "month" else span.first

    def url(name: str, day: date | None) -> str:
        return f"{here}?span={name}{f'&day={day.isoformat()}' if day else ''}{owner}"

    labels = {"day": _("Day"), "week": _("Week"), "month": _("Month")}
    return {
        "earlier_url": url(span.name, span.earlier),
        "later_url": url(span.name, span.later),
        "today_url": url(span.name, None),
        "spans": [(labels[name], url(name, middle), name == span.name) for name in SPANS],
    }


def name_of(day: date, voice: Voice) -> str:
    return " ".join(_spoken(day, voice, moments.day).split(" ")[:2])


def long_name(day: date, voice: Voice) -> str:
    return _spoken(day, voice, moments.day)


def month_name(day: date, voice: Voice) -> str:
    from babel.dates import format_skeleton

    return str(format_skeleton("yMMMM", day, locale=voice.language)).capitalize()


def _spoken(day: date, voice: Voice, say: Callable[..., str]) -> str:
    noon = datetime(day.year, day.month, day.day, 12, tzinfo=ZoneInfo(voice.zone))
    return say(noon, voice.zone, voice.language, now=voice.now)
