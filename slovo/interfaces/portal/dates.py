"""Days without their weekday, where there is little room."""

from datetime import datetime
from zoneinfo import ZoneInfo

from babel.dates import format_skeleton


def date_words(at: datetime, zone: str, language: str, *, short: bool = False) -> str:
    """«24 марта», «March 24»; short: «24 мар.», «Mar 24»."""
    skeleton = "MMMd" if short else "MMMMd"
    return format_skeleton(skeleton, at.astimezone(ZoneInfo(zone)), locale=language)
