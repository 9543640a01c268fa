"""The causes of twelve months as lines of a ledger, each with its bars."""

from collections.abc import Sequence

from django.urls import reverse
from django.utils.safestring import SafeString
from django.utils.translation import get_language, ngettext

from slovo.domain.complaints.figures import Tally
from slovo.domain.complaints.trends import COMPLAINT, Trend
from slovo.interfaces.desk.causes.drawing import Months, draw_bars
from slovo.interfaces.desk.causes.rows import ANSWERED, APART
from slovo.interfaces.desk.promises.shares import percents
from slovo.interfaces.desk.spoken import quick
from slovo.web.patterns import Pattern


def draw_rows(found: Sequence[Trend], names: Months, kinds: Sequence[str]) -> list[SafeString]:
    """In the order given; all bars stand in one scale."""
    pattern = Pattern("desk/causes/trend_row.html", get_language())
    most = max((max(trend.months) for trend in found), default=0)
    kind = f"?kind={kinds[0]}" if len(kinds) == 1 else ""
    drawn = []
    for trend in found:
        gaps = {**_said(trend), "kind": kind, "bars": draw_bars(trend, most, names)}
        marks = {
            "has_any": trend.total > 0,
            "has_complaints": COMPLAINT in kinds,
            "has_answered": trend.differing.count > 0,
            "has_again": trend.recurrence.count > 0,
            "has_pending": trend.recurrence.beside > 0,
        }
        drawn.append(pattern.fill(gaps, **marks))
    return drawn


def _said(trend: Trend) -> dict[str, object]:
    """`apart` and `again`: a share in words with its counts."""
    share, again, differing = trend.share, trend.recurrence, trend.differing
    words = percents(share) if share else {}
    lies = quick("%(share)s %%, between %(low)s and %(high)s")
    pending = "%(count)s watched still", "%(count)s watched still", again.beside
    return {
        "url": reverse("cause-show", args=[trend.cause.code]),
        "name": trend.cause.name,
        "branch": trend.cause.get_branch_display(),
        "total": trend.total,
        "share": quick("%(share)s %%") % words if share else "",
        "interval": quick("%(low)s–%(high)s %%") % words if share else "",
        "sum": f"{trend.with_those_above:.0%}".replace("%", " %"),
        "which": APART if differing.hits else ANSWERED,
        "apart": _of(differing),
        "again": _of(again),
        "again_small": lies % percents(again.share) if again.share else "",
        "pending": ngettext(*pending) % {"count": again.beside},
    }


def _of(tally: Tally) -> str:
    return quick("%(hits)s of %(all)s") % {"hits": tally.hits, "all": tally.count}
