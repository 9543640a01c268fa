"""At the table: the sheet is written beforehand; the end is an agreement, or a dated next round."""

from collections.abc import Sequence
from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from slovo.domain.complaints.actions.negotiating import (
    NegotiationHasEnded,
    WordsMissing,
)
from slovo.domain.complaints.disputes import newest, next_step, table_due
from slovo.domain.complaints.leading import refuse_unless_led
from slovo.domain.complaints.models import Complaint, Negotiation
from slovo.domain.journal.actors import Doer
from slovo.domain.journal.record import record
from slovo.domain.journal.refusal import Refusal
from slovo.domain.staff.models import User
from slovo.domain.talks.actions.agreeing import Line, agree_after_talk
from slovo.domain.talks.models import AgreedList
from slovo.lib.moments import minute_of


class SheetMissing(Refusal):
    """Scope, contract, relationship and what we do not give away are written down first."""


class SatBeforeTheSheet(Refusal):
    """The sitting took place after the sheet was written, and before it is written down."""


class RoundHasPassed(Refusal):
    """The next round lies ahead."""


class WaitsForTheClient(Refusal):
    """What was agreed lies with the client; his answer comes first."""


@transaction.atomic
def prepare_table(
    negotiation: Negotiation,
    *,
    scope: str,
    contract: str,
    relationship: str,
    bounds: str,
    by: User,
    at: datetime,
) -> Negotiation:
    """The three inputs and the bounds, before the table; written anew as often as it takes."""
    refuse_unless_led("prepare_table", negotiation.complaint, by)
    negotiation = _open(negotiation)
    words = [part.strip() for part in (scope, contract, relationship, bounds)]
    if not all(words):
        raise SheetMissing(_("Fill in all four: each is looked at before anybody sits down."))
    before = [negotiation.scope, negotiation.contract, negotiation.relationship, negotiation.bounds]
    if words == before:
        return negotiation
    negotiation.scope, negotiation.contract, negotiation.relationship, negotiation.bounds = words
    negotiation.prepared_by = by
    negotiation.prepared_at = negotiation.prepared_at or at
    _record("negotiation.prepared", negotiation, by=by, at=at)
    return negotiation


@transaction.atomic
def agree_at_table(
    negotiation: Negotiation,
    *,
    held_at: datetime,
    outcome: str,
    lines: Sequence[Line],
    by: User,
    at: datetime,
) -> Negotiation:
    """The duties of both sides go to the client as a list; his yes makes them promises and ends
    the dispute, his no leads back to the table."""
    refuse_unless_led("hold_table", negotiation.complaint, by)
    negotiation = _sat(negotiation, held_at, outcome, at)
    case = negotiation.complaint.case
    talk = agree_after_talk(case, held_at=held_at, lines=lines, by=by, at=at)
    negotiation.agreed = talk.lists.order_by("-pk").first()
    _record("negotiation.agreed", negotiation, by=by, at=at)
    return negotiation


@transaction.atomic
def set_next_round(
    negotiation: Negotiation,
    *,
    held_at: datetime,
    outcome: str,
    round_at: datetime,
    by: User,
    at: datetime,
) -> Negotiation:
    """Nothing was settled yet: the next sitting has its date before this one ends."""
    refuse_unless_led("hold_table", negotiation.complaint, by)
    if round_at <= at:
        raise RoundHasPassed(_("The next round lies ahead: choose a later date."))
    negotiation = _sat(negotiation, held_at, outcome, at)
    negotiation.table_by, negotiation.table_told_at = round_at, None
    negotiation.deadlocked_at = negotiation.deadlocked_at or at
    _record("negotiation.adjourned", negotiation, by=by, at=at)
    return negotiation


@transaction.atomic
def settle_negotiation(
    negotiation: Negotiation, *, outcome: str, by: User, at: datetime
) -> Negotiation:
    """The client took an offer, or dropped the matter: in his words."""
    refuse_unless_led("hold_table", negotiation.complaint, by)
    negotiation = _open(negotiation)
    if not outcome.strip():
        raise WordsMissing(_("Write how it was settled, in the client’s words."))
    negotiation.outcome = outcome.strip()
    _end(negotiation, by=by, at=at)
    return negotiation


@transaction.atomic(savepoint=False)
def hear_of_acceptance(complaint: Complaint, *, by: Doer, at: datetime) -> None:
    """The client accepts our answer after all: there is nothing left to dispute."""
    if found := Negotiation.objects.open().filter(complaint=complaint).first():
        found.complaint = complaint
        _end(newest(found), by=by, at=at)


@transaction.atomic(savepoint=False)
def hear_of_agreement(agreed: AgreedList, *, is_yes: bool, by: Doer, at: datetime) -> None:
    """The client answered the list of the table: yes ends the dispute, no reopens the table."""
    open_ones = Negotiation.objects.open().select_related("complaint__case")
    if not (negotiation := open_ones.filter(agreed__talk=agreed.talk_id).first()):
        return
    negotiation = newest(negotiation)
    if is_yes:
        _end(negotiation, by=by, at=at)
        return
    negotiation.agreed, negotiation.table_told_at = None, None
    negotiation.table_by = table_due(negotiation.complaint, at)
    negotiation.deadlocked_at = negotiation.deadlocked_at or at
    _record("negotiation.declined", negotiation, by=by, at=at)


def _open(negotiation: Negotiation) -> Negotiation:
    fresh = newest(negotiation)
    if fresh.ended_at:
        raise NegotiationHasEnded(_("The dispute is settled already."))
    if fresh.agreed_id:
        raise WaitsForTheClient(_("The client has the agreed list and has not answered yet."))
    return fresh


def _sat(negotiation: Negotiation, held_at: datetime, outcome: str, at: datetime) -> Negotiation:
    fresh = _open(negotiation)
    if fresh.prepared_at is None:
        raise SheetMissing(_("Write the sheet first: scope, contract, relationship and bounds."))
    if not minute_of(fresh.prepared_at) <= held_at <= at:
        raise SatBeforeTheSheet(_("Say when you sat together: after the sheet was written."))
    if not outcome.strip():
        raise WordsMissing(_("Write how the sitting ended."))
    fresh.held_at, fresh.outcome = held_at, outcome.strip()
    return fresh


def _end(negotiation: Negotiation, *, by: Doer, at: datetime) -> None:
    """What was settled with him he accepts."""
    complaint = negotiation.complaint
    if complaint.accepted_at is None:
        complaint.accepted_at = at
        complaint.save(update_fields=["accepted_at"])
        facts = (complaint,)
        record("complaint.settled", complaint, by=by, at=at, case=complaint.case, facts=facts)
    negotiation.ended_at = at
    _record("negotiation.settled", negotiation, by=by, at=at)


def _record(kind: str, negotiation: Negotiation, *, by: Doer, at: datetime) -> None:
    negotiation.next_at = next_step(negotiation)
    negotiation.save()
    case = negotiation.complaint.case
    record(kind, negotiation, by=by, at=at, case=case, facts=(negotiation,))
