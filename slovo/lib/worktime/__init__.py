"""Working time: when people are at their desks, and what "within four working hours" means."""

from slovo.lib.worktime.days import end_of_day
from slovo.lib.worktime.hours import WorkingHours
from slovo.lib.worktime.table import NoWorkingTime
from slovo.lib.worktime.week import HoursRefused

__all__ = ["HoursRefused", "NoWorkingTime", "WorkingHours", "end_of_day"]
