"""Within a business day: how grave, how hard, how far it reaches, what must be done at once."""

from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from slovo.domain.complaints.actions.owning import ComplaintIsClosed
from slovo.domain.complaints.dues import set_legal_due
from slovo.domain.complaints.ladder import next_step
from slovo.domain.complaints.leading import refuse_unless_led
from slovo.domain.complaints.limits import limit_for
from slovo.domain.complaints.locking import latest
from slovo.domain.complaints.models import ClientKind, Complaint, Grade, LegalLimit
from slovo.domain.journal.record import record
from slovo.domain.journal.refusal import Refusal
from slovo.domain.mistakes.actions.opening import open_mistake
from slovo.domain.mistakes.models import Cause
from slovo.domain.staff.models import User


class GradeMissing(Refusal):
    """Severity, complexity and impact are each low, medium or high."""


class ActionMissing(Refusal):
    """Where safety is at stake something is done at once: say what."""


class LimitOfOthers(Refusal):
    """This law is for another country, kind of client or branch, or sets no time to answer."""


def refuse_unless_its_owner(complaint: Complaint, by: User, verb: str) -> None:
    """The owner works on it; a principal may, unless it is kept from him."""
    refuse_unless_led(verb, complaint, by)


@transaction.atomic
def assess_complaint(  # noqa: PLR0913 - the five sides of ISO 10002, and what goes with them
    complaint: Complaint,
    *,
    severity: str,
    complexity: str,
    impact: str,
    is_safety: bool = False,
    immediate_action: str = "",
    stated_cause: Cause | None = None,
    opens_mistake: bool = False,
    by: User,
    at: datetime,
) -> Complaint:
    """Again: it is assessed anew, and the first stamp stays. Safety needs an action at once.

    `opens_mistake`: what is ours beyond doubt has its own clock from now on, beside the complaint.
    """
    refuse_unless_its_owner(complaint, by, "assess_complaint")
    complaint = latest(complaint)
    _refuse_closed(complaint)
    grades = (severity, complexity, impact)
    if any(grade not in Grade.values for grade in grades):
        raise GradeMissing(_("Choose how grave, how hard and how far-reaching it is."))
    action = " ".join(immediate_action.split())[:500]
    if is_safety and not action:
        raise ActionMissing(_("Somebody’s safety is at stake: say what is done at once."))
    complaint.severity, complaint.complexity, complaint.impact = grades
    complaint.is_safety, complaint.immediate_action = is_safety, action
    complaint.stated_cause = stated_cause or complaint.stated_cause
    complaint.assessed_at = complaint.assessed_at or at
    complaint.assessed_by = by
    complaint.next_at = next_step(complaint)
    complaint.save()
    facts, case = (complaint,), complaint.case
    refs = {"severity": severity, "complexity": complexity, "impact": impact}
    said = {**refs, "is_safety": is_safety}
    record("complaint.assessed", complaint, by=by, at=at, case=case, facts=facts, said=said)
    if opens_mistake:
        words = action or complaint.stated
        open_mistake(case, text=words, is_found_by_client=True, by=by, at=at)
    return complaint


@transaction.atomic
def apply_limit(
    complaint: Complaint,
    *,
    country: str,
    client_kind: str,
    branch: str = "",
    limit: LegalLimit | None = None,
    by: User,
    at: datetime,
) -> Complaint:
    """Which law holds for him: the one named, else the one of country, kind and branch.

    Our own limit stays where it is: only the law's may come before it, and the plan with it.
    """
    refuse_unless_its_owner(complaint, by, "assess_complaint")
    complaint = latest(complaint)
    _refuse_closed(complaint)
    if client_kind not in ClientKind.values:
        raise LimitOfOthers(_("Choose one of the kinds of client in the list."))
    country = country.strip().upper()[:2]
    if limit is not None and not _is_his(limit, country, client_kind, branch):
        raise LimitOfOthers(_("This law is not for this client, or sets no time to answer."))
    complaint.country, complaint.client_kind, complaint.branch = country, client_kind, branch
    complaint.legal_limit = limit or limit_for(country, client_kind, branch)
    set_legal_due(complaint)
    complaint.next_at = next_step(complaint)
    complaint.save()
    facts, law = (complaint,), complaint.legal_limit_id
    record("complaint.limited", complaint, by=by, at=at, case=complaint.case, facts=facts, law=law)
    return complaint


def _is_his(limit: LegalLimit, country: str, client_kind: str, branch: str) -> bool:
    of_him = (limit.country, limit.client_kind) == (country, client_kind)
    return of_him and limit.branch in ("", branch) and limit.amount is not None


def _refuse_closed(complaint: Complaint) -> None:
    if complaint.closed_at:
        raise ComplaintIsClosed(_("This complaint is closed. Reopen it first."))
