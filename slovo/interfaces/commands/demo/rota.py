"""The rota of the demo firm: weekends and nights in turn, one swap asked, a hole, a missed call."""

from datetime import date, time, timedelta
from zoneinfo import ZoneInfo

from slovo.domain.calls.actions.missing import note_missed_call
from slovo.domain.duty.actions.patterns import save_pattern
from slovo.domain.duty.actions.swaps import ask_swap
from slovo.domain.duty.models import Shift
from slovo.domain.duty.times import Hours
from slovo.domain.staff.actions.capacity import add_absence
from slovo.domain.staff.actions.teams import save_team
from slovo.domain.staff.models import Cover, Team
from slovo.interfaces.commands.demo.cast import ZONE
from slovo.interfaces.commands.demo.morning import Morning

NIGHT = Hours(time(18), time(9), 1)
WEEKEND = Hours(time(18), time(9), 3)
NIGHTS = ("iryna", "maksym", "svitlana", "petro")


def play_rota(m: Morning) -> None:
    """Each takes a night of the week; two share the weekends; one of them is away on his night."""
    olha = m.cast.users["olha"]
    members = [m.cast.users[name] for name in NIGHTS]
    team = save_team(
        None,
        name="Черговий юрист",
        zone=ZONE,
        members=members,
        cover=Cover.OUTSIDE,
        takes_inbound=True,
        by=olha,
        at=m.ago(200),
    )
    monday = _day(m, -7)
    monday -= timedelta(days=monday.weekday())
    for weekday, user in enumerate(members):
        save_pattern(
            team,
            user=user,
            weekdays=[weekday],
            hours=NIGHT,
            first_day=monday,
            by=olha,
            at=m.ago(199),
        )
    for week, name in enumerate(("iryna", "maksym")):
        save_pattern(
            team,
            user=m.cast.users[name],
            weekdays=[4],
            hours=WEEKEND,
            first_day=monday + timedelta(days=4 + 7 * week),
            every=2,
            is_override=True,
            by=olha,
            at=m.ago(199),
        )
    _away(m, team)
    _swap(m)
    missed_at = m.ago(0.1)
    note_missed_call(m.cast.people["marko"], by=m.cast.users["roman"], at=missed_at)


def _away(m: Morning, team: Team) -> None:
    svitlana = m.cast.users["svitlana"]
    ahead = team.shifts.filter(user=svitlana, starts_at__gt=m.now + timedelta(days=2))
    day = ahead.earliest("starts_at").day
    last = day + timedelta(days=1)
    add_absence(svitlana, first_day=day, last_day=last, why="", by=svitlana, at=m.ago(48))


def _swap(m: Morning) -> None:
    petro = m.cast.users["petro"]
    ahead = Shift.objects.standing().filter(user=petro, starts_at__gt=m.now + timedelta(days=4))
    ask_swap(
        ahead.earliest("starts_at"),
        to=m.cast.users["svitlana"],
        why="У сина випускний",
        by=petro,
        at=m.ago(3),
    )


def _day(m: Morning, days: int) -> date:
    return (m.now + timedelta(days=days)).astimezone(ZoneInfo(ZONE)).date()
