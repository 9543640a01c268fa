"""Stretches in a sentence: within three working days, через два часа, за тиждень."""

import re
from datetime import timedelta

from slovo.lib.dates.calendar import Calendar
from slovo.lib.dates.found import Piece
from slovo.lib.dates.sentence import Sentence

_RANGE = re.compile(r"(\d\d?)[-–—](\d\d?)")
_MOST = 400
_SMALL = frozenset({":", "me", "us", "it", "нам", "мне", "мені"})


class Durations:
    """Reads a stretch of time that begins at a place."""

    def __init__(self, sentence: Sentence, calendar: Calendar) -> None:
        """Read this sentence by this calendar."""
        self._said = sentence
        self._calendar = calendar

    def read(self, place: int) -> Piece | None:
        """Return the stretch that begins here, if one does."""
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
        last = said.skip(last, "of", "-", "full", "more")
        work = said.token(last).tags.get("work")
        last = last if work is None else last + 1
        unit = said.word(last, "unit")
        count, tail = self._and_more(count, last + 1)
        if unit in {None, "year"} or unit is None or count > _MOST:
            return None
        is_day = unit == "day" and not said.text(last).startswith(("сут", "доб"))
        if last == place + (work is not None) and tail == last + 1 and is_day:
            return self._this_day(place, tail)
        return self._lasting(place, tail, count, unit, work=work)

    def _this_day(self, place: int, last: int) -> Piece:
        calendar = self._calendar
        close = calendar.close_on_or_before(calendar.today, calendar.today)
        due = close if calendar.is_open_day(calendar.today) else calendar.business_days(1)
        return Piece(place, last, due.astimezone(calendar.zone).date(), due)

    def _and_more(self, count: float, place: int) -> tuple[float, int]:
        said = self._said
        if said.text(place) == "and" and said.has(place + 2, "half"):
            return count + 0.5, place + 3
        if said.text(place) in {"-", "or", "или", "чи"} and count == 1:
            more = said.number(place + 1)
            if more is not None and said.word(place + 2, "unit") is None:
                return more, place + 2
        return count, place

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
        if said.text(last) == "(" and said.text(last + 2) == ")":
            last += 3
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
        is_joined = said.text(work + 1) == "-" and said.number(work + 2) is not None
        if said.word(work, "unit") and (
            is_joined or said.before(place, "through", "takes", reach=1)
        ):
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
        if said.has(last, "work") and work is None and said.text(last) == "calendar":
            last += 1
        if not (is_led or self._is_led(place, last)) or said.number(last) is not None:
            return None
        if said.has(last, "after") and not said.has(last + 1, "now"):
            return None
        last = last + 2 if said.has(last, "after") else last
        if (
            said.text(place - 1) in {"in", "within"}
            and said.text(place) == "the"
            and unit == "week"
        ):
            monday, sunday = calendar.week("this")
            return Piece(place, last, due=calendar.close_on_or_before(sunday, monday))
        if work is True:
            due = calendar.business_days(count)
            return Piece(place, last, due.astimezone(calendar.zone).date(), due)
        if unit in {"minute", "hour"}:
            hours = {"minute": timedelta(minutes=count), "hour": timedelta(hours=count)}[unit]
            return Piece(place, last, due=calendar.now + hours)
        if unit in {"month", "quarter"}:
            months = int(count) * {"month": 1, "quarter": 3}[unit]
            days: float = (calendar.months(months) - calendar.today).days
        else:
            days = count * {"day": 1, "week": 7}[unit]
        due = calendar.days(days)
        return Piece(place, last, due.astimezone(calendar.zone).date(), due)

    def _is_led(self, place: int, last: int) -> bool:
        return self._is_followed(last) or self._is_preceded(place)

    def _is_followed(self, last: int) -> bool:
        said = self._said
        if said.has(last, "after") and said.has(last + 1, "now"):
            return True
        is_most = said.text(last) == "at" and "most" in {said.text(last + 1), said.text(last + 2)}
        return is_most or said.text(last) in {"срок", "строк"}

    def _is_preceded(self, place: int) -> bool:
        said = self._said
        if said.text(place - 2) == "up" or said.word(place - 1, "which") in {"next", "nearest"}:
            return True
        for back in range(place - 1, place - 5, -1):
            if said.has(back, "through", "takes") or said.text(back) == "later":
                return True
            is_small = said.has(back, "filler", "which", "ours")
            if not is_small and said.text(back) not in _SMALL:
                return False
        return False
