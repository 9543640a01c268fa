"""One figure of recovery in words: its share, «n of m» with the interval, where its rows stand."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from slovo.domain.complaints.models import LegalLimit
from slovo.domain.complaints.numbers import Number
from slovo.interfaces.desk.mistakes.figures import NAMES as OF_MISTAKES
from slovo.interfaces.desk.promises.shares import percents
from slovo.interfaces.desk.spoken import Voice
from slovo.lib import moments
from slovo.lib.stats import wilson

NAMES: Mapping[str, Any] = {
    **OF_MISTAKES,
    "acknowledged": gettext_lazy("Acknowledged within five minutes"),
    "assessed": gettext_lazy("Assessed by the next business day"),
    "answered": gettext_lazy("Answered within our own limit"),
    "lawful": gettext_lazy("Answered within the law’s limit"),
    "satisfied": gettext_lazy("Satisfied in the end"),
    "differing": gettext_lazy("The real cause lay elsewhere"),
    "recurrence": gettext_lazy("Happened again after a measure"),
    "second": gettext_lazy("The same to one client again, within 180 days"),
    "put_back": gettext_lazy("Put behind the others more than once"),
}
BESIDE: Mapping[str, Any] = {
    "satisfied": gettext_lazy("unknown, counted nowhere: %(count)s"),
    "recurrence": gettext_lazy("watched still, counted nowhere: %(count)s"),
    "second": gettext_lazy("clients failed: %(count)s"),
    "put_back": gettext_lazy("times in all: %(count)s"),
}
PAGES = {
    "satisfied": ("complaint-figures", "satisfied"),
    "differing": ("complaint-figures", "differing"),
    "recurrence": ("complaint-figures", "recurrence"),
    "second": ("mistake-figures", "people"),
    "put_back": ("goodwill-queue", "moved"),
}
TIMES = ("acknowledged", "assessed", "answered", "lawful")


@dataclass(frozen=True, slots=True)
class Figure:
    """Its number, how it is reckoned, and where its rows stand."""

    name: str
    value: str
    small: str
    url: str
    beside: str = ""


def figure_of(number: Number, voice: Voice, laws: Mapping[int, LegalLimit], period: str) -> Figure:
    """`period` as it stands in the addresses of the pages with its rows."""
    law = laws.get(number.law) if number.law else None
    name = f"{law.country}, {law.kind_words}: {law.text}" if law else str(NAMES[number.name])
    value, small = share_words(number.part, number.count)
    if number.median is not None and small:
        span = moments.span(abs(number.median), voice.language)
        early = _("%(span)s early") if number.median <= 0 else _("%(span)s late")
        middle = early % {"span": span} if number.name == "corrected" else span
        small = _("%(words)s; in the middle %(span)s") % {"words": small, "span": middle}
    words = BESIDE.get(number.name, "")
    beside = words % {"count": number.beside} if words and number.beside else ""
    return Figure(name, value, small, _url(number, period), beside)


def share_words(part: int, count: int) -> tuple[str, str]:
    """The share, and «18 of 24; between 55.1 and 88.0 %»; no data is said, never zero."""
    share = wilson(part, count)
    if share is None:
        return _("no data"), ""
    words = {"part": part, "count": count, **percents(share)}
    small = _("%(part)d of %(count)d; between %(low)s and %(high)s %%") % words
    return _("%(share)s %%") % words, small


def _url(number: Number, period: str) -> str:
    if number.name in TIMES:
        law = f"&law={number.law}" if number.law else ""
        return f"{reverse('complaint-times', args=[number.name])}?period={period}{law}"
    name, part = PAGES.get(number.name, ("mistake-figures", "rows"))
    return f"{reverse(name)}?period={period}#{part}"
