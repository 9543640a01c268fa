"""How a promise ends: done in time or late by its stamps, or given back by the client."""

from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from slovo.domain.cases.actions.clocks import keep_promise, withdraw_promise
from slovo.domain.cases.locking import locked
from slovo.domain.cases.models import Message, Promise
from slovo.domain.cases.models.message import Direction, Nature
from slovo.domain.cases.models.promise import Outcome
from slovo.domain.journal.actors import Doer
from slovo.domain.journal.record import record
from slovo.domain.journal.refusal import Refusal
from slovo.domain.promises.standing import refuse_ended
from slovo.domain.staff.rights import refuse_unless_allowed


class NotItsLetter(Refusal):
    """A letter keeps a promise only if it went to that person, in that case, after the promise."""


class WordsMissing(Refusal):
    """Only the client gives a promise back: his words are written down."""


@transaction.atomic
def fulfil_promise(
    promise: Promise,
    *,
    message: Message | None = None,
    proof: str = "",
    by: Doer,
    at: datetime,
) -> Promise:
    """Done: at the stamp of the letter that brought it, else now. Stamps decide kept or broken.

    A letter still on its way keeps the promise when it is delivered.
    """
    refuse_unless_allowed("fulfil_promise", by)
    promise = latest(promise)
    if promise.ended_at and promise.outcome in (Outcome.KEPT, Outcome.BROKEN):
        return promise
    refuse_ended(promise)
    if message is not None:
        _refuse_wrong_letter(promise, message)
    promise.proof = proof.strip()[:500]
    stamp = _stamp_of(message) if message else at
    if stamp is None:
        promise.evidence = message
        promise.save(update_fields=["evidence", "proof"])
        record(
            "promise.sent",
            promise,
            by=by,
            at=at,
            case=promise.case,
            facts=(promise,),
            message=promise.evidence_id,
        )
        return promise
    keep_promise(promise, message=message, done_at=stamp, by=by, at=at)
    return promise


@transaction.atomic
def withdraw_by_client(promise: Promise, *, words: str, by: Doer, at: datetime) -> Promise:
    """He needs it no more, in his own words; it counts neither as kept nor as broken.

    What was late by then stays broken: his words end it, they do not undo the lateness.
    """
    refuse_unless_allowed("withdraw_promise", by)
    promise = latest(promise)
    if promise.ended_at and promise.consent == words.strip()[:500]:
        return promise
    refuse_ended(promise)
    if not words.strip():
        raise WordsMissing(_("Write down how the client gave the promise back, in his words."))
    promise.consent = words.strip()[:500]
    if promise.is_ours and at > promise.due_at:
        promise.outcome, promise.ended_at, promise.next_at = Outcome.BROKEN, at, None
        promise.save()
        record("promise.broken", promise, by=by, at=at, case=promise.case, facts=(promise,))
    else:
        withdraw_promise(promise, by=by, at=at)
    return promise


def latest(promise: Promise) -> Promise:
    """As it is now, its case locked first."""
    case = locked(promise.case)
    fresh = Promise.objects.select_for_update().get(pk=promise.pk)
    fresh.case = case
    return fresh


def _stamp_of(message: Message) -> datetime | None:
    """When it reached whom it was for; None while it is on its way."""
    return message.at if message.direction == Direction.IN else message.delivered_at


def _refuse_wrong_letter(promise: Promise, message: Message) -> None:
    is_ours = message.direction == (Direction.OUT if promise.is_ours else Direction.IN)
    fits = message.case_id == promise.case_id and message.person_id == promise.person_id
    is_word = message.nature == Nature.HUMAN and message.cancelled_at is None
    if not (is_ours and fits and is_word) or message.at < promise.made_at:
        raise NotItsLetter(_("Choose a letter to this person, written after the promise."))
