"""Shifts, holes and swaps in words, in the reader's zone."""

from collections.abc import Iterable
from datetime import timedelta
from typing import Any
from zoneinfo import ZoneInfo

from django.urls import reverse
from django.utils.http import urlencode
from django.utils.translation import gettext as _

from slovo.domain.duty.coverage import Hole, desk_of
from slovo.domain.duty.models import Shift, Swap
from slovo.domain.duty.proposing import Proposal
from slovo.domain.duty.wordings import when_of
from slovo.domain.staff.models import Cover, Team, User
from slovo.interfaces.desk.spoken import Voice
from slovo.lib import moments


def shift_item(shift: Shift, voice: Voice, reader: User) -> dict[str, Any]:
    hours = f"{voice.hour(shift.starts_at)}–{voice.hour(shift.ends_at)}"
    apart = (voice.local(shift.ends_at).date() - voice.local(shift.starts_at).date()).days
    if apart > 1:
        hours = f"{voice.hour(shift.starts_at)} – {voice.brief(shift.ends_at)}"
    return {
        "url": reverse("shift-show", args=[shift.pk]),
        "name": shift.user.full_name,
        "team": shift.team.name,
        "hours": hours,
        "length": length_words(shift, voice),
        "is_mine": shift.user_id == reader.pk,
        "is_over": shift.ends_at <= voice.now,
        "is_now": shift.starts_at <= voice.now < shift.ends_at,
        "is_short_rest": shift.overridden_by_id is not None,
    }


def length_words(shift: Shift, voice: Voice) -> str:
    """«13 h, for clocks go back an hour»."""
    length = voice.span(shift.length)
    if not shift.clock_moves:
        return length
    back = shift.clock_moves < timedelta()
    sentence = _("%(length)s, clocks go back") if back else _("%(length)s, clocks go forward")
    return sentence % {"length": length}


def hole_row(hole: Hole, voice: Voice, proposal: Proposal | None = None) -> dict[str, Any]:
    zone = ZoneInfo(hole.team.zone)
    starts, ends = hole.starts.astimezone(zone), hole.ends.astimezone(zone)
    asked: dict[str, str | int] = {
        "team": hole.team.pk,
        "day": starts.date().isoformat(),
        "starts": f"{starts:%H:%M}",
        "ends": f"{ends:%H:%M}",
        "days": (ends.date() - starts.date()).days,
    }
    away = ", ".join(user.full_name for user in hole.away)
    return {
        "team": hole.team.name,
        "when": f"{voice.full(hole.starts)} – {_end(hole, voice)}",
        "length": voice.span(hole.length),
        "away": _("%(name)s is away") % {"name": away} if away else "",
        "url": f"{reverse('shift-new')}?{urlencode(asked)}",
        "proposed": _proposed(proposal, asked, voice) if proposal else None,
    }


def _proposed(proposal: Proposal, asked: dict[str, str | int], voice: Voice) -> dict[str, Any]:
    """One press: the same form as by hand, filled in."""
    user, shift = proposal.user, proposal.instead
    if shift is None:
        words, url, said = _("Give it to %(name)s"), reverse("shift-new"), asked
    else:
        words, url = _("Give %(when)s to %(name)s"), reverse("shift-show", args=[shift.pk])
        said = {
            "day": shift.day.isoformat(),
            "starts": f"{shift.starts:%H:%M}",
            "ends": f"{shift.ends:%H:%M}",
            "days": shift.days,
        }
    when = f"{voice.full(shift.starts_at)}–{voice.hour(shift.ends_at)}" if shift else ""
    return {
        "words": words % {"name": user.full_name, "when": when},
        "url": url,
        "said": {**said, "user": user.pk}.items(),
    }


def _end(hole: Hole, voice: Voice) -> str:
    is_one_day = voice.local(hole.starts).date() == voice.local(hole.ends).date()
    return voice.hour(hole.ends) if is_one_day else voice.full(hole.ends)


def swap_row(swap: Swap, voice: Voice, reader: User) -> dict[str, Any]:
    is_asked = swap.to_id == reader.pk
    said = {
        "name": swap.asked_by.full_name,
        "to": swap.to.full_name,
        "when": when_of(swap.shift, voice.zone, voice.language),
    }
    back = swap.in_return
    return {
        "swap": swap,
        "is_asked": is_asked,
        "words": (
            _("%(name)s asks you to take the duty %(when)s.")
            if is_asked
            else _("You asked %(to)s to take your duty %(when)s.")
        )
        % said,
        "back": when_of(back, voice.zone, voice.language) if back else "",
        "why": swap.why,
    }


def desk_rows(teams: Iterable[Team], voice: Voice) -> list[dict[str, Any]]:
    """Each team now: who is on duty until when, or when it is there again."""
    return [_desk_row(team, voice) for team in teams]


def _desk_row(team: Team, voice: Voice) -> dict[str, Any]:
    found = desk_of(team, voice.now)
    people = [
        {
            "name": shift.user.full_name,
            "phone": shift.user.phone,
            "until": _("until %(when)s") % {"when": voice.brief(shift.ends_at)},
        }
        for shift in found.shifts
    ]
    return {
        "team": team,
        "people": people,
        "opens": next_words(found.opens_at, voice) if found.opens_at else "",
        "otherwise": found.team.name if found.opens_at and found.team != team else "",
        "cover": team.window_words if team.cover == Cover.WINDOW else team.get_cover_display(),
    }


def next_words(at: Any, voice: Voice) -> str:
    """«next 06:00Z (08:00 UTC+2)»: the reader's own hour, and the one that is nobody's."""
    said = {
        "utc": moments.hour(at, "UTC"),
        "here": voice.hour(at),
        "offset": moments.offset_of(at, voice.zone),
    }
    return _("next %(utc)sZ (%(here)s %(offset)s)") % said
