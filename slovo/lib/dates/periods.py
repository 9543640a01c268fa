"""Stretches in a sentence: next week, the end of April, within three working days."""

import re
from datetime import timedelta

from slovo.lib.dates.calendar import Calendar
from slovo.lib.dates.found import CLOSE, Piece
from slovo.lib.dates.sentence import Sentence

_RANGE = re.compile(r"(\d\d?)[-–—](\d\d?)")
_QUARTERS = 4
_MOST = 400


class Periods:
    """Reads a stretch of time that begins at a place."""

    def __init__(self, sentence: Sentence, calendar: Calendar) -> None:
        """Read this sentence by this calendar."""
        self._said = sentence
        self._calendar = calendar

    def read(self, place: int) -> Piece | None:
        """Return the stretch that begins here, if one does."""
        return self._abbreviation(place) or self._part(place) or self._duration(place)

    def _abbreviation(self, place: int) -> Piece | None:
        close = self._said.word(place, "close")
        if close == "close":
            return Piece(place, place + 1, minute=CLOSE)
        if close:
            return self._ending(place, place + 1, close, None, "end")
        if self._said.has(place, "closing") and self._said.text(place + 1) == "of":
            return Piece(place, place + 3, minute=CLOSE)
        return None

    def _part(self, place: int) -> Piece | None:
        said = self._said
        edge = said.word(place, "edge")
        after = said.skip(place + 1, "-", "of", "in", "the") if edge else place
        which = said.word(after, "which")
        after = after + 1 if which else after
        number = said.integer(after, "ordinal") if edge else None
        after = after + 1 if number else after
        if said.integer(after, "month") is not None:
            return self._month(place, after, edge)
        is_work = said.has(after, "work")
        after = after + 1 if is_work else after
        unit = said.word(after, "unit")
        if unit is None or which == "past" or not (edge or which):
            return None
        if number:
            return self._quarter(place, after + 1, number) if unit == "quarter" else None
        if is_work and unit == "day" and which in {"next", "nearest"}:
            due = self._calendar.business_days(1)
            day = due.astimezone(self._calendar.zone).date()
            return Piece(place, after + 1, day, due)
        return self._ending(place, after + 1, unit, which, edge)

    def _month(self, place: int, at: int, edge: str | None) -> Piece | None:
        said = self._said
        month = said.integer(at, "month")
        if month is None or (edge is None and not self._is_in(at)):
            return None
        today = self._calendar.today
        year = today.year + (month < today.month)
        last = at + 1
        told = said.digits(last)
        if told and 1900 < told < 2200:
            year, last = told, last + 1
        first = today.replace(year=year, month=month, day=1)
        return Piece(place, last, due=self._calendar.month_part(first, edge))

    def _is_in(self, at: int) -> bool:
        return self._said.text(at - 1) in {"in", "в", "во", "у"}

    def _quarter(self, place: int, last: int, number: int) -> Piece | None:
        if not 1 <= number <= _QUARTERS:
            return None
        today = self._calendar.today
        year = today.year + (number * 3 < today.month)
        first = today.replace(year=year, month=number * 3, day=1)
        return Piece(place, last, due=self._calendar.month_part(first, "end"))

    def _ending(
        self, place: int, last: int, unit: str, which: str | None, edge: str | None
    ) -> Piece | None:
        calendar = self._calendar
        if unit == "day":
            return Piece(place, last, minute=CLOSE) if edge == "end" else None
        if unit == "week":
            monday, sunday = calendar.week(which)
            days = {"start": 1, "middle": 2}.get(edge or "end", 6)
            return Piece(
                place,
                last,
                due=calendar.close_on_or_before(monday + timedelta(days), monday),
            )
        first = calendar.today.replace(day=1)
        if unit == "month":
            first = calendar.months(int(which == "next"), first)
            return Piece(place, last, due=calendar.month_part(first, edge))
        if unit == "quarter":
            ahead = (-first.month) % 3 + 3 * (which == "next")
            return Piece(place, last, due=calendar.month_part(calendar.months(ahead, first), "end"))
        if unit == "year":
            first = first.replace(year=first.year + (which == "next"), month=12)
            return Piece(place, last, due=calendar.month_part(first, "end"))
        return None

    def _duration(self, place: int) -> Piece | None:
        said = self._said
        last = place
        compound = said.token(place).tags.get("compound")
        if isinstance(compound, tuple):
            unit, count = compound
            return self._lasting(place, place + 1, count, unit, work=None)
        inverted = self._inverted(place)
        if inverted:
            return inverted
        count, last = self._count(place)
        if count is None:
            return None
        last = said.skip(last, "of", "-", "full")
        work = said.token(last).tags.get("work")
        last = last if work is None else last + 1
        unit = said.word(last, "unit")
        if unit is None or count > _MOST:
            return None
        return self._lasting(place, last + 1, count, unit, work=work)

    def _inverted(self, place: int) -> Piece | None:
        said = self._said
        unit = said.word(place, "unit")
        if unit is None:
            return None
        if said.has(place + 1, "through"):
            count, last = self._count(place + 2)
            if count is not None and said.word(last, "unit") is None:
                return self._lasting(place, last, count, unit, work=None, is_led=True)
        return None

    def _count(self, place: int) -> tuple[float | None, int]:
        said = self._said
        first, last = self._plain(place)
        if first is None:
            return self._one(place)
        step = said.text(last) in {"-", "–", "—", "or", "to", "или", "чи", "до"}
        if step:
            second, after = self._plain(last + 1)
            if second is not None and second > first:
                return second, after
        return first, last

    def _plain(self, place: int) -> tuple[float | None, int]:
        said = self._said
        if match := _RANGE.fullmatch(said.token(place).text):
            return float(match[2]), place + 1
        digits = said.digits(place)
        if digits is not None:
            suffix = said.skip(place + 1, "-") if said.has(place + 2, "suffix") else place + 1
            return float(digits), suffix + said.has(suffix, "suffix")
        if said.has(place, "article") and said.number(place + 1) is not None:
            place += 1
        number = said.number(place)
        if number is None:
            return None, place
        more = said.number(said.skip(place + 1, "-"))
        if number >= 20 and more is not None and more < 10:
            return number + more, said.skip(place + 1, "-") + 1
        return number, place + 1

    def _one(self, place: int) -> tuple[float | None, int]:
        said = self._said
        if said.has(place, "half"):
            after = said.skip(place + 1, "a", "an", "-")
            return (0.5, after) if said.word(after, "unit") == "hour" else (None, place)
        if said.has(place, "article"):
            if said.has(place + 1, "half"):
                return (0.5, place + 2)
            return 1.0, place + 1
        work = place + said.has(place, "work")
        if said.word(work, "unit") and said.before(place, "through", reach=1):
            return 1.0, place
        if said.text(place) == "the" and said.word(place + 1, "unit"):
            return 1.0, place + 1
        return None, place

    def _lasting(
        self,
        place: int,
        last: int,
        count: float,
        unit: str,
        *,
        work: object,
        is_led: bool = False,
    ) -> Piece | None:
        said, calendar = self._said, self._calendar
        if said.has(last, "work") and work is None and said.text(last) in {"calendar"}:
            last += 1
        if not (is_led or self._is_led(place, last)):
            return None
        if said.has(last, "after") and not said.has(last + 1, "now"):
            return None
        last = last + 2 if said.has(last, "after") else last
        if (
            said.text(place - 1) in {"in", "within"}
            and said.text(place) == "the"
            and unit == "week"
        ):
            return self._ending(place, last, "week", "this", "end")
        if work is True:
            due = calendar.business_days(count)
            return Piece(place, last, due.astimezone(calendar.zone).date(), due)
        if unit in {"minute", "hour"}:
            hours = {"minute": timedelta(minutes=count), "hour": timedelta(hours=count)}[unit]
            return Piece(place, last, due=calendar.now + hours)
        if unit in {"month", "year", "quarter"}:
            months = int(count) * {"month": 1, "quarter": 3, "year": 12}[unit]
            days: float = (calendar.months(months) - calendar.today).days
        else:
            days = count * {"day": 1, "week": 7}[unit]
        due = calendar.days(days)
        return Piece(place, last, due.astimezone(calendar.zone).date(), due)

    def _is_led(self, place: int, last: int) -> bool:
        said = self._said
        if said.has(last, "after") and said.has(last + 1, "now"):
            return True
        if said.text(last) in {"срок", "строк"}:
            return True
        for back in range(place - 1, place - 5, -1):
            if said.has(back, "through", "takes") or said.text(back) in {"later"}:
                return True
            if not (said.has(back, "filler", "which", "ours") or said.text(back) == "me"):
                return False
        return False
