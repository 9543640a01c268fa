"""Losses, refunds and free hours of a mistake, in words for one reader."""

from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _

from slovo.domain.billing.models import InvoiceLine
from slovo.domain.billing.sums import NOTHING
from slovo.domain.mistakes.models import Damage, Mistake, Payout, Verdict
from slovo.domain.staff.models import User
from slovo.interfaces.desk.spoken import Voice
from slovo.lib import moments
from slovo.lib.sums import money


@dataclass(frozen=True, slots=True)
class DamageRow:
    damage: Damage
    claimed: str
    words: str
    look: str
    may_decide: bool


@dataclass(frozen=True, slots=True)
class PayoutRow:
    payout: Payout
    name: str
    sum: str
    words: str
    look: str
    may_pay: bool


@dataclass(frozen=True, slots=True)
class ReworkRow:
    entry: Any
    hours: str


def owed_of(mistake: Mistake, user: User, voice: Voice) -> dict[str, Any]:
    """What the part «did the client lose anything» shows."""
    damages = mistake.damages.select_related("decided_by", "noted_by")
    payouts = mistake.payouts.select_related("promise", "paid_by")
    rework = mistake.rework.select_related("time_entry__user")
    return {
        "damages": [damage_row(damage, user, voice) for damage in damages],
        "payouts": [payout_row(payout, user, voice) for payout in payouts],
        "verdicts": [
            (verdict, held_words(verdict, voice))
            for verdict in mistake.verdicts.select_related("given_by")
        ],
        "rework": [
            ReworkRow(row.time_entry, moments.span(row.time_entry.minutes * 60, voice.language))
            for row in rework
        ],
        "may_judge": user.may("give_verdict"),
    }


def held_words(verdict: Verdict, voice: Voice) -> list[str]:
    """What the client does not pay until it has been talked over."""
    lines = InvoiceLine.objects.live().filter(pk__in=verdict.lines, held_at__isnull=False)
    return [
        f"{line.text}: {money(line.left, line.invoice.currency, voice.language)}"
        for line in lines.select_related("invoice").order_by("pk")
    ]


def damage_row(damage: Damage, user: User, voice: Voice) -> DamageRow:
    claimed = money(damage.claimed, damage.currency, voice.language)
    if damage.decided_at and damage.decided_by:
        agreed = money(damage.agreed or NOTHING, damage.currency, voice.language)
        said = {"name": damage.decided_by.full_name, "sum": agreed}
        words = _("%(name)s agreed to %(sum)s") if damage.agreed else _("%(name)s declined it")
        return DamageRow(damage, claimed, words % said, "kept", may_decide=False)
    look = "late" if damage.decide_by < voice.now else "soon"
    words = _("To be decided %(when)s") % {"when": voice.by(damage.decide_by)}
    return DamageRow(damage, claimed, words, look, may_decide=user.may("decide_damage"))


def payout_row(payout: Payout, user: User, voice: Voice) -> PayoutRow:
    name = _("Refund") if payout.is_refund else _("Loss made good")
    total = money(payout.amount, payout.currency, voice.language)
    if payout.paid_at:
        look = "broken" if payout.paid_at > payout.due_at else "kept"
        words = _("paid %(when)s") % {"when": voice.full(payout.paid_at)}
        return PayoutRow(payout, name, total, words, look, may_pay=False)
    look = "late" if payout.due_at < voice.now else "soon"
    words = _("to be paid %(when)s") % {"when": voice.by(payout.due_at)}
    return PayoutRow(payout, name, total, words, look, may_pay=user.may("pay_back"))
