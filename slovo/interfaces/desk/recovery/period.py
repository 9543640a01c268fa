"""A month, a quarter, a year or the last three months, chosen by a reader."""

import re
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.utils.translation import gettext as _

from slovo.domain.billing.months import Month
from slovo.interfaces.desk.causes.drawing import month_names

KEY = re.compile(r"(?P<year>2\d{3})(?:-(?:Q(?P<quarter>[1-4])|(?P<month>0[1-9]|1[0-2])))?")
LAST = "3"
YEAR = "12"
MONTHS_SHOWN, QUARTERS_SHOWN, YEARS_SHOWN = 12, 8, 3


@dataclass(frozen=True, slots=True)
class Period:
    """[since, until); `key` stands in addresses: 3, 12, 2026, 2026-Q4 or 2026-11."""

    key: str
    name: str
    since: datetime
    until: datetime

    @classmethod
    def read(cls, key: str, at: datetime, language: str, *, otherwise: str = LAST) -> "Period":
        found = KEY.fullmatch(key)
        if found is None:
            return _lately(key if key in {LAST, YEAR} else otherwise, at)
        year, quarter, month = (int(each or 0) for each in found.groups())
        first = Month.numbered(year, month or (quarter * 3 - 2 if quarter else 1))
        assert first is not None  # noqa: S101 - the pattern lets only years of ours through
        length = 1 if month else 3 if quarter else 12
        name = month_names([first], language)[0][2] if month else quarter_name(first, quarter)
        return cls(key, name, first.begins_at, first.moved(length).begins_at)


def quarter_name(first: Month, quarter: int) -> str:
    year = {"year": first.first.year, "quarter": quarter}
    return _("quarter %(quarter)s of %(year)s") % year if quarter else str(first.first.year)


def _lately(key: str, at: datetime) -> Period:
    """Until now; the moment itself is within."""
    since = Month.at(at).moved(-int(key)).begins_at
    return Period(key, _lately_name(key), since, at + timedelta(seconds=1))


def _lately_name(key: str) -> str:
    return _("the last twelve months") if key == YEAR else _("the last three months")


def choices(at: datetime, language: str) -> list[tuple[str, list[tuple[str, str]]]]:
    """For a list to choose from, the newest first."""
    now = Month.at(at)
    months = month_names([now.moved(-back) for back in range(MONTHS_SHOWN)], language)
    quarters = [now.moved(-3 * back) for back in range(QUARTERS_SHOWN)]
    years = [str(now.first.year - back) for back in range(YEARS_SHOWN)]
    return [
        ("", [(key, _lately_name(key)) for key in (LAST, YEAR)]),
        (_("Months"), [(f"{first:%Y-%m}", words) for first, _short, words in months]),
        (
            _("Quarters"),
            [(quarter_key(each), quarter_name(each, quarter_of(each))) for each in quarters],
        ),
        (_("Years"), [(year, year) for year in years]),
    ]


def quarter_key(month: Month) -> str:
    return f"{month.first.year}-Q{quarter_of(month)}"


def quarter_of(month: Month) -> int:
    return (month.first.month + 2) // 3
