"""Letters about money that goes back, and about a letter that was rude: both figures, plainly."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from slovo.domain.billing.models import InvoiceLine
from slovo.domain.cases.models import Case
from slovo.domain.cases.wordings import language_of
from slovo.domain.delivery.wordings import words_of
from slovo.domain.mistakes.models import ConductFlag, Damage, Payout, Verdict
from slovo.domain.mistakes.wordings import text_for
from slovo.domain.staff.models import User
from slovo.lib import moments
from slovo.lib.sums import money


def verdict_words(
    verdict: Verdict, held: Sequence[InvoiceLine], payouts: Sequence[Payout], at: datetime
) -> str:
    """What he does not pay, and what he gets back by which day."""
    case = verdict.mistake.case
    language = language_of(case)
    sides: dict[str, Any] = {
        "verdict": verdict,
        "lede": text_for("verdict", case),
        "held": [
            f"{line.text}: {money(line.left, line.invoice.currency, language)}" for line in held
        ],
        "refunds": [refund_line(payout, case, language) for payout in payouts],
    }
    return words_of(case, "verdict", at, **sides)


def refund_line(payout: Payout, case: Case, language: str) -> tuple[str, str]:
    """The sum, and the day by which it is with him."""
    return money(payout.amount, payout.currency, language), day_of(payout.due_at, case, language)


def decision_words(damage: Damage, due_at: datetime | None, by: User, at: datetime) -> str:
    """The sum and its day, or the reason."""
    case = damage.mistake.case
    language = language_of(case)
    place = "damage_agreed" if damage.agreed else "damage_declined"
    sides: dict[str, Any] = {
        "damage": damage,
        "lede": text_for(place, case),
        "sum": money(damage.agreed, damage.currency, language) if damage.agreed else "",
        "claimed": money(damage.claimed, damage.currency, language),
        "day": day_of(due_at, case, language) if due_at else "",
        "who": by.full_name,
    }
    return words_of(case, "damage_decided", at, **sides)


def conduct_words(flag: ConductFlag, by: User) -> str:
    case = flag.case
    place = "conduct_upheld" if flag.is_upheld else "conduct_declined"
    sides = {"flag": flag, "lede": text_for(place, case), "who": by.full_name}
    return words_of(case, "conduct", flag.flagged_at, **sides)


def day_of(at: datetime, case: Case, language: str) -> str:
    """«Fri 9 April 2027», by the client's own clock."""
    return f"{moments.day(at, case.zone, language)} {at.year}"
