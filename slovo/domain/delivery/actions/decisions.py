"""Reliable data, and the decision is his: kept in his words, confirmed back in writing (R071)."""

from collections.abc import Iterable
from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from slovo.domain.cases.actions.alerting import alert
from slovo.domain.cases.actions.beginning import matter_of
from slovo.domain.cases.actions.outgoing import send_house_words
from slovo.domain.cases.models import Message
from slovo.domain.delivery.models import Decision
from slovo.domain.delivery.models.decision import Figure
from slovo.domain.delivery.wordings import words_of
from slovo.domain.engagements.models import Engagement
from slovo.domain.journal.actors import Doer
from slovo.domain.journal.record import record
from slovo.domain.journal.refusal import Refusal
from slovo.domain.staff.hours import calendar_of
from slovo.domain.staff.models import User
from slovo.domain.staff.rights import refuse_unless_allowed


class NothingToDecide(Refusal):
    """A decision is a question with at least two ways."""


class ChoiceUnclear(Refusal):
    """What he chose, in his own words, at a moment that has been."""


class ChosenAlready(Refusal):
    """Another choice is another decision: what he said before stays."""


@transaction.atomic
def put_decision(
    engagement: Engagement,
    *,
    question: str,
    options: Iterable[str],
    figures: Iterable[Figure] = (),
    by: User,
    at: datetime,
) -> Decision:
    """Write down what he was told, from where, of what day, and between what he chooses."""
    refuse_unless_allowed("put_decision", by)
    ways = list(dict.fromkeys(filter(None, (option.strip() for option in options))))
    if not question.strip() or len(ways) < 2:
        raise NothingToDecide(_("Write the question, and two ways or more to choose from."))
    data = [{key: row.get(key, "").strip() for key in ("what", "source", "day")} for row in figures]
    sides = {"question": question.strip(), "options": ways}
    twin = engagement.decisions.filter(chosen_at=None, put_by=by, **sides).first()
    if twin:
        return twin
    decision = Decision.objects.create(
        engagement=engagement,
        case=matter_of(engagement, by=by, at=at),
        figures=[row for row in data if row["what"]],
        put_by=by,
        put_at=at,
        **sides,
    )
    record("decision.put", decision, by=by, at=at, case=decision.case, facts=(decision,))
    return decision


@transaction.atomic
def record_choice(
    decision: Decision,
    *,
    choice: str,
    words: str,
    chosen_at: datetime | None = None,
    by: User,
    at: datetime,
) -> Decision:
    """What he chose; the letter that confirms it leaves at once, due within one business day."""
    refuse_unless_allowed("put_decision", by)
    decision = _locked(decision)
    moment = chosen_at or at
    if decision.chosen_at:
        if decision.choice == choice.strip():
            return decision
        raise ChosenAlready(_("He has chosen already: “%(choice)s”.") % {"choice": decision.choice})
    if not choice.strip() or not words.strip() or not decision.put_at <= moment <= at:
        raise ChoiceUnclear(_("Write down what was chosen, when, and the client’s own words."))
    decision.choice, decision.words, decision.chosen_at = choice.strip(), words.strip(), moment
    decision.recorded_by = by
    hours = calendar_of(by).working_hours()
    decision.confirm_due_at = decision.next_at = hours.close_of_business_day(moment, 1)
    text = words_of(decision.case, "decision_confirmed", at, decision=decision, chosen_at=moment)
    decision.confirmation = send_house_words(
        decision.case, wording="decision_confirmed", words=text, by=by, at=at
    )
    decision.save()
    facts = [decision, *([decision.confirmation] if decision.confirmation else [])]
    record("decision.taken", decision, by=by, at=at, case=decision.case, facts=facts)
    return decision


@transaction.atomic
def confirm_decision(message: Message, *, by: Doer, at: datetime) -> None:
    """The letter reached him: nothing is owed about it."""
    for decision in Decision.objects.filter(confirmation=message, confirmed_at=None):
        decision.confirmed_at, decision.next_at = at, None
        decision.save(update_fields=["confirmed_at", "next_at"])
        record("decision.confirmed", decision, by=by, at=at, case=decision.case)


@transaction.atomic
def miss_confirmation(decision: Decision, *, by: Doer, at: datetime) -> bool:
    """A business day has passed, and he has nothing in writing: somebody must know."""
    decision = _locked(decision)
    if decision.next_at is None or decision.next_at > at:
        return False
    decision.next_at = None
    decision.save(update_fields=["next_at"])
    case = decision.case
    record("decision.unconfirmed", decision, by=by, at=at, case=case)
    told = [user for user in (decision.recorded_by, decision.engagement.principal) if user]
    alert(case, told, why="not_confirmed_back", by=by, at=at)
    return True


def _locked(decision: Decision) -> Decision:
    rows = Decision.objects.select_for_update(of=("self",))
    return rows.select_related("case__person", "engagement__principal", "recorded_by").get(
        pk=decision.pk
    )
