"""What our mistake costs in hours is ours: the client never pays for it (R006)."""

from datetime import date, datetime
from typing import Any

from django.db import transaction
from django.utils import translation
from django.utils.translation import gettext as _

from slovo.domain.billing.actions.lines import zero_line
from slovo.domain.billing.actions.prices import free_time
from slovo.domain.billing.models import InvoiceLine
from slovo.domain.billing.reckoning import is_paid
from slovo.domain.cases.wordings import language_of
from slovo.domain.delivery.actions.time import log_time
from slovo.domain.delivery.models import TimeEntry
from slovo.domain.journal.actors import HOUSE
from slovo.domain.journal.record import record
from slovo.domain.journal.refusal import Refusal
from slovo.domain.mistakes.actions.opening import latest
from slovo.domain.mistakes.actions.payouts import give_back
from slovo.domain.mistakes.models import Mistake, Rework
from slovo.domain.staff.models import User
from slovo.domain.staff.rights import refuse_unless_allowed


class NoAgreement(Refusal):
    """Hours belong to an agreement; a case without one has nothing to bill."""


class OfOtherWork(Refusal):
    """The time belongs to another client’s agreement, to another mistake, or was taken back."""


@transaction.atomic
def log_rework(
    mistake: Mistake, *, day: date, minutes: int, note: str, by: User, at: datetime
) -> TimeEntry:
    """Time spent on putting it right: written down, and free from the first minute."""
    refuse_unless_allowed("log_rework", by)
    mistake = latest(mistake)
    engagement = mistake.case.engagement
    if engagement is None:
        raise NoAgreement(_("This case belongs to no agreement: there are no hours to bill."))
    entry = log_time(engagement, day=day, minutes=minutes, note=note, by=by, at=at)
    link_rework(mistake, entry, by=by, at=at)
    return entry


@transaction.atomic
def link_rework(mistake: Mistake, entry: TimeEntry, *, by: User, at: datetime) -> Rework:
    """Time that was written down before: what stands on an invoice is taken off it.

    What is paid for already is credited, and goes back to the client.
    """
    refuse_unless_allowed("log_rework", by)
    mistake = latest(mistake)
    entry = TimeEntry.objects.select_for_update().get(pk=entry.pk)
    known = Rework.objects.filter(time_entry=entry).first()
    if known and known.mistake_id == mistake.pk:
        return known
    if known or entry.dropped_at or entry.engagement_id != mistake.case.engagement_id:
        raise OfOtherWork(_("This time belongs to other work."))
    made = Rework.objects.create(mistake=mistake, time_entry=entry, linked_by=by, linked_at=at)
    sides: dict[str, Any] = {"minutes": entry.minutes, "entry": entry.pk}
    record("rework.linked", made, by=by, at=at, case=mistake.case, **sides)
    with translation.override(language_of(mistake.case)):  # the client reads it
        why = _("Work to put our mistake right")  # also before he was told
    lines = InvoiceLine.objects.live().filter(time_entry=entry).select_related("invoice")
    line = lines.first()
    if line is None:
        free_time(entry, why=why, by=HOUSE, at=at)
    else:
        _take_off(mistake, line, why, by=by, at=at)
    return made


def _take_off(mistake: Mistake, line: InvoiceLine, why: str, *, by: User, at: datetime) -> None:
    if line.zeroed_at:
        return
    if not is_paid(line):
        zero_line(line, why=why, by=HOUSE, at=at)
    elif line.left > 0:
        give_back(mistake, line, why=why, by=by, at=at)
