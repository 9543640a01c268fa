"""The gate's answer beside the form: what it needs, what is free, which dates there are."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.utils.formats import get_format
from django.utils.translation import gettext as _

from slovo.domain.courtesy.models import Blackout, Nature
from slovo.domain.promises.offer import Offer, Work, offer
from slovo.domain.staff.models import User
from slovo.interfaces.desk.spoken import Voice


@dataclass(frozen=True, slots=True)
class Date:
    """A date one press away."""

    value: str
    words: str
    warnings: list[str]


@dataclass(frozen=True, slots=True)
class Answer:
    """`wished` is none when it is the keepable one; `may_override` shows the principal's press."""

    numbers: str
    history: str
    fits: bool
    is_over: bool
    is_hopeful: bool
    keepable: Date | None
    wished: Date | None
    dropped: str
    may_override: bool


def answer(
    work: Work, wished_at: datetime | None, reader: User, voice: Voice, dropped: str = ""
) -> Answer:
    found = offer(work, wished_at, voice.now)
    is_same = found.wished_at == found.keepable_at
    return Answer(
        numbers=numbers(found, is_over=bool(wished_at and not found.wished_at)),
        history=history(found),
        fits=found.fit.fits,
        is_over=bool(wished_at and not found.wished_at),
        is_hopeful=found.is_hopeful,
        keepable=date(found.keepable_at, found.keepable_days, work, voice),
        wished=None if is_same else date(found.wished_at, found.wished_days, work, voice),
        dropped=dropped,
        may_override=reader.may("promise_beyond_capacity"),
    )


def numbers(found: Offer, *, is_over: bool = False) -> str:
    """«Needs 16.8 h with the buffer; 12 h are free until then.»"""
    if is_over:
        return f"{_('The wished date is over.')} {numbers(found)}"
    if not found.fit.needed_minutes:
        return _("It takes no time worth counting.")
    hours = {"needed": in_hours(found.fit.needed_minutes), "free": in_hours(found.fit.free_minutes)}
    if found.wished_at is None:
        return _("Needs %(needed)s h with the buffer.") % hours
    return _("Needs %(needed)s h with the buffer; %(free)s h are free until then.") % hours


def history(found: Offer) -> str:
    late = found.late
    if not late.is_enough:
        return _("Too few promises of this kind yet to say how they come.")
    said = {
        "in_time": late.in_time,
        "count": late.count,
        "within": late.within,
        "days": late.days_for_80,
    }
    if not late.days_for_80:
        return _("%(in_time)d of the last %(count)d of this kind came in time.") % said
    return (
        _(
            "%(in_time)d of the last %(count)d of this kind came in time, %(within)d within "
            "%(days)d days: so %(days)d days are added."
        )
        % said
    )


def date(at: datetime | None, days: list[Blackout], work: Work, voice: Voice) -> Date | None:
    if at is None:
        return None
    name = work.person.full_name
    return Date(at.isoformat(), voice.full(at), [warning(row, name) for row in days])


def warning(row: Blackout, name: str) -> str:
    sentence = (
        _("%(name)s is busy then: %(why)s.")
        if row.nature == Nature.PEAK
        else _("%(name)s is not to be disturbed then: %(why)s.")
    )
    return sentence % {"name": name, "why": row.why or row.get_nature_display()}


def in_hours(minutes: int) -> str:
    """To a tenth, halves up: «16.8», «12»."""
    whole, tenth = divmod((minutes * 10 + 30) // 60, 10)
    return f"{whole}{get_format('DECIMAL_SEPARATOR')}{tenth}" if tenth else str(whole)


def work_of(said: Mapping[str, Any], **sides: Any) -> Work:
    """From a form that is being filled in: what is missing is none."""
    return Work(
        owner=said.get("owner") or sides["owner"],
        kind=said.get("kind") or "document",
        effort_minutes=said.get("effort_minutes"),
        person=sides["person"],
        without=sides.get("without"),
    )
