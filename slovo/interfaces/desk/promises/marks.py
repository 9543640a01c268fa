"""What is unusual about a day: who is away, which client is busy or not to be disturbed."""

from datetime import date
from typing import NamedTuple

from django.utils.translation import gettext as _

from slovo.domain.courtesy.models import Nature
from slovo.domain.promises.capacity import Capacity
from slovo.domain.promises.client_days import ClientDays, client_days
from slovo.domain.promises.load import each_day
from slovo.domain.staff.models import User
from slovo.interfaces.desk.promises.days import Cell
from slovo.interfaces.desk.promises.sifting import Sieve
from slovo.interfaces.desk.promises.spans import date_of
from slovo.interfaces.desk.spoken import Voice


class Stretch(NamedTuple):
    """Days of the client who is asked for, said in full beneath the calendar."""

    nature: str
    when: str
    words: str


def mark_absences(
    made: dict[date, Cell], users: list[User], capacities: dict[int, Capacity]
) -> None:
    for user in users:
        for first, last in capacities[user.pk].away:
            for cell in _within(made, first, last):
                cell.marks.append(_("%(name)s is away") % {"name": user.full_name})


def mark_clients(made: dict[date, Cell], sieve: Sieve, client: str, voice: Voice) -> list[Stretch]:
    """Of one client the days themselves are shaded, and their stretches come back."""
    days = list(made)
    found = client_days(days[0], days[-1], **sieve.whose())
    for each in found:
        words = words_of(each, client) if client else whose(each)
        for cell in _within(made, each.first, each.last):
            cell.marks.append(words)
            if client and cell.nature != Nature.BLACKOUT:
                cell.nature = each.nature
    if not client:
        return []
    return [Stretch(each.nature, when(each, voice), words_of(each, client)) for each in found]


def whose(each: ClientDays) -> str:
    """In the calendar of everybody: whose days they are."""
    is_peak = each.nature == Nature.PEAK
    sentence = _("%(name)s: busy") if is_peak else _("%(name)s: do not disturb")
    return sentence % {"name": each.name}


def words_of(each: ClientDays, client: str) -> str:
    """In his own: what they are, and why."""
    said = [each.name] if each.name != client else []
    return ": ".join([*said, str(Nature(each.nature).label), *([each.why] if each.why else [])])


def when(each: ClientDays, voice: Voice) -> str:
    first, last = date_of(each.first, voice), date_of(each.last, voice)
    return first if first == last else f"{first} – {last}"


def _within(made: dict[date, Cell], first: date, last: date) -> list[Cell]:
    days = list(made)
    shown = each_day(max(first, days[0]), min(last, days[-1]))
    return [made[day] for day in shown]
