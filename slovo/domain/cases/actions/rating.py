from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from slovo.domain.cases.actions.clocks import (
    darkness,
    due_by_rule,
    move_clock,
    start_clock,
    withdraw_promise,
)
from slovo.domain.cases.locking import locked
from slovo.domain.cases.models import Case
from slovo.domain.cases.models.case import State
from slovo.domain.cases.models.promise import Kind
from slovo.domain.cases.search.entering import enter_head
from slovo.domain.clients.models import Organisation, Person
from slovo.domain.journal.actors import Doer
from slovo.domain.journal.record import record
from slovo.domain.journal.refusal import Refusal
from slovo.domain.staff.rights import refuse_unless_allowed
from slovo.domain.standards.models import Pace


class ClientsSeverityLowered(Refusal):
    """How grave it is for the client, only he can take back (R025)."""


class LoweredWithoutReason(Refusal):
    """What was found urgent is made less so only by a person, who says why (R015)."""


class SubjectMissing(Refusal):
    """A case needs a subject."""


@transaction.atomic
def rate_case(
    case: Case,
    *,
    severity_ours: int | None = None,
    severity_client: int | None = None,
    reason: str = "",
    by: Doer,
    at: datetime,
) -> None:
    """Two severities; the higher sets how often we speak, and the clocks follow at once."""
    refuse_unless_allowed("rate_case", by)
    case = locked(case)
    is_client = by.as_actor().kind == "person"
    if severity_client is not None:
        if severity_client < case.severity_client and not is_client:
            raise ClientsSeverityLowered(
                _("Only the client can say that it is less grave for him.")
            )
        case.severity_client = severity_client
    if severity_ours is not None:
        _refuse_silent_lowering(case, severity_ours, reason, by)
        case.severity_ours = severity_ours
    case.pace = max(case.severity_client, case.severity_ours)
    _watch_silence(case, by=by, at=at)
    recompute_clocks(case, by=by, at=at)
    record(
        "case.rated",
        case,
        by=by,
        at=at,
        case=case,
        facts=(case,),
        ours=int(case.severity_ours),
        client=int(case.severity_client),
        reason=reason,
    )


def _refuse_silent_lowering(case: Case, severity: int, reason: str, by: Doer) -> None:
    if case.severity_ours < Pace.HIGH or severity >= case.severity_ours:
        return
    if not reason.strip() or by.as_actor().kind == "house":
        raise LoweredWithoutReason(_("Say why it is less grave than it was."))


def _watch_silence(case: Case, *, by: Doer, at: datetime) -> None:
    """A graver case is spoken to more often than the word that was told: watch it from now on."""
    told = case.promises.open().filter(kind=Kind.NEXT_WORD, person=case.person_id).first()
    limit = case.service_class.silence_due(at, case.pace)
    if told and case.state == State.ON_US and limit < told.due_at:
        start_clock(case, Kind.SILENCE, due_at=limit, origin=told.origin, by=by, at=at)


@transaction.atomic(savepoint=False)
def recompute_clocks(case: Case, *, by: Doer, at: datetime) -> None:
    """From the truth as it is now; what the client was told never moves later (law 4)."""
    for promise in case.promises.open().filter(source="rule"):
        due_at = due_by_rule(case, promise)
        if due_at:
            move_clock(promise, due_at=due_at, by=by, at=at)
        if promise.kind == Kind.FIRST_ANSWER:
            case.first_answer_due_at = promise.due_at
            case.next_word_at = promise.due_at
    case.dark_at = darkness(case)
    case.changed_at = at
    case.save()


@transaction.atomic
def rename_case(case: Case, *, subject: str, by: Doer, at: datetime) -> None:
    refuse_unless_allowed("rename_case", by)
    if not subject.strip():
        raise SubjectMissing(_("A case needs a subject."))
    case = locked(case)
    case.subject = subject.strip()[:300]
    case.changed_at = at
    case.save(update_fields=["subject", "changed_at"])
    enter_head(case)
    record("case.renamed", case, by=by, at=at, case=case, facts=(case,))


@transaction.atomic
def confirm_person(
    case: Case,
    *,
    person: Person,
    organisation: Organisation | None,
    by: Doer,
    at: datetime,
) -> None:
    """Say whose case it is; a letter's sender never becomes the client by himself."""
    refuse_unless_allowed("confirm_person", by)
    case = locked(case)
    before = case.person_id
    case.person, case.organisation = person, organisation
    case.changed_at = at
    case.save(update_fields=["person", "organisation", "changed_at"])
    enter_head(case)
    if person.pk != before:
        _pass_clocks(case, before, person, by=by, at=at)
    record("case.person_confirmed", case, by=by, at=at, case=case, facts=(case,), person=person.pk)


def _pass_clocks(case: Case, before: int, person: Person, *, by: Doer, at: datetime) -> None:
    """What was owed to one is owed to the other; of two clocks of a kind the earlier runs on."""
    owed = {promise.kind: promise for promise in case.promises.open().filter(person=person)}
    for promise in case.promises.open().filter(person_id=before).order_by("pk"):
        twin = owed.get(promise.kind)
        later = max((promise, twin), key=lambda one: one.due_at) if twin else None
        if later:
            withdraw_promise(later, by=by, at=at)
        if later != promise:
            promise.person = person
            promise.save(update_fields=["person"])
