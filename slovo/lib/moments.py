"""Times as people of our three languages write them, in the zone of whoever reads.

`zone` is an IANA name or a tzinfo, `language` a code such as "ru" or "en-gb"; a language we do not
speak is answered in English. Instants must be aware; the clock has twenty-four hours everywhere.
"""

from datetime import UTC, datetime, tzinfo
from functools import lru_cache
from typing import NamedTuple
from zoneinfo import ZoneInfo

MINUTE, HOUR, DAY = 60, 3600, 86400


class _Language(NamedTuple):
    months: tuple[str, ...]
    weekdays: tuple[str, ...]
    on_weekdays: tuple[str, ...]
    by: str
    units: tuple[str, str, str]


_ON_WEEKDAYS = {
    "en": "on Monday|on Tuesday|on Wednesday|on Thursday|on Friday|on Saturday|on Sunday",
    "ru": "в понедельник|во вторник|в среду|в четверг|в пятницу|в субботу|в воскресенье",
    "uk": "у понеділок|у вівторок|у середу|у четвер|у п’ятницю|у суботу|у неділю",
}
_BY = {"en": "by", "ru": "до", "uk": "до"}
_UNITS = {"en": ("d", "h", "min"), "ru": ("дн.", "ч", "мин"), "uk": ("дн.", "год", "хв")}


def instant(at: datetime | None) -> str | None:
    """Return "2027-03-29T14:00:00Z", to the second unless there is a part of one."""
    return at.astimezone(UTC).isoformat().replace("+00:00", "Z") if at else None


def minute_of(at: datetime) -> datetime:
    """Its minute: a page tells no more, and means this very moment by the minute that it is."""
    return at.replace(second=0, microsecond=0)


def moment(
    at: datetime,
    zone: str | tzinfo,
    language: str,
    *,
    now: datetime | None = None,
    offset: bool = False,
) -> str:
    """Return "Thu 11 March, 11:05", with " (UTC+2)" after it if asked.

    The year is said when it is not the year of `now`.
    """
    local = at.astimezone(_zone(zone))
    words = f"{_day(local, zone, language, now)}, {local.hour:02}:{local.minute:02}"
    return f"{words} ({_offset(local)})" if offset else words


def day(at: datetime, zone: str | tzinfo, language: str, *, now: datetime | None = None) -> str:
    """Return "Thu 11 March", and the year when it is not the year of `now`."""
    return _day(at.astimezone(_zone(zone)), zone, language, now)


def near(at: datetime, zone: str | tzinfo, language: str, *, now: datetime) -> str:
    """Return what a list needs: "11:05" today, "Thu 11:05" within six days, else the day."""
    local = at.astimezone(_zone(zone))
    apart = abs((local.date() - now.astimezone(local.tzinfo).date()).days)
    if apart >= 7:
        return _day(local, zone, language, now)
    hour = f"{local.hour:02}:{local.minute:02}"
    return hour if not apart else f"{_language(language).weekdays[local.weekday()]} {hour}"


def hour(at: datetime, zone: str | tzinfo) -> str:
    """Return "11:05"."""
    local = at.astimezone(_zone(zone))
    return f"{local.hour:02}:{local.minute:02}"


def by_words(at: datetime, zone: str | tzinfo, language: str, *, offset: bool = False) -> str:
    """Return "on Monday, 29 March, by 19:00", to be put into a sentence."""
    local = at.astimezone(_zone(zone))
    spoken = _language(language)
    date = f"{local.day} {spoken.months[local.month - 1]}"
    words = (
        f"{spoken.on_weekdays[local.weekday()]}, {date}, "
        f"{spoken.by} {local.hour:02}:{local.minute:02}"
    )
    return f"{words} ({_offset(local)})" if offset else words


def offset_of(at: datetime, zone: str | tzinfo) -> str:
    """Return "UTC+3" or "UTC+5:30", as it is at that instant."""
    return _offset(at.astimezone(_zone(zone)))


def span(seconds: float, language: str) -> str:
    """Return "19 h 12 min", from two days on "2 d 5 h"; begun minutes are not counted."""
    days, hours, minutes = _language(language).units
    whole = max(0, int(seconds))
    if whole >= 2 * DAY:
        parts = [(whole // DAY, days), (whole % DAY // HOUR, hours)]
    else:
        parts = [(whole // HOUR, hours), (whole % HOUR // MINUTE, minutes)]
    said = [f"{figure} {unit}" for figure, unit in parts if figure]
    return " ".join(said) or f"0 {minutes}"


def _day(local: datetime, zone: str | tzinfo, language: str, now: datetime | None) -> str:
    spoken = _language(language)
    words = f"{spoken.weekdays[local.weekday()]} {local.day} {spoken.months[local.month - 1]}"
    if now is None or now.astimezone(_zone(zone)).year == local.year:
        return words
    return f"{words} {local.year}"


def _offset(local: datetime) -> str:
    apart = local.utcoffset()
    if not apart:
        return "UTC"
    minutes = int(apart.total_seconds()) // MINUTE
    hours, rest = divmod(abs(minutes), 60)
    sign = "+" if minutes > 0 else "-"
    return f"UTC{sign}{hours}:{rest:02}" if rest else f"UTC{sign}{hours}"


@lru_cache(maxsize=1024)
def _named(zone: str) -> ZoneInfo:
    return ZoneInfo(zone)


def _zone(zone: str | tzinfo) -> tzinfo:
    return _named(zone) if isinstance(zone, str) else zone


@lru_cache(maxsize=64)
def _language(code: str) -> _Language:
    from babel.dates import get_day_names, get_month_names

    name = code.replace("_", "-").partition("-")[0].lower()
    name = name if name in _BY else "en"
    months = get_month_names("wide", "format", name)
    weekdays = get_day_names("abbreviated", "format", name)
    return _Language(
        tuple(months[number] for number in range(1, 13)),
        tuple(weekdays[number] for number in range(7)),
        tuple(_ON_WEEKDAYS[name].split("|")),
        _BY[name],
        _UNITS[name],
    )
