"""Sums of money: hundredths, halves to the even one, each line for itself (decision 0012)."""

from dataclasses import dataclass
from decimal import ROUND_HALF_EVEN, Decimal

CENT = Decimal("0.01")
NOTHING = Decimal("0.00")
MOST = Decimal("9999999999.99")
HOUR = 60


def rounded(amount: Decimal) -> Decimal:
    """To hundredths; what lies exactly between two goes to the even one."""
    return amount.quantize(CENT, ROUND_HALF_EVEN)


def for_minutes(minutes: int, hourly: Decimal) -> Decimal:
    return rounded(hourly * minutes / HOUR)


@dataclass(frozen=True, slots=True)
class Account:
    """What an invoice is made of. Below zero: we owe the client."""

    lines: Decimal = NOTHING
    held: Decimal = NOTHING
    zeroed: Decimal = NOTHING
    credited: Decimal = NOTHING
    paid: Decimal = NOTHING

    @property
    def owed(self) -> Decimal:
        return self.lines - self.held - self.zeroed - self.credited - self.paid

    @property
    def asked_for(self) -> Decimal:
        """All of it that is to be paid one day, paid or not."""
        return self.lines - self.zeroed - self.credited
