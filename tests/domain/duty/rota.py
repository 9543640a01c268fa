"""The hours of the rota's tests: the autumn night in which a clock is turned back."""

from datetime import UTC, date, datetime, time

from slovo.domain.duty.times import Hours
from slovo.domain.journal.actors import HOUSE
from slovo.domain.staff.actions.teams import save_team
from slovo.domain.staff.models import Cover, Team, User
from tests.make import ZONE

BEFORE = datetime(2026, 10, 19, 9, 0, tzinfo=UTC)
NIGHT = Hours.between(time(20), time(8))
DAY = Hours.between(time(8), time(20))
SATURDAY = date(2026, 10, 24)
NIGHT_BEGINS = datetime(2026, 10, 24, 17, 0, tzinfo=UTC)
NIGHT_ENDS = datetime(2026, 10, 25, 6, 0, tzinfo=UTC)


def make_desk(*members: User) -> Team:
    """The desk of story B: somebody is there round the clock."""
    return save_team(
        None,
        name="Desk",
        zone=ZONE,
        members=members,
        cover=Cover.ALWAYS,
        takes_inbound=True,
        by=HOUSE,
        at=BEFORE,
    )


def make_experts(desk: Team, *members: User) -> Team:
    """R076: from eight in the morning to midnight; outside it the desk."""
    return save_team(
        None,
        name="Experts",
        zone=ZONE,
        members=members,
        cover=Cover.WINDOW,
        opens=480,
        closes=1440,
        otherwise=desk,
        by=HOUSE,
        at=BEFORE,
    )
