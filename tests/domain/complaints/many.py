"""Many more like one answered complaint, written down at once: verbs for each would take long."""

from collections.abc import Sequence
from datetime import datetime

from slovo.domain.cases.models import Case
from slovo.domain.complaints.models import Complaint, Finding, FollowUp
from slovo.domain.complaints.models.followup import SAID
from slovo.domain.mistakes.models import Cause


def many_answered(
    like: Finding, results: Sequence[str], at: datetime, *, real: Cause | None = None
) -> None:
    """One for each result of its follow-up; `real` is their real cause, else that of `like`."""
    for result in results:
        complaint = _copy(like.complaint, real)
        finding = Finding.objects.get(pk=like.pk)
        finding.pk, finding.complaint, finding.case = None, complaint, complaint.case
        finding.save(force_insert=True)
        FollowUp.objects.create(
            complaint=complaint,
            finding=finding,
            due_at=at,
            result=result,
            said_at=at if result in SAID else None,
            ended_at=at,
        )


def _copy(like: Complaint, real: Cause | None) -> Complaint:
    case = Case.objects.get(pk=like.case_id)
    number = Case.objects.order_by("-number").values_list("number", flat=True)[0] + 1
    case.pk, case.number = None, number
    case.save(force_insert=True)
    complaint = Complaint.objects.get(pk=like.pk)
    complaint.pk, complaint.number, complaint.case = None, 1000 + number, case
    complaint.real_cause = real or complaint.real_cause
    complaint.save(force_insert=True)
    return complaint
