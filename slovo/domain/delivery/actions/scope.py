"""Work beyond what was agreed begins, and counts, with the client's yes (R109)."""

from datetime import date, datetime
from decimal import Decimal

from django.db import transaction
from django.utils.translation import gettext as _

from slovo.domain.cases.actions.beginning import matter_of
from slovo.domain.cases.wordings import language_of
from slovo.domain.clients.models import Person
from slovo.domain.delivery.actions.asking import (
    confirm_back,
    put_question,
    take_answer,
    take_back,
)
from slovo.domain.delivery.actions.time import release_time, remove_time
from slovo.domain.delivery.models import Answer, ScopeChange
from slovo.domain.delivery.wordings import effect_of
from slovo.domain.engagements.models import Engagement
from slovo.domain.journal.record import record
from slovo.domain.journal.refusal import Refusal
from slovo.domain.staff.models import User
from slovo.domain.staff.rights import refuse_unless_allowed

HUNDREDTH = Decimal("0.01")


class EffectMissing(Refusal):
    """The client cannot decide without knowing what, how long and how much."""


class EngagementHasEnded(Refusal):
    """Nothing new is asked under an agreement that is over."""


@transaction.atomic
def ask_scope_change(
    engagement: Engagement,
    *,
    text: str,
    more_minutes: int,
    more_money: Decimal,
    currency: str,
    done_by: date | None = None,
    by: User,
    at: datetime,
) -> ScopeChange:
    refuse_unless_allowed("ask_scope_change", by)
    _refuse_unclear(engagement, text, more_minutes, more_money, currency)
    price = more_money.quantize(HUNDREDTH)
    sides = {"more_minutes": more_minutes, "more_money": price, "done_by": done_by}
    same = engagement.scopechanges.waiting().filter(text=text.strip(), asked_by=by, **sides)
    twin: ScopeChange | None = same.first()
    if twin:
        return twin
    change: ScopeChange = ScopeChange.objects.create(
        engagement=engagement,
        case=matter_of(engagement, by=by, at=at),
        text=text.strip(),
        currency=currency.strip().upper(),
        asked_by=by,
        asked_at=at,
        **sides,
    )
    put_question(change, wording="scope_asked", effect=_effect(change), by=by, at=at)
    record("scope.asked", change, by=by, at=at, case=change.case, facts=change.with_letter)
    return change


@transaction.atomic
def answer_scope_change(
    change: ScopeChange,
    *,
    answer: str,
    words: str,
    said_at: datetime | None = None,
    by: User | Person,
    at: datetime,
) -> ScopeChange:
    """He answers by his link, or a colleague writes down when he said what, in his words."""
    refuse_unless_allowed("answer_scope_change", by)
    change = _locked(change)
    if not take_answer(change, answer=answer, words=words, said_at=said_at or at, by=by, at=at):
        return change
    if answer == Answer.YES:
        release_time(change, by=by, at=at)
    else:
        remove_time(change, by=by, at=at)
    confirm_back(change, wording="scope_confirmed", effect=_effect(change), by=by, at=at)
    kind = "scope.agreed" if answer == Answer.YES else "scope.refused"
    record(kind, change, by=by, at=at, case=change.case, facts=change.with_confirmation)
    return change


@transaction.atomic
def withdraw_scope_change(change: ScopeChange, *, by: User, at: datetime) -> ScopeChange:
    """We do not need it after all: time that waited for it is struck out."""
    refuse_unless_allowed("ask_scope_change", by)
    change = _locked(change)
    if take_back(change, at=at):
        remove_time(change, by=by, at=at)
        record("scope.withdrawn", change, by=by, at=at, case=change.case, facts=(change,))
    return change


def _effect(change: ScopeChange) -> list[str]:
    return effect_of(change, language_of(change.case))


def _locked(change: ScopeChange) -> ScopeChange:
    rows = ScopeChange.objects.select_for_update(of=("self",))
    found: ScopeChange = rows.select_related("case__person", "engagement", "asked_by").get(
        pk=change.pk
    )
    return found


def _refuse_unclear(
    engagement: Engagement, text: str, minutes: int, money: Decimal, currency: str
) -> None:
    if engagement.ended_at:
        raise EngagementHasEnded(_("This agreement has ended."))
    if not text.strip():
        raise EffectMissing(_("Say what is to be done beyond what was agreed."))
    if minutes < 0 or money < 0:
        raise EffectMissing(_("More time and more money are zero or more."))
    if len(currency.strip()) != 3:
        raise EffectMissing(_("Name the currency by three letters, such as UAH."))
