"""Days, hours and zones joined into phrases with the instants they mean."""

from datetime import datetime, timedelta
from typing import NamedTuple

from slovo.lib.dates.calendar import Calendar
from slovo.lib.dates.days import Days
from slovo.lib.dates.durations import Durations
from slovo.lib.dates.found import CLOSE, Piece
from slovo.lib.dates.hours import Hours
from slovo.lib.dates.periods import Periods
from slovo.lib.dates.places import Places
from slovo.lib.dates.sentence import Sentence

_BETWEEN = frozenset({",", "(", ")"})
_UP_TO = frozenset({"to", "through", "till", "по", "до", "-", "–", "—"})
_WIDEST_GAP = 3


class Phrase(NamedTuple):
    """Tokens `first` to before `last`, and by when they say it is done."""

    first: int
    last: int
    due: datetime


def phrases(said: Sentence, calendar: Calendar) -> list[Phrase]:
    """Read all phrases of a sentence, in order."""
    found: list[Phrase] = []
    pieces = _pieces(said, calendar)
    while pieces:
        if _is_stretch(said, pieces):
            del pieces[: 2 if _is_working_week(pieces) else 1]
            continue
        taken = _together(said, pieces)
        del pieces[: len(taken)]
        due = _due(taken, calendar, said)
        if due is not None:
            found.append(Phrase(_led(said, taken[0].first), taken[-1].last, due))
    return found


def _pieces(said: Sentence, calendar: Calendar) -> list[Piece]:
    days, hours = Days(said, calendar), Hours(said)
    periods, durations = Periods(said, calendar), Durations(said, calendar)
    places = Places(said)
    found: list[Piece] = []
    place = 0
    while place < len(said):
        token = said.token(place)
        piece = None
        if token.tags or token.text[0].isdigit():
            piece = days.read(place) or hours.read(place)
            piece = piece or periods.read(place) or durations.read(place)
        if piece is None and token.text[0].isalpha():
            piece = places.read(place)
        if piece:
            found.append(piece)
            place = piece.last
        else:
            place += 1
    return found


def _together(said: Sentence, pieces: list[Piece]) -> list[Piece]:
    taken = pieces[:1]
    for piece in pieces[1:]:
        if not _is_near(said, taken[-1].last, piece.first) or not _fits(taken, piece):
            break
        taken.append(piece)
    return taken


def _is_stretch(said: Sentence, pieces: list[Piece]) -> bool:
    if len(pieces) < 2:
        return False
    is_named = pieces[0].is_weekday and pieces[1].is_weekday
    if not is_named and not (said.has(pieces[0].first, "day") and said.has(pieces[1].first, "day")):
        return False
    between = pieces[0].last
    return pieces[1].first == between + 1 and said.text(between) in _UP_TO


def _is_working_week(pieces: list[Piece]) -> bool:
    if not pieces[0].is_weekday:
        return False
    days = [piece.day.weekday() for piece in pieces[:2] if piece.day]
    return days in [[0, 4], [0, 5], [0, 6]]


def _is_near(said: Sentence, start: int, end: int) -> bool:
    if end - start > _WIDEST_GAP:
        return False
    return all(
        said.text(place) in _BETWEEN or said.has(place, "filler", "at", "by", "on", "between")
        for place in range(start, end)
    ) and not said.has(start, "and")


def _fits(taken: list[Piece], piece: Piece) -> bool:
    if piece.zone is not None:
        return any(one.minute is not None for one in taken)
    if piece.minute is not None:
        said = [one.minute for one in taken if one.minute is not None]
        return not said or said == [piece.minute] or CLOSE in (said[0], piece.minute)
    days = [one for one in taken if one.due is not None]
    if not days or piece.day is None or days[0].day is None:
        return not days
    if days[0].is_weekday != piece.is_weekday:
        return days[0].day.weekday() == piece.day.weekday()
    return days[0].day == piece.day


def _due(taken: list[Piece], calendar: Calendar, said: Sentence) -> datetime | None:
    days = sorted((piece for piece in taken if piece.due is not None), key=_is_weekday)
    dated = next(iter(days), None)
    timed = next((piece for piece in taken if piece.minute not in {None, CLOSE}), None)
    timed = timed or next((piece for piece in taken if piece.minute is not None), None)
    zone = next((piece.zone for piece in taken if piece.zone is not None), None)
    if dated is not None and dated.day is None:
        return dated.due
    if timed is None or timed.minute is None:
        return dated.due if dated else None
    day = dated.day if dated else None
    if timed.minute == CLOSE:
        return calendar.close(day or calendar.today)
    if day is not None:
        due = calendar.at(day, timed.minute, zone)
        is_part = said.has(timed.first, "part") and day == calendar.today
        return calendar.midnight(day) if is_part and due <= calendar.now else due
    if not timed.lone:
        return None
    due = calendar.at(calendar.today, timed.minute, zone)
    tomorrow = calendar.today + timedelta(1)
    return due if due > calendar.now else calendar.at(tomorrow, timed.minute, zone)


def _is_weekday(piece: Piece) -> bool:
    return piece.is_weekday


def _led(said: Sentence, first: int) -> int:
    while first and said.has(first - 1, "by", "at", "on", "through", "filler"):
        if said.has(first - 1, "ours"):
            break
        first -= 1
    return first
