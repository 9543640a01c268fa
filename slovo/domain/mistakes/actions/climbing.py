"""Each step that is missed goes to the principal, at the very second (R005)."""

from datetime import datetime

from django.db import transaction

from slovo.domain.cases.actions.alerting import alert, audience
from slovo.domain.journal.actors import Doer
from slovo.domain.journal.record import record
from slovo.domain.mistakes.actions.opening import latest
from slovo.domain.mistakes.ladder import next_step, rungs
from slovo.domain.mistakes.models import Mistake
from slovo.domain.staff.models import principals


@transaction.atomic
def climb_mistake(mistake: Mistake, *, by: Doer, at: datetime) -> bool:
    """Unseen, not admitted, without a date, not put right, not confirmed: each is told once."""
    mistake = latest(mistake)
    if mistake.next_at is None or mistake.next_at > at:
        return False
    due = [rung for rung in rungs(mistake) if rung.at <= at]
    names = {rung.name for rung in due}
    for rung in due:
        is_over = rung.name == "warned" and "unadmitted" in names
        mistake.told = [*mistake.told, rung.name]
        if not is_over:
            hearers = audience(mistake.case, rung.who) or principals()
            alert(mistake.case, hearers, why=f"mistake_{rung.name}", by=by, at=at)
        record(
            "mistake.climbed",
            mistake,
            by=by,
            at=at,
            case=mistake.case,
            who=rung.who,
            why=rung.name,
            skipped=is_over,
        )
    mistake.next_at = next_step(mistake)
    mistake.save(update_fields=["told", "next_at"])
    return True
