"""Meetings as other people's calendars take them: RFC 5545, sent by mail as RFC 6047 says."""

from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta, tzinfo
from typing import Any
from zoneinfo import ZoneInfo

FILE_NAME = "meeting.ics"
A_YEAR = timedelta(days=366)
Named = tuple[str, str]
RULES: dict[str, dict[str, Any]] = {
    "weekly": {"FREQ": "WEEKLY"},
    "fortnightly": {"FREQ": "WEEKLY", "INTERVAL": 2},
    "monthly": {"FREQ": "MONTHLY"},
}


@dataclass(frozen=True, slots=True)
class Invite:
    """One meeting or one series; the same `uid` and a higher `sequence` replace what was sent.

    `repeats` is a key of RULES or empty; `instead_of` is the instant of a series' one meeting that
    this one takes the place of. `zone` is the clock a series keeps to. Names and addresses are
    pairs; `stamp` is when this was written.
    """

    uid: str
    sequence: int
    starts_at: datetime
    minutes: int
    zone: str
    title: str
    host: Named
    guest: Named
    stamp: datetime
    place: str = ""
    words: str = ""
    repeats: str = ""
    until: date | None = None
    instead_of: datetime | None = None
    is_cancelled: bool = False

    @property
    def method(self) -> str:
        return "CANCEL" if self.is_cancelled else "REQUEST"

    @property
    def type(self) -> str:
        """The type of the part that carries it, with the method as calendars want it."""
        return f"text/calendar; method={self.method}; charset=utf-8"


def ics(invite: Invite) -> bytes:
    """The bytes of a calendar with this one event and its time zone."""
    from icalendar import Calendar

    calendar = Calendar()
    calendar.add("prodid", "-//Slovo//Meetings//EN")
    calendar.add("version", "2.0")
    calendar.add("method", invite.method)
    calendar.add_component(_event(invite))
    first = invite.starts_at.date()
    calendar.add_missing_timezones(first - A_YEAR, first + 10 * A_YEAR)
    return bytes(calendar.to_ical())


def _event(invite: Invite) -> Any:
    from icalendar import Event

    # One meeting is an instant; a series keeps to somebody's clock, so its zone is sent along.
    is_series = invite.repeats or invite.instead_of
    zone = ZoneInfo(invite.zone) if is_series else UTC
    starts_at = invite.starts_at.astimezone(zone)
    event = Event()
    event.add("uid", invite.uid)
    event.add("sequence", invite.sequence)
    event.add("dtstamp", invite.stamp)
    event.add("dtstart", starts_at)
    ends_at = invite.starts_at.astimezone(UTC) + timedelta(minutes=invite.minutes)
    event.add("dtend", ends_at.astimezone(zone))
    event.add("summary", invite.title)
    told = (("location", invite.place), ("description", invite.words))
    for name, value in told:
        if value:
            event.add(name, value)
    event.add("status", "CANCELLED" if invite.is_cancelled else "CONFIRMED")
    event.add("organizer", _somebody(invite.host))
    event.add("attendee", _somebody(invite.guest, RSVP="FALSE"))
    if invite.instead_of:
        event.add("recurrence-id", invite.instead_of.astimezone(zone))
    elif invite.repeats:
        event.add("rrule", _rule(invite, zone))
    return event


def _rule(invite: Invite, zone: tzinfo) -> dict[str, Any]:
    rule = dict(RULES[invite.repeats])
    if invite.until:
        rule["UNTIL"] = datetime.combine(invite.until, time(23, 59, 59), zone).astimezone(UTC)
    return rule


def _somebody(named: Named, **parameters: str) -> Any:
    from icalendar import vCalAddress

    name, address = named
    who = vCalAddress(f"mailto:{address}")
    for key, value in {"CN": name, **parameters}.items():
        who.params[key] = value
    return who
