"""The principal's welcome to new clients; one is still owed."""

from slovo.domain.loyalty.actions.noting import note_real_action
from slovo.domain.loyalty.models import Deed
from slovo.interfaces.commands.demo.morning import Morning

A_DAY_AFTER_SIGNING = 28 * 24
WELCOMED = ("olena", "halyna", "oleksandr", "serhii", "marko")


def play_rhythm(m: Morning) -> None:
    for client in WELCOMED:
        note_real_action(
            m.cast.people[client],
            kind=Deed.CALL,
            words="Привіталися: хто веде справу, хто відповідає і коли чекати першого результату.",
            by=m.cast.users["olha"],
            at=m.ago(A_DAY_AFTER_SIGNING),
        )
