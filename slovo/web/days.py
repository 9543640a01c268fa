"""Days as people type them: within the years a firm lives in."""

from datetime import date

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

FIRST_YEAR, LAST_YEAR = 1900, 2199
LAST_DAY = f"{LAST_YEAR}-12-31"


def refuse_far(day: date) -> None:
    """A slip of the finger, such as the year 27, or a year past which no calendar counts."""
    if not FIRST_YEAR <= day.year <= LAST_YEAR:
        years = {"first": FIRST_YEAR, "last": LAST_YEAR}
        raise ValidationError(_("Write a year between %(first)s and %(last)s.") % years)
