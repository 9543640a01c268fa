"""Times as people say them, in English, Russian and Ukrainian."""

from datetime import datetime, timedelta
from functools import lru_cache
from zoneinfo import ZoneInfo

_SHORT_DAYS = {
    "en": ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"),
    "ru": ("пн", "вт", "ср", "чт", "пт", "сб", "вс"),
    "uk": ("пн", "вт", "ср", "чт", "пт", "сб", "нд"),
}
_ON_DAYS = {
    "en": tuple(
        f"on {day}"
        for day in ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
    ),
    "ru": (
        "в понедельник", "во вторник", "в среду", "в четверг", "в пятницу", "в субботу",
        "в воскресенье",
    ),
    "uk": (
        "у понеділок", "у вівторок", "у середу", "у четвер", "у п’ятницю", "у суботу",
        "у неділю",
    ),
}  # fmt: skip
_MONTHS = {
    "en": tuple(
        "January February March April May June July"
        " August September October November December".split()
    ),
    "ru": tuple(
        "января февраля марта апреля мая июня июля августа сентября октября ноября декабря".split()
    ),
    "uk": tuple(
        "січня лютого березня квітня травня червня липня"
        " серпня вересня жовтня листопада грудня".split()
    ),
}
_BY = {"en": "by", "ru": "до", "uk": "до"}
_UNITS = {"en": ("d", "h", "min"), "ru": ("д", "ч", "мин"), "uk": ("д", "год", "хв")}


@lru_cache(maxsize=512)
def _zone(name: str) -> ZoneInfo:
    return ZoneInfo(name)


def _known(language: str) -> str:
    short = language[:2]
    return short if short in _MONTHS else "en"


def day(at: datetime, zone: str, language: str, *, now: datetime | None = None) -> str:
    """«11 March»; with the year when it is not the year of `now`."""
    local = at.astimezone(_zone(zone))
    words = f"{local.day} {_MONTHS[_known(language)][local.month - 1]}"
    is_other_year = now is not None and now.astimezone(_zone(zone)).year != local.year
    return f"{words} {local.year}" if is_other_year else words


def clock_time(at: datetime, zone: str) -> str:
    """«11:05» in `zone`."""
    return f"{at.astimezone(_zone(zone)):%H:%M}"


def moment(
    at: datetime, zone: str, language: str, *, now: datetime | None = None, offset: bool = False
) -> str:
    """«Thu 11 March, 11:05»; today only the time; with `offset` «… (UTC+2)»."""
    local = at.astimezone(_zone(zone))
    tail = f" ({offset_of(at, zone)})" if offset else ""
    if now is not None and now.astimezone(_zone(zone)).date() == local.date():
        return f"{local:%H:%M}{tail}"
    weekday = _SHORT_DAYS[_known(language)][local.weekday()]
    return f"{weekday} {day(at, zone, language, now=now)}, {local:%H:%M}{tail}"


def by_words(at: datetime, zone: str, language: str) -> str:
    """«on Monday, 29 March, by 19:00», «в понедельник, 29 марта, до 19:00»."""
    local, known = at.astimezone(_zone(zone)), _known(language)
    weekday = _ON_DAYS[known][local.weekday()]
    return f"{weekday}, {day(at, zone, language)}, {_BY[known]} {local:%H:%M}"


def offset_of(at: datetime, zone: str) -> str:
    """«UTC+2», «UTC+5:30», «UTC»."""
    minutes = int((at.astimezone(_zone(zone)).utcoffset() or timedelta()).total_seconds() // 60)
    if not minutes:
        return "UTC"
    hours, rest = divmod(abs(minutes), 60)
    return f"UTC{'+' if minutes > 0 else '−'}{hours}{f':{rest:02}' if rest else ''}"


def span(seconds: float, language: str) -> str:
    """«19 h 12 min», «3 d 4 h», «0 min»: the two largest units."""
    days_unit, hours_unit, minutes_unit = _UNITS[_known(language)]
    minutes = int(abs(seconds) // 60)
    days, minutes = divmod(minutes, 24 * 60)
    hours, minutes = divmod(minutes, 60)
    parts = [(days, days_unit), (hours, hours_unit), (minutes, minutes_unit)]
    said = [f"{count} {unit}" for count, unit in parts if count]
    return " ".join(said[:2]) or f"0 {minutes_unit}"
