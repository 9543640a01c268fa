"""How often the firm may speak to a client unasked."""

from datetime import datetime, time

from django.db import transaction
from django.utils.translation import gettext as _

from slovo.domain.courtesy.models import Caps
from slovo.domain.journal.actors import Doer
from slovo.domain.journal.record import record
from slovo.domain.journal.refusal import Refusal
from slovo.domain.staff.rights import refuse_unless_allowed

MOST, LONGEST = 100, 730


class CapsRefused(Refusal):
    """A cap of nothing would be a silence nobody sees; a month holds at least its week."""


@transaction.atomic
def change_caps(
    *, in_7_days: int, in_30_days: int, survey_days: int, first_hour: time, by: Doer, at: datetime
) -> Caps:
    """What is held is asked again when its time comes; nothing that was said is undone."""
    refuse_unless_allowed("change_settings", by)
    if not 1 <= in_7_days <= in_30_days <= MOST:
        raise CapsRefused(_("At least one in 7 days, and in 30 days no fewer than in 7."))
    if not 1 <= survey_days <= LONGEST:
        raise CapsRefused(_("Between two questions about our work there is from 1 to 730 days."))
    caps = Caps.current()
    sides = {
        "in_7_days": in_7_days,
        "in_30_days": in_30_days,
        "survey_days": survey_days,
        "first_hour": first_hour,
    }
    changed = [side for side, value in sides.items() if getattr(caps, side) != value]
    if not changed:
        return caps
    caps, _made = Caps.objects.update_or_create(pk=1, defaults=sides)
    record("caps.changed", caps, by=by, at=at, changed=changed)
    return caps
