"""Times as a colleague reads them on a page: in his zone and language, no longer than needed."""

from datetime import datetime, timedelta
from functools import lru_cache
from zoneinfo import ZoneInfo

from django.utils import timezone, translation
from django.utils.translation import gettext as _

from slovo.lib import moments


def quick(text: str) -> str:
    """gettext for what is said in every row: looked up once for each language."""
    return _looked_up(translation.get_language(), text)


@lru_cache(maxsize=1024)
def _looked_up(_language: str | None, text: str) -> str:
    return _(text)


def short(text: str, most: int) -> str:
    """One line, cut between two words: `textwrap.shorten` looks at every word of a long letter."""
    line = " ".join(text.split())
    if len(line) <= most:
        return line
    return (line[:most].rpartition(" ")[0] or line[: most - 1]) + "…"


class Voice:
    """Says times to one reader at one instant."""

    def __init__(self, zone: str, language: str, now: datetime) -> None:
        self.zone, self.language, self.now = zone, language, now
        self._here = ZoneInfo(zone)
        self._today = now.astimezone(self._here).date()

    @classmethod
    def here(cls, now: datetime) -> "Voice":
        """The reader whose language and zone are switched on."""
        return cls(timezone.get_current_timezone_name(), translation.get_language() or "en", now)

    def brief(self, at: datetime) -> str:
        """«17:00» today, «Thu 17:00» within days, «Tue 30 March» beyond."""
        return moments.near(at, self._here, self.language, now=self.now)

    def full(self, at: datetime) -> str:
        """«today, 08:47» or «Thu 25 March, 18:20»."""
        if at.astimezone(self._here).date() == self._today:
            return _("today, %(time)s") % {"time": self.hour(at)}
        return moments.moment(at, self._here, self.language, now=self.now)

    def local(self, at: datetime) -> datetime:
        """On the reader's wall."""
        return at.astimezone(self._here)

    def hour(self, at: datetime) -> str:
        return moments.hour(at, self._here)

    def by(self, at: datetime) -> str:
        """«today by 17:00», «tomorrow by 10:00», «Tue 30 March by 17:00»."""
        date = at.astimezone(self._here).date()
        time = {"time": self.hour(at)}
        if date == self._today:
            return quick("today by %(time)s") % time
        if date == self._today + timedelta(days=1):
            return quick("tomorrow by %(time)s") % time
        day = moments.day(at, self._here, self.language, now=self.now)
        return quick("%(day)s by %(time)s") % {"day": day, **time}

    def weekday(self, at: datetime) -> str:
        return moments.day(at, self._here, self.language).split(" ", 1)[0]

    def date(self, at: datetime) -> str:
        """«11 March»."""
        return moments.day(at, self._here, self.language).split(" ", 1)[1]

    def day_after(self, before: datetime, at: datetime) -> str:
        """«13», with its month when that is another one than before."""
        then, day = before.astimezone(self._here), at.astimezone(self._here)
        return str(day.day) if then.month == day.month else self.date(at)

    def span(self, length: timedelta) -> str:
        return moments.span(length.total_seconds(), self.language)

    def midnight(self, at: datetime, days: int = 0) -> datetime:
        """The beginning of the day of `at` in the reader's zone, so many days later."""
        day = at.astimezone(self._here).date() + timedelta(days=days)
        return datetime(day.year, day.month, day.day, tzinfo=self._here)
