"""Reliable data, and the decision is his: kept in his words, confirmed back in writing (R071)."""

from collections.abc import Iterable
from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from slovo.domain.cases.actions.alerting import alert
from slovo.domain.cases.actions.beginning import matter_of
from slovo.domain.cases.actions.outgoing import send_house_words
from slovo.domain.cases.models import Message
from slovo.domain.cases.wordings import language_of
from slovo.domain.clients.models import Person
from slovo.domain.delivery.actions.asking import (
    NoLongerAsked,
    put_question,
    take_answer,
    take_back,
)
from slovo.domain.delivery.models import Answer, Decision
from slovo.domain.delivery.models.decision import Figure
from slovo.domain.delivery.wordings import figure_lines, words_of
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
    twin: Decision | None = engagement.decisions.waiting().filter(asked_by=by, **sides).first()
    if twin:
        return twin
    decision: Decision = Decision.objects.create(
        engagement=engagement,
        case=matter_of(engagement, by=by, at=at),
        figures=[row for row in data if row["what"]],
        asked_by=by,
        asked_at=at,
        **sides,
    )
    record("decision.put", decision, by=by, at=at, case=decision.case, facts=(decision,))
    return decision


@transaction.atomic
def ask_decision(decision: Decision, *, by: User, at: datetime) -> Decision:
    """The client chooses by his own link; after a day he is asked once more."""
    refuse_unless_allowed("put_decision", by)
    decision = _locked(decision)
    _refuse_ended(decision)
    if decision.letter is None:
        figures = figure_lines(decision, language_of(decision.case))
        put_question(decision, wording="decision_asked", figures=figures, by=by, at=at)
        facts = decision.with_letter
        record("decision.asked", decision, by=by, at=at, case=decision.case, facts=facts)
    return decision


@transaction.atomic
def withdraw_decision(decision: Decision, *, by: User, at: datetime) -> Decision:
    """There is nothing to decide after all, or it is put anew."""
    refuse_unless_allowed("put_decision", by)
    decision = _locked(decision)
    if take_back(decision, at=at):
        record("decision.withdrawn", decision, by=by, at=at, case=decision.case, facts=(decision,))
    return decision


@transaction.atomic
def record_choice(
    decision: Decision,
    *,
    choice: str | None,
    words: str = "",
    chosen_at: datetime | None = None,
    by: User | Person,
    at: datetime,
) -> Decision:
    """What he chose; the letter that confirms it leaves at once, due within one business day.

    No `choice`: he himself says on his page that none of the ways suits him.
    """
    refuse_unless_allowed("put_decision", by)
    decision = _locked(decision)
    choice = (choice or "").strip()
    if decision.answered_at and decision.choice == choice:
        return decision
    _refuse_ended(decision)
    moment = chosen_at or at
    _refuse_unclear(decision, choice, words, moment, by=by, at=at)
    hours = calendar_of(by if isinstance(by, User) else decision.asked_by).working_hours()
    decision.choice = choice
    decision.confirm_due_at = hours.close_of_business_day(moment, 1)
    answer = Answer.YES if choice else Answer.NO
    take_answer(decision, answer=answer, words=words, said_at=moment, by=by, at=at)
    decision.next_at = decision.confirm_due_at
    _confirm_back(decision, by=by, at=at)
    kind = "decision.taken" if choice else "decision.declined"
    facts = decision.with_confirmation
    record(kind, decision, by=by, at=at, case=decision.case, facts=facts)
    return decision


def _confirm_back(decision: Decision, *, by: User | Person, at: datetime) -> None:
    case = decision.case
    figures = figure_lines(decision, language_of(case))
    said = {"decision": decision, "chosen_at": decision.answered_at, "figures": figures}
    text = words_of(case, "decision_confirmed", at, **said)
    decision.confirmation = send_house_words(
        case, wording="decision_confirmed", words=text, by=by, at=at
    )
    decision.save()
    why = "has_chosen" if decision.choice else "said_no"
    alert(case, [decision.asked_by], why=why, by=by, at=at)


def _refuse_ended(decision: Decision) -> None:
    if decision.answered_at:
        said = {"choice": decision.choice or decision.words}
        raise ChosenAlready(_("He has chosen already: “%(choice)s”.") % said)
    if decision.withdrawn_at:
        raise NoLongerAsked(_("This is no longer asked."))


def _refuse_unclear(
    decision: Decision,
    choice: str,
    words: str,
    moment: datetime,
    *,
    by: User | Person,
    at: datetime,
) -> None:
    if isinstance(by, Person):
        if choice not in decision.options and not (words.strip() and not choice):
            raise ChoiceUnclear(_("Choose one of the ways, or write what would suit you."))
    elif not choice or not words.strip() or not decision.asked_at <= moment <= at:
        raise ChoiceUnclear(_("Write down what was chosen, when, and the client’s own words."))


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
    if decision.is_waiting or decision.next_at is None or decision.next_at > at:
        return False
    decision.next_at = None
    decision.save(update_fields=["next_at"])
    case = decision.case
    record("decision.unconfirmed", decision, by=by, at=at, case=case)
    told = [
        user
        for user in (decision.heard_by or decision.asked_by, decision.engagement.principal)
        if user
    ]
    alert(case, told, why="not_confirmed_back", by=by, at=at)
    return True


def _locked(decision: Decision) -> Decision:
    rows = Decision.objects.select_for_update(of=("self",))
    people = ("asked_by", "heard_by", "engagement__principal")
    found: Decision = rows.select_related("case__person", *people).get(pk=decision.pk)
    return found
