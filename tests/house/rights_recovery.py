"""Something behind every address about mistakes."""

from datetime import date
from decimal import Decimal
from typing import Any

from slovo.domain.cases.models import Case, Message
from slovo.domain.mistakes.actions.admitting import admit_mistake
from slovo.domain.mistakes.actions.conduct import flag_conduct
from slovo.domain.mistakes.actions.damages import claim_damage, decide_damage
from slovo.domain.mistakes.actions.opening import open_mistake
from slovo.domain.mistakes.models import Cause
from slovo.domain.staff.models import User
from tests.make import MORNING

RECEIPT = ("receipt.txt", "text/plain", b"10")
FEE = {"amount": Decimal(10), "currency": "UAH", "file": RECEIPT}


def recovery_keys(case: Case, message: Message, users: dict[str, User]) -> dict[str, Any]:
    by, principal = users["specialist"], users["principal"]
    mistake = open_mistake(case, text="Wrong code", by=by, at=MORNING)
    told = open_mistake(case, text="Wrong day", by=by, at=MORNING)
    words = {"facts": "Wrong day", "correction": "Anew", "is_spoken": True}
    admit_mistake(told, **words, by=principal, at=MORNING)
    paid = claim_damage(mistake, text="Stamp", **FEE, by=by, at=MORNING)
    decide_damage(paid, agreed=Decimal(10), pay_on=date(2027, 3, 20), by=principal, at=MORNING)
    cause = Cause.objects.earliest("pk").pk
    return {
        "mistake_id": mistake.pk,
        "admitted_id": told.pk,
        "damage_id": claim_damage(mistake, text="Fee", **FEE, by=by, at=MORNING).pk,
        "payout_id": mistake.payouts.get().pk,
        "flag_id": flag_conduct(message, by=by, at=MORNING).pk,
        "settings-cause": cause,
        "place": "apology",
        "step": "answered",
        "code": "late",
    }
