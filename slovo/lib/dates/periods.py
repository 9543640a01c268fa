"""Parts of the calendar in a sentence: next week, the end of April, the close of business."""

from datetime import timedelta

from slovo.lib.dates.calendar import Calendar
from slovo.lib.dates.found import CLOSE, Piece
from slovo.lib.dates.sentence import Sentence

_QUARTERS = 4


class Periods:
    """Reads a part of the calendar that begins at a place."""

    def __init__(self, sentence: Sentence, calendar: Calendar) -> None:
        """Read this sentence by this calendar."""
        self._said = sentence
        self._calendar = calendar

    def read(self, place: int) -> Piece | None:
        """Return the part that begins here, if one does."""
        return self._abbreviation(place) or self._weekend(place) or self._part(place)

    def _weekend(self, place: int) -> Piece | None:
        which = self._said.word(place, "which")
        at = place + 1 if which else place
        if not self._said.has(at, "weekend") or which == "past":
            return None
        _, sunday = self._calendar.week(which)
        return Piece(place, at + 1, sunday, self._calendar.close(sunday))

    def _abbreviation(self, place: int) -> Piece | None:
        close = self._said.word(place, "close")
        if close == "close":
            return Piece(place, place + 1, minute=CLOSE)
        if close:
            return self._ending(place, place + 1, close, None, "end")
        if self._said.has(place, "closing") and self._said.text(place + 1) == "of":
            is_named = self._said.has(place + 2, "weekday", "day")
            return Piece(place, place + 2 + (not is_named), minute=CLOSE)
        return None

    def _part(self, place: int) -> Piece | None:
        said = self._said
        edge, after = self._edge(place)
        which = said.word(after, "which")
        after = after + 1 if which else after
        number = said.integer(after, "ordinal") if edge else None
        after = after + 1 if number else after
        if edge == "end" and said.has(after, "weekday", "day"):
            return Piece(place, after, minute=CLOSE)
        if said.integer(after, "month") is not None:
            return self._month(place, after, edge)
        if which == "past" or not (edge or which):
            return None
        if number:
            is_quarter = said.word(after, "unit") == "quarter"
            return self._quarter(place, after + 1, number) if is_quarter else None
        return self._whole(place, after, which, edge)

    def _whole(self, place: int, after: int, which: str | None, edge: str | None) -> Piece | None:
        said = self._said
        is_work = said.has(after, "work")
        after = after + 1 if is_work else after
        unit = said.word(after, "unit")
        if edge == "end" and is_work and unit is None and which is None:
            return Piece(place, after, minute=CLOSE)
        if unit == "day" and which in {"next", "nearest"}:
            return self._next_day(place, after + 1, is_work=is_work)
        return self._ending(place, after + 1, unit, which, edge) if unit else None

    def _next_day(self, place: int, last: int, *, is_work: bool) -> Piece:
        calendar = self._calendar
        day = calendar.today + timedelta(1)
        if is_work:
            day = calendar.business_days(1).astimezone(calendar.zone).date()
        return Piece(place, last, day, calendar.close(day))

    def _edge(self, place: int) -> tuple[str | None, int]:
        said = self._said
        edge = said.word(place, "edge")
        if edge:
            return edge, said.skip(place + 1, "-", "of", "in", "the")
        if said.has(place + 1, "half"):
            after = said.skip(place + 2, "of", "in", "the")
            half = said.word(place, "halves")
            return {"lunch": "middle", "afternoon": "end"}.get(half or ""), after
        return None, place

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
            monday = calendar.week(which)[0]
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
