"""The class the client counts on: said in plain words at the start, confirmed by him (R036)."""

from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from slovo.domain.billing.models import Expectation
from slovo.domain.cases.actions.beginning import matter_of
from slovo.domain.clients.models import Person
from slovo.domain.delivery.actions.asking import (
    confirm_back,
    put_question,
    take_answer,
    take_back,
)
from slovo.domain.delivery.models import Answer
from slovo.domain.engagements.models import Engagement
from slovo.domain.journal.record import record
from slovo.domain.journal.refusal import Refusal
from slovo.domain.staff.models import User
from slovo.domain.staff.rights import refuse_unless_allowed


class ExpectationMissing(Refusal):
    """What he counts on is said in words."""


class HisWordsMissing(Refusal):
    """A no without words leaves us guessing what he counts on."""


@transaction.atomic
def state_expectation(engagement: Engagement, *, text: str, by: User, at: datetime) -> Expectation:
    """Ask him to confirm it. What was asked before and not answered is taken back."""
    refuse_unless_allowed("state_expectation", by)
    words = text.strip()
    if not words:
        raise ExpectationMissing(_("Write in plain words what the client can count on."))
    minutes = engagement.service_class.answer_minutes
    waiting: list[Expectation] = list(
        Expectation.objects.waiting().filter(engagement=engagement).order_by("pk")
    )
    for older in waiting:
        if (older.text, older.answer_minutes) == (words, minutes):
            return older
        take_back(older, at=at)
        record("expectation.withdrawn", older, by=by, at=at, case=older.case, facts=(older,))
    made: Expectation = Expectation.objects.create(
        engagement=engagement,
        case=matter_of(engagement, by=by, at=at),
        text=words,
        answer_minutes=minutes,
        asked_by=by,
        asked_at=at,
    )
    put_question(made, wording="expectation", by=by, at=at)
    record("expectation.stated", made, by=by, at=at, case=made.case, facts=made.with_letter)
    return made


@transaction.atomic
def answer_expectation(
    expectation: Expectation,
    *,
    answer: str,
    words: str = "",
    said_at: datetime | None = None,
    by: User | Person,
    at: datetime,
) -> Expectation:
    """Yes: by this we are measured. No: his words say what he counted on instead."""
    refuse_unless_allowed("state_expectation", by)
    if answer == Answer.NO and not words.strip():
        raise HisWordsMissing(_("Say what you count on instead, in a few words."))
    rows = Expectation.objects.select_for_update(of=("self",))
    found: Expectation = rows.select_related("case__person", "engagement", "asked_by").get(
        pk=expectation.pk
    )
    if take_answer(found, answer=answer, words=words, said_at=said_at or at, by=by, at=at):
        confirm_back(found, wording="expectation_confirmed", by=by, at=at)
        kind = "expectation.confirmed" if answer == Answer.YES else "expectation.corrected"
        record(kind, found, by=by, at=at, case=found.case, facts=found.with_confirmation)
    return found
