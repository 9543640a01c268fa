"""A case goes from one colleague to another because he leaves, or is away for long (R020)."""

from datetime import datetime

from django.db import transaction

from slovo.domain.cases.actions.alerting import alert
from slovo.domain.cases.actions.assigning import put_in_hands, refuse_short_brief
from slovo.domain.cases.locking import locked
from slovo.domain.cases.models import Case
from slovo.domain.journal.record import record
from slovo.domain.staff.models import User
from slovo.domain.staff.rights import refuse_unless_allowed

WORKING = ("handler", "answerer")


@transaction.atomic
def pass_case(case: Case, *, of: User, to: User, brief: str, by: User, at: datetime) -> Case:
    """In every place where `of` stood, `to` stands; the client is told the name by letter."""
    refuse_unless_allowed("introduce_successor", by)
    refuse_short_brief(brief)
    case = locked(case)
    for hand in ("principal", "deputy"):
        if getattr(case, f"{hand}_id") == of.pk:
            setattr(case, hand, to)
    hands = {hand: getattr(case, hand) for hand in WORKING}
    after = {hand: to if user and user.pk == of.pk else user for hand, user in hands.items()}
    handler, answerer = after["handler"] or to, after["answerer"] or after["handler"] or to
    if case.deputy_id in (handler.pk, answerer.pk):
        case.deputy = None
    case.brief = brief.strip()
    put_in_hands(case, handler, answerer, "case.handed_over", by=by, at=at)
    return case


@transaction.atomic
def name_deputy(case: Case, *, deputy: User, brief: str, by: User, at: datetime) -> Case:
    """He steps in while a colleague is away, and knows in three lines what it is about."""
    refuse_unless_allowed("introduce_successor", by)
    refuse_short_brief(brief)
    case = locked(case)
    if deputy.pk in (case.handler_id, case.answerer_id):
        return case
    case.deputy, case.brief, case.changed_at = deputy, brief.strip(), at
    case.save(update_fields=["deputy", "brief", "changed_at"])
    record("case.deputised", case, by=by, at=at, case=case, facts=(case,), deputy=deputy.pk)
    alert(case, [deputy], why="yours_to_mind", by=by, at=at)
    return case
