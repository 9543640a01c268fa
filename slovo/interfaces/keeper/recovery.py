"""What happens by itself when something went wrong: each missed step goes to the principal."""

from datetime import datetime

from slovo.domain.journal.actors import HOUSE
from slovo.domain.mistakes.actions.climbing import climb_mistake
from slovo.domain.mistakes.actions.conduct import climb_conduct
from slovo.domain.mistakes.actions.damages import climb_damage
from slovo.domain.mistakes.actions.payouts import remind_of_payout
from slovo.domain.mistakes.models import ConductFlag, Damage, Mistake, Payout

BATCH = 200


def climb_mistakes(at: datetime) -> int:
    """Unread, not admitted, without a date, not put right, not confirmed."""
    due = Mistake.objects.due(at).select_related("case")[:BATCH]
    return sum(climb_mistake(mistake, by=HOUSE, at=at) for mistake in due)


def climb_damages(at: datetime) -> int:
    """Nobody has decided within five business days."""
    due = Damage.objects.due(at).select_related("mistake__case")[:BATCH]
    return sum(climb_damage(damage, by=HOUSE, at=at) for damage in due)


def remind_of_payouts(at: datetime) -> int:
    """Money that goes back in three days."""
    due = Payout.objects.due(at).select_related("mistake__case")[:BATCH]
    return sum(remind_of_payout(payout, by=HOUSE, at=at) for payout in due)


def climb_conducts(at: datetime) -> int:
    """Letters called rude that nobody has read."""
    due = ConductFlag.objects.due(at).select_related("case")[:BATCH]
    return sum(climb_conduct(flag, by=HOUSE, at=at) for flag in due)


DUTIES = (climb_mistakes, climb_damages, remind_of_payouts, climb_conducts)
