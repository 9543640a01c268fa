"""Twelve months of a cause as bars, and the figures they are drawn from."""

from collections.abc import Iterable, Sequence
from datetime import date
from functools import lru_cache

from babel.dates import format_date
from django.urls import reverse
from django.utils.safestring import SafeString, mark_safe

from slovo.domain.billing.months import Month
from slovo.domain.complaints.trends import COMPLAINT, MISTAKE, Trend
from slovo.interfaces.desk.spoken import quick
from slovo.web.patterns import escaped

STEP, WIDE, HIGH = 12, 9, 34
HEATS = 4
SIDES = (("complaints", COMPLAINT), ("mistakes", MISTAKE))
Months = Sequence[tuple[date, str, str]]


def month_names(months: Sequence[Month], language: str) -> list[tuple[date, str, str]]:
    """Its first day, «Nov», «November 2026»."""
    return [(month.first, *_named(month.first, language)) for month in months]


@lru_cache(maxsize=256)
def _named(first: date, language: str) -> tuple[str, str]:
    return format_date(first, "LLL", language), format_date(first, "LLLL y", language)


def draw_bars(trend: Trend, most: int, names: Months) -> SafeString:
    """One scale for all causes; complaints stand on mistakes. Each bar says its month."""
    form = quick("%(month)s: complaints %(complaints)s, mistakes %(mistakes)s")
    unit = (HIGH - 2) / most if most else 0.0
    bars = []
    for place, (_day, _short, month) in enumerate(names):
        counts = {name: trend.counts[kind][place] for name, kind in SIDES}
        title = escaped(form % {"month": month, **counts})
        low, high = counts["mistakes"] * unit, counts["complaints"] * unit
        bars.append(_bar(place * STEP + 1, low, high, title))
    said = {"name": trend.cause.name, "count": trend.total}
    words = quick("%(name)s, twelve months: %(count)s in all; the figures stand below")
    label = escaped(words % said)
    sides = f'role="img" aria-label="{label}" viewBox="0 0 {STEP * len(names)} {HIGH}"'
    return mark_safe(f'<svg class="bars" {sides}>{"".join(bars)}</svg>')  # noqa: S308


def _bar(left: int, low: float, high: float, title: str) -> str:
    floor = HIGH - 1
    return (
        f'<g><title>{title}</title><rect class="bars-floor" x="{left}" y="{floor}" width="{WIDE}"'
        f' height="1"/><rect class="bars-mistakes" x="{left}" y="{floor - low:.5g}" width="{WIDE}"'
        f' height="{low:.5g}"/><rect class="bars-complaints" x="{left}"'
        f' y="{floor - low - high:.5g}" width="{WIDE}" height="{high:.5g}"/></g>'
    )


def draw_figures(found: Iterable[Trend], names: Months, kinds: Sequence[str]) -> SafeString:
    """Cause × month; each number opens its rows."""
    shown = [trend for trend in found if trend.total]
    most = max((max(trend.months) for trend in shown), default=0)
    kind = f"&amp;kind={kinds[0]}" if len(kinds) == 1 else ""
    return mark_safe("".join(_line(trend, names, kind, most) for trend in shown))  # noqa: S308


def _line(trend: Trend, names: Months, kind: str, most: int) -> str:
    url = reverse("cause-show", args=[trend.cause.code])
    name = escaped(trend.cause.name)
    cells = [
        _cell(count, f"{url}?month={day:%Y-%m}{kind}", f"{name}, {escaped(words)}: {count}", most)
        for count, (day, _short, words) in zip(trend.months, names, strict=True)
    ]
    return f'<tr><th scope="row">{name}</th>{"".join(cells)}</tr>'


def _cell(count: int, url: str, label: str, most: int) -> str:
    if not count:
        return "<td></td>"
    heat = -(-HEATS * count // most)
    return f'<td class="heat-{heat}"><a href="{url}" aria-label="{label}">{count}</a></td>'
