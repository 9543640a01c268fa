"""Days in a sentence: weekdays, told dates, today and tomorrow."""

import re
from datetime import date, timedelta

from slovo.lib.dates.calendar import Calendar
from slovo.lib.dates.found import Piece
from slovo.lib.dates.sentence import Sentence

_ISO = re.compile(r"(\d{4})-(\d\d?)-(\d\d?)")
_FULL = re.compile(r"(\d\d?)([./-])(\d\d?)\2(\d{4}|\d\d)")
_SHORT = re.compile(r"(\d\d?)([./])(\d\d?)")
_RANGE = re.compile(r"(\d\d?)[-–—](\d\d?)")
_AMOUNTS = frozenset(
    "% € $ £ ₴ ₽ euro euros dollars usd eur uah times percent руб грн тыс тис млн рублей гривен "
    "mb gb kb мб гб кб км кг kg km гривень евро євро раза рази процента відсотка".split()
)
_CENTURY = 100
_MONTHS = 12


class Days:
    """Reads a day that begins at a place."""

    def __init__(self, sentence: Sentence, calendar: Calendar) -> None:
        """Read this sentence by this calendar."""
        self._said = sentence
        self._calendar = calendar

    def read(self, place: int) -> Piece | None:
        """Return the day that begins here, if one does."""
        return (
            self._relative(place)
            or self._written(place)
            or self._day_and_month(place)
            or self._month_and_day(place)
            or self._day_of_month(place)
            or self._weekday(place)
        )

    def _piece(self, first: int, last: int, day: date | None) -> Piece | None:
        if day is None:
            return None
        return Piece(first, last, day, self._calendar.close(day))

    def _relative(self, place: int) -> Piece | None:
        days = self._said.integer(place, "day")
        if days is not None:
            return self._piece(place, place + 1, self._calendar.today + timedelta(days))
        words = [self._said.text(place + step) for step in range(4)]
        if words[0] == "the" and words[1:4] == ["day", "after", "tomorrow"]:
            return self._piece(place, place + 4, self._calendar.today + timedelta(2))
        if words[:3] == ["day", "after", "tomorrow"]:
            return self._piece(place, place + 3, self._calendar.today + timedelta(2))
        return None

    def _written(self, place: int) -> Piece | None:
        written = self._said.token(place).text
        if self._is_labelled(place):
            return None
        if match := _ISO.fullmatch(written):
            year, month, day = (int(part) for part in match.groups())
        elif match := _FULL.fullmatch(written):
            day, month, year = int(match[1]), int(match[3]), int(match[4])
            year += 2000 if year < _CENTURY else 0
        elif match := _SHORT.fullmatch(written):
            return self._short(place, match)
        else:
            return None
        if month > _MONTHS:
            day, month = month, day
        return self._piece(place, place + 1, self._told(place, day, month, year))

    def _short(self, place: int, match: re.Match[str]) -> Piece | None:
        day, month = int(match[1]), int(match[3])
        is_led = self._said.before(place, "by", "on")
        if self._said.text(place + 1) in _AMOUNTS or self._is_labelled(place):
            return None
        is_full = len(match[1]) == len(match[3]) == 2
        if match[2] == "/":
            if not is_led or match.group() == "24/7":
                return None
            if month > _MONTHS:
                day, month = month, day
        elif not (is_full or (is_led and len(match[3]) == 2)):
            return None
        return self._piece(place, place + 1, self._told(place, day, month, None))

    def _is_labelled(self, place: int) -> bool:
        said = self._said
        if said.text(place - 1) in {"№", "#", "§", "v", "/", "@"}:
            return True
        return said.has(place - 1 - (said.text(place - 1) == "."), "label")

    def _told(self, place: int, day: int, month: int, year: int | None) -> date | None:
        return self._calendar.dated(day, month, year, until=self._said.before(place, "by"))

    def _day_and_month(self, place: int) -> Piece | None:
        day, after = self._number(place)
        if day is None:
            return None
        after = self._said.skip(after, "of")
        month = self._said.integer(after, "month")
        if month is None:
            return None
        year, last = self._year(after + 1)
        return self._piece(place, last, self._told(place, day, month, year))

    def _month_and_day(self, place: int) -> Piece | None:
        month = self._said.integer(place, "month")
        if month is None:
            return None
        day, after = self._number(self._said.skip(place + 1, ".", "the"))
        if day is None:
            return None
        year, last = self._year(after)
        return self._piece(place, last, self._told(place, day, month, year))

    def _day_of_month(self, place: int) -> Piece | None:
        day, after = self._number(place)
        if day is None or not self._is_led(place):
            return None
        if self._said.has(after, "number-day"):
            after += 1
        elif "suffix" not in self._said.token(after - 1).tags or (
            self._said.text(after).isalpha() and not self._said.has(after, "ours", "at", "on")
        ):
            return None
        today = self._calendar.today
        month = today if day >= today.day else self._calendar.months(1, today.replace(day=1))
        return self._piece(place, after, self._told(place, day, month.month, month.year))

    def _is_led(self, place: int) -> bool:
        return self._said.has(place - 1, "weekday") or self._said.before(place, "by", "on")

    def _number(self, place: int) -> tuple[int | None, int]:
        said = self._said
        if match := _RANGE.fullmatch(said.token(place).text):
            return int(match[2]), place + 1
        day = said.digits(place)
        if day is None:
            return self._ordinal(place)
        if day > 31:
            return None, place
        after = place + 1
        if said.has(after, "suffix"):
            return day, after + 1
        if said.text(after) == "-" and said.has(after + 1, "suffix"):
            return day, after + 2
        return day, after

    def _ordinal(self, place: int) -> tuple[int | None, int]:
        said = self._said
        tens = said.integer(place, "tens")
        day = said.integer(place + 1, "ordinal") if tens else None
        if tens and day and day < 10:
            return tens + day, place + 2
        return said.integer(place, "ordinal"), place + 1

    def _year(self, place: int) -> tuple[int | None, int]:
        said = self._said
        after = said.skip(place, ",", ".")
        year = said.digits(after)
        if year is None or not 1900 < year < 2200:
            return None, place
        last = after + 1
        if said.has(last, "unit") or said.text(last) in {"г", "р"}:
            last += 1
        return year, last

    def _weekday(self, place: int) -> Piece | None:
        said = self._said
        first = place
        which = said.word(place, "which")
        if which:
            place += 1
        wanted = said.integer(place, "weekday")
        if wanted is None:
            return None
        last = said.skip(place + 1, ".") if len(said.text(place)) == 2 else place + 1
        if which is None:
            which, last = self._of_week(last)
        if which == "past" or said.word(first - 1, "which") == "past":
            return None
        day = self._calendar.weekday(wanted, None if which == "nearest" else which)
        return Piece(first, last, day, self._calendar.close(day), is_weekday=True)

    def _of_week(self, place: int) -> tuple[str | None, int]:
        said = self._said
        after = said.skip(place, "на", "of", "the")
        which = said.word(after, "which")
        if which and said.word(after + 1, "unit") == "week":
            return which, after + 2
        return None, place
