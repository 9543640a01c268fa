"""A claim in dispute is not sent away: two refusals, or five days without an offer, and the
principal sits down at a table with the client (R086, R106)."""

from datetime import datetime, timedelta
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from slovo.domain.cases.actions.alerting import alert, audience
from slovo.domain.complaints.actions.owning import ComplaintIsClosed
from slovo.domain.complaints.disputes import newest, next_step, table_due
from slovo.domain.complaints.leading import refuse_unless_led
from slovo.domain.complaints.locking import latest
from slovo.domain.complaints.models import (
    Complaint,
    Finding,
    Move,
    MoveKind,
    Negotiation,
    Side,
)
from slovo.domain.complaints.models.finding import Verdict
from slovo.domain.journal.actors import Doer
from slovo.domain.journal.record import record
from slovo.domain.journal.refusal import Refusal
from slovo.domain.staff.models import User, principals
from slovo.domain.standards.actions.rules import cite_rule
from slovo.domain.standards.citing import citable
from slovo.domain.standards.models import Act, RuleVersion
from slovo.lib.moments import minute_of

REFUSALS = 2


class WordsMissing(Refusal):
    """An offer or a refusal without words moves nobody."""


class MadeLater(Refusal):
    """It is written down after it was made."""


class NegotiationHasEnded(Refusal):
    """It is settled; whoever disputes it anew complains anew."""


@transaction.atomic
def note_move(
    complaint: Complaint,
    *,
    kind: str,
    side: str,
    text: str,
    made_at: datetime | None = None,
    rule: RuleVersion | None = None,
    by: User,
    at: datetime,
) -> Negotiation:
    """The first move begins the negotiation. An offer sets it going again; the second refusal
    without one between them is a deadlock at once. The same move said twice is one.

    A refusal of ours cites the rule it is decided by (R090)."""
    complaint = latest(complaint)
    refuse_unless_led("note_move", complaint, by)
    words, made_at = text.strip()[:5_000], made_at or at
    _refuse_untrue(words, made_at, at)
    made_at = at if minute_of(made_at) == minute_of(at) else made_at
    is_our_no = (kind, side) == (MoveKind.REFUSAL, Side.US)
    cited = citable(rule, at) if is_our_no else None
    negotiation = _begun(complaint, at)
    move = Move(kind=MoveKind(kind), side=Side(side), text=words, made_at=made_at, rule=cited)
    _enter(negotiation, move, by=by, at=at)
    return negotiation


@transaction.atomic(savepoint=False)
def dispute_answer(finding: Finding, *, by: Doer, at: datetime) -> None:
    """The client does not accept our answer: what it offered or refused, and his no, are moves."""
    negotiation = _of(finding.complaint, at)
    if negotiation.ended_at:
        negotiation.ended_at = negotiation.agreed = negotiation.deadlocked_at = None
        negotiation.table_by, negotiation.resumed_at = None, at
    is_no = finding.verdict == Verdict.REFUSED
    kind = MoveKind.REFUSAL if is_no else MoveKind.OFFER
    ours = Move(
        kind=kind,
        side=Side.US,
        text=finding.reasons,
        made_at=finding.sent_at or at,
        rule=finding.rule,
    )
    _enter(negotiation, ours, by=by, at=at)
    said_at = finding.answered_at or at
    his = Move(kind=MoveKind.REFUSAL, side=Side.CLIENT, text=finding.words, made_at=said_at)
    _enter(negotiation, his, by=by, at=at)


@transaction.atomic
def climb_negotiation(negotiation: Negotiation, *, by: Doer, at: datetime) -> bool:
    """Five days without an offer: a deadlock. The table not held in time: the principal, once."""
    negotiation = newest(negotiation)
    if negotiation.next_at is None or negotiation.next_at > at:
        return False
    if negotiation.deadlocked_at is None:
        _lock(negotiation, by=by, at=at)
    else:
        negotiation.table_told_at = at
        _tell(negotiation, "table_late", by=by, at=at)
        case = negotiation.complaint.case
        record("negotiation.climbed", negotiation, by=by, at=at, case=case)
    _keep(negotiation)
    return True


def _enter(negotiation: Negotiation, move: Move, *, by: Doer, at: datetime) -> None:
    case = negotiation.complaint.case
    alike = {"kind": move.kind, "side": move.side, "text": move.text}
    minute = minute_of(move.made_at)
    in_it = {"made_at__gte": minute, "made_at__lt": minute + timedelta(minutes=1)}
    if negotiation.moves.filter(**alike, **in_it).exists():
        return
    move.negotiation, move.noted_at = negotiation, at
    move.noted_by = by if isinstance(by, User) else None
    move.save()
    kind, side = str(move.kind), str(move.side)
    facts = (move, negotiation)
    record("move.noted", move, by=by, at=at, case=case, facts=facts, move=kind, side=side)
    if move.rule and isinstance(by, User):  # an answer of ours has cited it already
        about: dict[str, Any] = {"subject": f"move:{move.pk}", "case_id": case.pk}
        cite_rule(move.rule, act=Act.REFUSAL, **about, by=by, at=at)
    if negotiation.refusals >= REFUSALS and negotiation.deadlocked_at is None:
        _lock(negotiation, by=by, at=at)
    _keep(negotiation)


def _begun(complaint: Complaint, at: datetime) -> Negotiation:
    if complaint.closed_at:
        raise ComplaintIsClosed(_("This complaint is closed. Reopen it first."))
    found = _of(complaint, at)
    if found.ended_at:
        raise NegotiationHasEnded(_("The dispute is settled already."))
    return found


def _of(complaint: Complaint, at: datetime) -> Negotiation:
    found, _is_new = Negotiation.objects.select_for_update().get_or_create(
        complaint=complaint, defaults={"begun_at": at}
    )
    found.complaint = complaint
    return found


def _refuse_untrue(words: str, made_at: datetime, at: datetime) -> None:
    if not words:
        raise WordsMissing(_("Write what was offered or refused, and why."))
    if made_at > at:
        raise MadeLater(_("Say when it was said: now, or before."))


def _lock(negotiation: Negotiation, *, by: Doer, at: datetime) -> None:
    negotiation.deadlocked_at = at
    negotiation.table_by = table_due(negotiation.complaint, at)
    case, facts = negotiation.complaint.case, (negotiation,)
    _tell(negotiation, "deadlock", by=by, at=at)
    record("negotiation.deadlocked", negotiation, by=by, at=at, case=case, facts=facts)


def _tell(negotiation: Negotiation, why: str, *, by: Doer, at: datetime) -> None:
    complaint = negotiation.complaint
    leaders = audience(complaint.case, "principal") or principals()
    hearers = [*leaders, *([complaint.owner] if complaint.owner else [])]
    alert(complaint.case, hearers, why=why, by=by, at=at)


def _keep(negotiation: Negotiation) -> None:
    negotiation.next_at = next_step(negotiation)
    negotiation.save()
