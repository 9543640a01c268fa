"""The client's quiet and busy days: somebody learned of them and wrote them down."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from slovo.domain.clients.models import Organisation, Person, Standing
from slovo.domain.courtesy.models import Blackout, Nature, Repeats
from slovo.domain.journal.actors import Doer
from slovo.domain.journal.record import record
from slovo.domain.journal.refusal import Refusal
from slovo.domain.staff.rights import refuse_unless_allowed

LONGEST = 366


class DaysRefused(Refusal):
    """Quiet days begin and end, in this order, and last no longer than a year."""


@dataclass(frozen=True, slots=True)
class Days:
    """From one day to another, whether they come again, and why they matter."""

    first_day: date
    last_day: date
    nature: str = Nature.BLACKOUT
    repeats: str = Repeats.ONCE
    why: str = ""


@transaction.atomic
def add_blackout(
    of: Person | Organisation | Standing, *, days: Days, by: Doer, at: datetime
) -> Blackout:
    """Of a human being, of his role in an organisation, or of the whole organisation.

    Written twice, it stands once.
    """
    refuse_unless_allowed("save_person", by)
    if days.last_day < days.first_day:
        raise DaysRefused(_("The last day comes before the first."))
    if (days.last_day - days.first_day).days > LONGEST:
        raise DaysRefused(_("Write down at most a year at once; days may repeat every year."))
    if days.nature not in Nature.values or days.repeats not in Repeats.values:
        raise DaysRefused(_("Choose one of the kinds of days in the list."))
    whose = {type(of).__name__.lower(): of}
    row, is_new = Blackout.objects.get_or_create(
        **whose,
        first_day=days.first_day,
        last_day=days.last_day,
        nature=days.nature,
        repeats=days.repeats,
        defaults={"why": days.why.strip()[:200]},
    )
    if is_new:
        record("blackout.added", row, by=by, at=at, **_whose(row))
    return row


@transaction.atomic
def drop_blackout(row: Blackout, *, by: Doer, at: datetime) -> None:
    refuse_unless_allowed("save_person", by)
    known = Blackout.objects.select_for_update().filter(pk=row.pk).first()
    if known is None:
        return
    days = [known.first_day.isoformat(), known.last_day.isoformat()]
    record("blackout.dropped", known, by=by, at=at, days=days, whose=_whose(known))
    known.delete()


def _whose(row: Blackout) -> dict[str, Any]:
    whose: dict[str, Any] = {"person": row.person_id, "organisation": row.organisation_id}
    return whose | ({"standing": row.standing_id} if row.standing_id else {})
