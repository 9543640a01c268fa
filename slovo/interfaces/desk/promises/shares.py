"""Shares of promises kept, in words and figures, as the reader writes numbers."""

from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal

from django.utils.formats import get_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from slovo.domain.promises.ledger import Kept
from slovo.interfaces.desk.promises.sifting import Sieve
from slovo.lib.stats import Share

TENTH = Decimal("0.1")


@dataclass(frozen=True, slots=True)
class Figure:
    """A share in words, with its interval, and the counts that open their rows."""

    headline: str
    words: str
    strict: str
    counts: list[tuple[str, int, str]]


def figure(found: Kept, sieve: Sieve) -> Figure:
    days = {"days": sieve.days}
    if found.rate is None:
        headline = _("No promise was due in the last %(days)d days.") % days
        return Figure(headline, _("No data."), "", [])
    counted = {"kept": found.kept, "all": found.counted}
    headline = ngettext(
        "%(kept)d of %(all)d promise kept.", "%(kept)d of %(all)d promises kept.", found.counted
    )
    words = _("Over %(days)d days %(share)s %%, the true rate lies between %(low)s and %(high)s.")
    strict = _("Without new dates: %(share)s %%.") % percents(found.strict) if found.strict else ""
    counts = [
        (_("kept"), found.kept, sieve.url(state="kept")),
        (_("broken"), found.broken + found.late, sieve.url(state="broken")),
        (_("new date"), found.renegotiated, sieve.url(state="renegotiated")),
        (_("given back"), found.withdrawn, sieve.url(state="withdrawn")),
    ]
    return Figure(headline % counted, words % {**days, **percents(found.rate)}, strict, counts)


def percents(share: Share) -> dict[str, str]:
    """To a tenth, halves up: «72.7»."""
    mark = get_format("DECIMAL_SEPARATOR")
    return {
        name: str((100 * Decimal(repr(value))).quantize(TENTH, ROUND_HALF_UP)).replace(".", mark)
        for name, value in zip(("share", "low", "high"), share, strict=True)
    }
