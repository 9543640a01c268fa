"""What the client lost by our fault: claimed with evidence, decided, paid by a day (R008)."""

from datetime import date, datetime, time
from decimal import Decimal
from zoneinfo import ZoneInfo

from django.db import transaction
from django.utils.translation import gettext as _

from slovo.domain.billing.currencies import currency_code
from slovo.domain.billing.sums import CENT, MOST, rounded
from slovo.domain.cases.actions.alerting import alert, audience
from slovo.domain.cases.actions.outgoing import send_house_words
from slovo.domain.clients.models import Person
from slovo.domain.journal.actors import Doer
from slovo.domain.journal.record import record
from slovo.domain.journal.refusal import Refusal
from slovo.domain.mistakes.actions.opening import keep, latest, refuse_ended
from slovo.domain.mistakes.actions.payouts import owe_damage
from slovo.domain.mistakes.ladder import DECIDE_DAYS, close_of_day
from slovo.domain.mistakes.letters import decision_words
from slovo.domain.mistakes.models import Damage, Mistake
from slovo.domain.post.enclosing import File
from slovo.domain.staff.models import User, principals
from slovo.domain.staff.rights import refuse_unless_allowed
from slovo.lib.worktime import end_of_day


class ClaimUnclear(Refusal):
    """A claim says what was lost, how much, and by what it is shown."""


class DecisionUnclear(Refusal):
    """At most what is claimed; a day for what is agreed, a reason for what is not."""


class DecidedAlready(Refusal):
    """The client knows the decision; another one is another claim."""


@transaction.atomic
def claim_damage(
    mistake: Mistake,
    *,
    text: str,
    amount: Decimal,
    currency: str,
    evidence: str = "",
    file: File | None = None,
    by: User | Person,
    at: datetime,
) -> Damage:
    """By the client on his page, or by whoever he told. A principal decides in five days.

    It is shown by words, by a file, or by both.
    """
    refuse_unless_allowed("claim_damage", by)
    mistake = latest(mistake)
    refuse_ended(mistake)
    words, proof = " ".join(text.split())[:500], evidence.strip() or (file[0] if file else "")
    if not words or not (amount.is_finite() and CENT <= amount <= MOST):
        raise ClaimUnclear(_("Say what was lost, and how much it was."))
    if not proof:
        raise ClaimUnclear(_("Say by what it is shown: a receipt, an invoice, a letter."))
    sides = {"text": words, "claimed": rounded(amount), "currency": currency_code(currency)}
    twin: Damage | None = mistake.damages.filter(decided_at=None, **sides).first()
    if twin:
        return twin
    made = Damage(
        mistake=mistake,
        **sides,
        evidence=proof,
        claimed_at=at,
        noted_by=by if isinstance(by, User) else None,
        decide_by=(decide_by := close_of_day(mistake.case, at, DECIDE_DAYS)),
        next_at=decide_by,
    )
    made.enclose(file)
    made.save()
    record("damage.claimed", made, by=by, at=at, case=mistake.case, facts=(made,))
    if mistake.has_damage is not True:
        mistake.has_damage, mistake.damage_asked_at = True, at
        keep("mistake.weighed", mistake, by=by, at=at)
    alert(mistake.case, audience(mistake.case, "principal"), why="damage_claimed", by=by, at=at)
    return made


@transaction.atomic
def decide_damage(
    damage: Damage,
    *,
    agreed: Decimal,
    pay_on: date | None = None,
    reason: str = "",
    by: User,
    at: datetime,
) -> Damage:
    """All of it, a part or nothing; the client is told both the sum and the day, or the reason."""
    refuse_unless_allowed("decide_damage", by)
    mistake = latest(damage.mistake)
    damage = Damage.objects.select_for_update().get(pk=damage.pk)
    damage.mistake = mistake
    agreed, why = rounded(agreed), reason.strip()
    if damage.decided_at:
        if (damage.agreed, damage.reason) == (agreed, why):
            return damage
        raise DecidedAlready(_("It is decided already, and the client was told."))
    due_at = _due_at(damage, agreed, pay_on, why, at)
    damage.agreed, damage.reason = agreed, why
    damage.decided_at, damage.decided_by, damage.next_at = at, by, None
    damage.save()
    if due_at:
        owe_damage(damage, due_at=due_at, by=by, at=at)
    words = decision_words(damage, due_at, by, at)
    damage.letter = send_house_words(
        mistake.case, wording="damage_decided", words=words, by=by, at=at
    )
    damage.save(update_fields=["letter"])
    facts = (damage, damage.letter) if damage.letter else (damage,)
    record("damage.decided", damage, by=by, at=at, case=mistake.case, facts=facts)
    return damage


@transaction.atomic
def climb_damage(damage: Damage, *, by: Doer, at: datetime) -> bool:
    """Five business days are over: every principal hears of it."""
    mistake = latest(damage.mistake)
    damage = Damage.objects.select_for_update().get(pk=damage.pk)
    if damage.next_at is None or damage.next_at > at or damage.decided_at:
        return False
    damage.next_at = None
    damage.save(update_fields=["next_at"])
    record("damage.climbed", damage, by=by, at=at, case=mistake.case)
    alert(mistake.case, principals(), why="damage_undecided", by=by, at=at)
    return True


def _due_at(
    damage: Damage, agreed: Decimal, pay_on: date | None, why: str, at: datetime
) -> datetime | None:
    """The end of the day on which it is paid, by the client's clock; None when it is nothing."""
    if not 0 <= agreed <= damage.claimed:
        raise DecisionUnclear(_("At least nothing, at most what was claimed."))
    if agreed < damage.claimed and not why:
        raise DecisionUnclear(_("Say why it is not all of it: the client reads the reason."))
    if not agreed:
        return None
    if pay_on is None:
        raise DecisionUnclear(_("Say on which day it is paid."))
    zone = damage.mistake.case.zone
    due_at = end_of_day(datetime.combine(pay_on, time(12), ZoneInfo(zone)), 0, zone)
    if due_at <= at:
        raise DecisionUnclear(_("The day of the payment must lie ahead."))
    return due_at
