from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from slovo.domain.calls.importing import LARGEST, Sorted, sort_calls
from slovo.domain.calls.models import Call
from slovo.domain.journal.actors import Doer
from slovo.domain.journal.record import record
from slovo.domain.journal.refusal import Refusal
from slovo.domain.staff.models import Firm
from slovo.domain.staff.rights import refuse_unless_allowed
from slovo.lib import zones
from slovo.lib.rows import insert_all


class TableRefused(Refusal):
    """A table is read in a time zone, and it has an end."""


@transaction.atomic
def import_calls(content: bytes, *, zone: str, by: Doer, at: datetime) -> Sorted:
    """Good rows enter, bad ones are named; a repeat changes nothing.

    What is imported is history: it moves no clock, opens no case, and nobody is told.
    """
    refuse_unless_allowed("import_calls", by)
    if not zones.is_zone(zone):
        raise TableRefused(_("Nobody knows the time zone “%(zone)s”.") % {"zone": zone})
    if len(content) > LARGEST:
        raise TableRefused(_("The table is too long: 20 MB at most. Divide it."))
    out = sort_calls(content, zone, at)
    rows = [
        Call(
            uid=one.row.uid[:200],
            course=one.course,
            number=one.number,
            person=one.person,
            line=one.line[:120],
            user=one.user,
            started_at=one.row.started_at,
            answered_at=one.row.answered_at,
            ended_at=one.row.ended_at,
            told_at=at,
            imported_at=at,
        )
        for one in out.found
    ]
    insert_all(rows)
    firm = Firm.current()
    if rows and firm:
        record("call.imported", firm, by=by, at=at, count=len(rows))
    return out
