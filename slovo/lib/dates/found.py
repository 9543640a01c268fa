"""What is found in a text, and the pieces it is put together from."""

from datetime import date, datetime, tzinfo
from typing import NamedTuple


class Found(NamedTuple):
    """A promised date: `text[start:end]` is `words`, kept if done by `due` (aware, UTC)."""

    start: int
    end: int
    due: datetime
    words: str


class Token(NamedTuple):
    """A word, a number or a sign, where it stands, and what the language makes of it."""

    start: int
    end: int
    text: str
    tags: dict[str, object]


class Piece(NamedTuple):
    """A part of a phrase: a day, an hour or a zone, over tokens `first` to before `last`.

    `minute` counts from midnight, CLOSE is the end of working hours; `due` is when the day ends if
    no hour is said; a `lone` hour needs no day.
    """

    first: int
    last: int
    day: date | None = None
    due: datetime | None = None
    minute: int | None = None
    zone: tzinfo | None = None
    lone: bool = True
    is_weekday: bool = False


CLOSE = -1
