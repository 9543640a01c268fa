"""Zones in a sentence: CET, Kyiv time, по Москве, UTC+3."""

import re
from datetime import timedelta, timezone, tzinfo
from functools import lru_cache
from zoneinfo import ZoneInfo

from slovo.lib.dates.found import Piece
from slovo.lib.dates.sentence import Sentence

_ZONES = {
    "Europe/Kyiv": "eet eest",
    "Europe/Berlin": "cet cest",
    "Europe/London": "bst",
    "Europe/Lisbon": "wet west",
    "Europe/Moscow": "msk мск",
    "America/New_York": "est edt",
    "America/Chicago": "cst cdt",
    "America/Los_Angeles": "pst pdt",
    "Etc/UTC": "utc gmt",
}
_CITIES = {
    "Europe/Kyiv": "kyiv kiev киев киї киє",
    "Europe/London": "london лондон",
    "Europe/Berlin": "berlin берлин берлін",
    "Europe/Warsaw": "warsaw варшав",
    "Europe/Paris": "paris париж",
    "Europe/Prague": "prague праг праз пражс",
    "Europe/Vilnius": "vilnius вильнюс вільнюс",
    "Europe/Riga": "riga риг ризі риж",
    "Europe/Moscow": "moscow москв москов",
    "Europe/Minsk": "minsk минск мінськ",
    "Asia/Almaty": "almaty алмат",
    "Asia/Tbilisi": "tbilisi тбилис тбіліс",
    "Asia/Yerevan": "yerevan ереван єреван",
    "Asia/Dubai": "dubai дуба",
    "America/New_York": "нью",
}
_SHORT = {word: zone for zone, words in _ZONES.items() for word in words.split()}
_STEMS = {stem: zone for zone, stems in _CITIES.items() for stem in stems.split()}
_OFFSET = re.compile(r"(\d\d?)(?::(\d\d))?")
_MOST_HOURS = 14


class Places:
    """Reads a zone that begins at a place."""

    def __init__(self, sentence: Sentence) -> None:
        """Read this sentence."""
        self._said = sentence

    def read(self, place: int) -> Piece | None:
        """Return the zone that begins here, if one does."""
        return self._short(place) or self._city(place)

    def _short(self, place: int) -> Piece | None:
        said = self._said
        name = _SHORT.get(said.text(place))
        if name is None:
            return None
        sign = said.text(place + 1)
        match = _OFFSET.fullmatch(said.text(place + 2)) if sign in {"+", "-", "−", "–"} else None
        if match and int(match[1]) <= _MOST_HOURS:
            apart = timedelta(hours=int(match[1]), minutes=int(match[2] or 0))
            if name == "Europe/Moscow":
                apart = timedelta(hours=3) + (apart if sign == "+" else -apart)
                return Piece(place, place + 3, zone=timezone(apart))
            return Piece(place, place + 3, zone=timezone(apart if sign == "+" else -apart))
        return Piece(place, place + 1, zone=_zone(name))

    def _city(self, place: int) -> Piece | None:
        said = self._said
        is_led = said.text(place) in {"по", "за"}
        at = place + is_led
        word = said.text(at)
        name = _of_city(word)
        if word == "new" and said.text(at + 1) == "york":
            name, at = "America/New_York", at + 1
        if name == "America/New_York" and word == "нью":
            at = said.skip(at + 1, "-")
        if name is None:
            return None
        if said.text(at + 1) in {"time", "времени", "часом"}:
            return Piece(place, at + 2, zone=_zone(name))
        return Piece(place, at + 1, zone=_zone(name)) if is_led else None


@lru_cache(maxsize=1024)
def _of_city(word: str) -> str | None:
    return next((zone for stem, zone in _STEMS.items() if word.startswith(stem)), None)


def _zone(name: str) -> tzinfo:
    return ZoneInfo(name)
