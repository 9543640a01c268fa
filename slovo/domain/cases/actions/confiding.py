"""What a client told in confidence: who may read it, and who has (R018)."""

from datetime import datetime, timedelta

from django.db import transaction
from django.utils.translation import gettext as _

from slovo.domain.cases.locking import locked
from slovo.domain.cases.models import Case, Message, Reading
from slovo.domain.cases.search.entering import drop_message, enter_message
from slovo.domain.journal.record import record
from slovo.domain.journal.refusal import Refusal
from slovo.domain.staff.levels import CHOSEN, sees_all
from slovo.domain.staff.models import User
from slovo.domain.staff.rights import refuse_unless_allowed

ONCE_WITHIN = timedelta(minutes=1)


class LevelUnknown(Refusal):
    """There are three levels: everybody, its people, the principals."""


class NotYoursToOpen(Refusal):
    """Only who said that it is in confidence, or a principal, opens it to more people."""


@transaction.atomic
def confide_case(case: Case, *, level: str, by: User, at: datetime) -> Case:
    """From now on only these read it; lists, search and notices know nothing of it for others."""
    refuse_unless_allowed("confide", by)
    _refuse_unknown(level)
    case = locked(case)
    if case.level == level:
        return case
    if case.level and not sees_all(by) and case.confided_by_id != by.pk:
        raise NotYoursToOpen(_("Ask a principal, or whoever said that it is in confidence."))
    case.level, case.confided_at = level, at if level else None
    case.confided_by = (case.confided_by or by) if level else None
    case.save(update_fields=["level", "confided_at", "confided_by"])
    record("case.confided", case, by=by, at=at, case=case, facts=(case,), level=level)
    return case


@transaction.atomic
def confide_message(message: Message, *, level: str, by: User, at: datetime) -> Message:
    """Search finds no word of it, whoever looks; each reading is written down."""
    refuse_unless_allowed("confide", by)
    _refuse_unknown(level)
    known = Message.objects.select_for_update().get(pk=message.pk)
    if known.level == level:
        return known
    if known.level and not sees_all(by) and known.author_id != by.pk:
        raise NotYoursToOpen(_("Ask a principal, or whoever said that it is in confidence."))
    if not known.level:
        drop_message(known)
    known.level = level
    known.save(update_fields=["level"])
    if not level:
        enter_message(known, known.attachments.values_list("name", flat=True))
    record("message.confided", known, by=by, at=at, case_id=known.case_id, level=level)
    return known


@transaction.atomic
def note_reading(
    case: Case, *, message: Message | None = None, by: User, at: datetime, is_refused: bool = False
) -> None:
    """He read it, or was refused; the same within a minute is once. No live page hears of it."""
    seen = Reading.objects.filter(case=case, message=message, user=by, is_refused=is_refused)
    if seen.filter(at__gt=at - ONCE_WITHIN).exists():
        return
    made = Reading.objects.create(case=case, message=message, user=by, at=at, is_refused=is_refused)
    kind = "confidence.refused" if is_refused else "confidence.read"
    record(kind, made, by=by, at=at, about=message.pk if message else None)


def _refuse_unknown(level: str) -> None:
    if level not in dict(CHOSEN):
        raise LevelUnknown(_("Choose one of the levels in the list."))
