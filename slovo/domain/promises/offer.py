"""What the gate says before a date is promised: both dates, why, and what the client is up to."""

from dataclasses import dataclass
from datetime import datetime

from slovo.domain.cases.models import Promise
from slovo.domain.clients.models import Person
from slovo.domain.courtesy.contact import days_of
from slovo.domain.courtesy.models import Blackout
from slovo.domain.promises.gate import Fit, fit
from slovo.domain.promises.slips import Slips, keepable, slips
from slovo.domain.staff.models import User


@dataclass(frozen=True, slots=True)
class Work:
    """What is to be promised: by whom, of what kind, how long it takes, to whom."""

    owner: User
    kind: str
    effort_minutes: int | None
    person: Person
    without: Promise | None = None


@dataclass(frozen=True, slots=True)
class Offer:
    """The wished date beside the one that can be kept."""

    fit: Fit
    late: Slips
    wished_at: datetime | None
    keepable_at: datetime | None
    wished_days: list[Blackout]
    keepable_days: list[Blackout]

    @property
    def is_hopeful(self) -> bool:
        """It fits, yet sooner than he as a rule brings such things: something must give way."""
        return bool(
            self.wished_at
            and self.fit.fits
            and self.keepable_at
            and self.wished_at < self.keepable_at
        )


def offer(work: Work, wished_at: datetime | None, at: datetime) -> Offer:
    """A wished date that is over is none."""
    wished_at = wished_at if wished_at and wished_at > at else None
    found = fit(work.owner, work.effort_minutes, wished_at or at, at, work.without)
    late = slips(work.owner, work.kind)
    keepable_at = keepable(work.owner, late, found.earliest, wished_at)
    return Offer(
        fit=found,
        late=late,
        wished_at=wished_at,
        keepable_at=keepable_at,
        wished_days=days_of(work.person, wished_at) if wished_at else [],
        keepable_days=days_of(work.person, keepable_at) if keepable_at else [],
    )
