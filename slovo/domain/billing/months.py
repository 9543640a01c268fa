"""Months as the firm lives them: from midnight to midnight in its own zone."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Self
from zoneinfo import ZoneInfo

from slovo.domain.billing.reckoning import today
from slovo.domain.staff.hours import zone_of_firm
from slovo.domain.staff.models import Firm


@dataclass(frozen=True, slots=True)
class Month:
    """`first` is its first day."""

    first: date

    @classmethod
    def of(cls, day: date) -> Self:
        return cls(day.replace(day=1))

    @classmethod
    def at(cls, at: datetime) -> Self:
        return cls.of(today(at))

    @classmethod
    def numbered(cls, year: int, month: int) -> Self | None:
        """None for a month that no calendar of ours has."""
        is_one = 2000 <= year <= 2999 and 1 <= month <= 12
        return cls(date(year, month, 1)) if is_one else None

    def moved(self, months: int) -> "Month":
        year, month = divmod(self.first.year * 12 + self.first.month - 1 + months, 12)
        return Month(date(year, month + 1, 1))

    @property
    def begins_at(self) -> datetime:
        zone = ZoneInfo(zone_of_firm())
        return datetime(self.first.year, self.first.month, 1, tzinfo=zone)

    @property
    def ends_at(self) -> datetime:
        return self.moved(1).begins_at

    @property
    def last(self) -> date:
        return date.fromordinal(self.moved(1).first.toordinal() - 1)

    @staticmethod
    def edges(months: Sequence["Month"]) -> list[datetime]:
        """Where each of them begins, and where the last one ends; the firm is asked once."""
        zone = ZoneInfo(zone_of_firm())
        firsts = [month.first for month in (*months, months[-1].moved(1))]
        return [datetime(day.year, day.month, 1, tzinfo=zone) for day in firsts]

    def looked_at(self) -> datetime:
        """When the firm opens for the first time after it."""
        firm = Firm.current()
        if firm is None:
            return self.ends_at
        return firm.calendar.working_hours().next_open(self.ends_at)
