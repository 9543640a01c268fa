"""The principal's welcome to new clients, one still owed; and what shows that some are loyal."""

from slovo.domain.loyalty.actions.noting import note_real_action
from slovo.domain.loyalty.actions.signs import Seen, note_sign
from slovo.domain.loyalty.models import Deed, SignKind
from slovo.interfaces.commands.demo.morning import Morning

A_DAY_AFTER_SIGNING = 28 * 24
OF_SEVENTY, CALL = "Майже все юридичне у нас робите ви", "дзвінок"
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


def play_signs(m: Morning) -> None:
    """How loyal two of them are, as far as anybody saw or heard."""
    olena, halyna, serhii = (m.cast.people[who] for who in ("olena", "halyna", "serhii"))
    petro, iryna = m.cast.users["petro"], m.cast.users["iryna"]
    for person, kind, days, by, sides in (
        (olena, SignKind.PRICE, 75, petro, {"occasion": "raised", "reaction": "asked"}),
        (olena, SignKind.SHARE, 40, petro, {"percent": 70, "words": OF_SEVENTY, "source": CALL}),
        (olena, SignKind.REFERRAL, 20, petro, {"referred": serhii, "words": "Радила на ярмарку."}),
        (halyna, SignKind.PRICE, 12, iryna, {"occasion": "rival", "reaction": "stayed"}),
    ):
        at = m.ago(24 * days)
        seen = Seen(happened_on=at.date(), **sides)
        note_sign(person, kind=kind, seen=seen, by=by, at=at)
