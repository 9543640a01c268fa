"""Hours in a sentence: 18:00, 3 pm, noon, in the evening, the close of business."""

import re

from slovo.lib.dates.found import CLOSE, Piece
from slovo.lib.dates.sentence import Sentence

_CLOCK = re.compile(r"([01]?\d|2[0-3]|24)[:.]([0-5]\d)")
_CLOCKS = re.compile(r"(?:[01]?\d|2[0-3])(?:[:.][0-5]\d)?[-–—]([01]?\d|2[0-3])(?:[:.]([0-5]\d))?")
_PARTS = {"morning": 12 * 60, "lunch": 13 * 60, "afternoon": CLOSE, "evening": 21 * 60}
_EARLIEST_BARE = 8
_NOON = 12


class Hours:
    """Reads an hour that begins at a place."""

    def __init__(self, sentence: Sentence) -> None:
        """Read this sentence."""
        self._said = sentence

    def read(self, place: int) -> Piece | None:
        """Return the hour that begins here, if one does."""
        return (
            self._past_or_to(place)
            or self._stretch(place)
            or self._half_of_day(place)
            or self._part(place)
            or self._named(place)
            or self._clock(place)
        )

    def _stretch(self, place: int) -> Piece | None:
        said = self._said
        if match := _CLOCKS.fullmatch(said.token(place).text):
            written = said.text(place)
            if ":" not in written and not said.has(place + 1, "meridiem", "zone"):
                return None
            minute = int(match[1]) * 60 + int(match[2] or 0)
            half = said.integer(place + 1, "meridiem")
            if half is not None:
                return Piece(place, place + 2, minute=_shifted(minute, half))
            return Piece(place, place + 1, minute=minute)
        start, after = self._figure(place)
        is_dash = said.text(after) in {"-", "–", "—"}
        is_led = said.has(place - 1, "between") and said.has(after, "upto")
        if start is None or not (is_led or is_dash):
            return None
        later, last = self._figure(after + 1)
        if later is None or (is_dash and not said.has(last - 1, "meridiem")):
            return None
        return Piece(place, last, minute=later, lone=False)

    def _past_or_to(self, place: int) -> Piece | None:
        said = self._said
        apart = {"half": 30, "quarter": 15}.get(said.text(place))
        hour = said.integer(place + 2, "number")
        if apart is None or hour is None or said.text(place + 1) not in {"past", "to"}:
            return None
        hour += _NOON if hour < _EARLIEST_BARE else 0
        minute = hour * 60 + (apart if said.text(place + 1) == "past" else -apart)
        return Piece(place, place + 3, minute=minute)

    def _figure(self, place: int) -> tuple[int | None, int]:
        half = self._said.integer(place + 1, "meridiem")
        minute = self._minute(place)
        if minute is None or half is None:
            return minute, place + 1
        return _shifted(minute, half), place + 2

    def _minute(self, place: int) -> int | None:
        if match := _CLOCK.fullmatch(self._said.token(place).text):
            return int(match[1]) * 60 + int(match[2])
        hour = self._said.digits(place)
        return hour * 60 if hour is not None and hour <= 24 else None

    def _half_of_day(self, place: int) -> Piece | None:
        said = self._said
        half = said.word(place, "halves")
        if half and said.has(place + 1, "half") and said.word(place + 2, "unit") == "day":
            return Piece(place, place + 3, minute=_PARTS[half])
        return None

    def _part(self, place: int) -> Piece | None:
        said = self._said
        part = said.word(place, "part")
        if part is None or said.has(place - 1, "good") or said.text(place - 2) == "good":
            return None
        is_adverb = said.has(place, "adverb") or said.text(place - 1) in {"this", "the"}
        is_by = said.has(place - 1, "by") and not said.has(place - 1, "on")
        is_after = said.text(place - 1) in {"после", "після", "after"}
        minute = _PARTS[part]
        if part == "lunch" and is_after:
            minute = CLOSE
        elif part in {"evening", "lunch"} and is_by:
            minute = CLOSE if part == "evening" else minute
        first = place - 1 if is_after and part == "lunch" else place
        return Piece(first, place + 1, minute=minute, lone=is_adverb or is_by)

    def _named(self, place: int) -> Piece | None:
        minute = self._said.integer(place, "clock")
        return None if minute is None else Piece(place, place + 1, minute=minute)

    def _clock(self, place: int) -> Piece | None:
        said = self._said
        written = said.token(place).text
        is_led = said.has(place - 1, "at", "by") or said.text(place - 1) == ":"
        if match := _CLOCK.fullmatch(written):
            if "." in written and not (is_led or said.has(place + 1, "meridiem")):
                return None
            minute = int(match[1]) * 60 + int(match[2])
            half = said.integer(place + 1, "meridiem")
            if half is not None:
                return Piece(place, place + 2, minute=_shifted(minute, half))
            last = place + 1 + (said.word(place + 1, "unit") == "hour")
            return Piece(place, last, minute=minute, lone=is_led)
        hour = said.integer(place, "hour")
        if hour is not None and is_led:
            last = place + 1 + (said.word(place + 1, "unit") == "hour")
            return Piece(place, last, minute=hour * 60)
        return self._bare(place, is_led=said.has(place - 1, "at", "by"))

    def _bare(self, place: int, *, is_led: bool) -> Piece | None:
        said = self._said
        hour = said.digits(place)
        hour = said.integer(place, "number") if hour is None else hour
        if hour is None or hour > 24:
            return None
        last = place + 1
        if said.text(last) == "-" and said.has(last + 1, "suffix"):
            last += 2
        elif said.has(last, "suffix"):
            last += 1
        is_hour = said.word(last, "unit") == "hour" and is_led and not said.text(last).isascii()
        last += is_hour or (said.has(last, "oclock") and is_led)
        half = _NOON if is_hour and said.text(last) == "дня" else said.integer(last, "meridiem")
        if half is not None:
            return Piece(place, last + 1, minute=_shifted(hour * 60, half))
        if not is_led or (not is_hour and said.has(last, "unit", "month", "number-day")):
            return None
        if hour < _EARLIEST_BARE:
            hour += _NOON
        is_lone = said.text(place - 1) in {"at", "by", "о", "об"} and not said.text(last).isalnum()
        return Piece(place, last, minute=hour * 60, lone=is_hour or is_lone)


def _shifted(minute: int, half: int) -> int:
    return minute % (_NOON * 60) + half * 60
