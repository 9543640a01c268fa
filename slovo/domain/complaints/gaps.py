"""What a complaint still lacks before it may be answered, or closed: a sentence each."""

from collections.abc import Iterator

from django.utils.translation import gettext as _

from slovo.domain.complaints.disputes import is_in_dispute
from slovo.domain.complaints.models import Complaint, Finding, FollowUp, Inquiry
from slovo.domain.complaints.models.finding import Verdict
from slovo.lib.prepared import PreparedModels


def inquiry_of(complaint: Complaint) -> Inquiry | None:
    return next(iter(_INQUIRY(complaint=complaint.pk)), None)


_INQUIRY = PreparedModels(
    Inquiry, lambda complaint: Inquiry.objects.filter(complaint=complaint).order_by()
)


def differs(complaint: Complaint) -> bool | None:
    """What he said and what it was lie in different branches; None while not both are known."""
    if complaint.stated_cause is None or complaint.real_cause is None:
        return None
    return complaint.stated_cause.branch != complaint.real_cause.branch


def before_answer(complaint: Complaint) -> list[str]:
    """Empty: it may be answered (R058, R059)."""
    return list(_before_answer(complaint))


def _before_answer(complaint: Complaint) -> Iterator[str]:
    inquiry = inquiry_of(complaint)
    if inquiry is None:
        yield _("Say what the complaint is about: that lays out which proofs to look for.")
        return
    open_ones = [str(one) for one in complaint.evidence.filter(state="")]
    if open_ones:
        sentence = _("Not looked at yet: %(names)s. Each is seen, or none exists.")
        yield sentence % {"names": ", ".join(open_ones)}
    if complaint.stated_cause_id is None:
        yield _("Name the cause as the client sees it.")
    if complaint.real_cause_id is None or not complaint.real_reason.strip():
        yield _("Name the real cause.")


def last_finding(complaint: Complaint) -> Finding | None:
    """The answer that stands now; none while it is open again."""
    if complaint.decided_at is None:
        return None
    for found in _FINDING(complaint=complaint.pk):
        found.complaint = complaint
        return found
    return None


_FINDING = PreparedModels(
    Finding,
    lambda complaint: Finding.objects.filter(complaint=complaint, withdrawn_at=None).order_by(
        "-pk"
    )[:1],
)


def last_follow_up(complaint: Complaint) -> FollowUp | None:
    for found in _FOLLOW_UP(complaint=complaint.pk):
        found.complaint = complaint
        return found
    return None


_FOLLOW_UP = PreparedModels(
    FollowUp,
    lambda complaint: FollowUp.objects.filter(complaint=complaint, withdrawn_at=None).order_by(
        "-pk"
    )[:1],
)


def before_closing(complaint: Complaint) -> list[str]:
    """Empty: it may be closed (R056)."""
    return list(_before_closing(complaint))


def _before_closing(complaint: Complaint) -> Iterator[str]:
    finding = last_finding(complaint)
    if finding is None and complaint.resolved_at_once_at and complaint.accepted_at:
        yield from _before_answer(complaint)  # settled in the first talk; its cause is still owed
    elif finding is None:
        yield _("The client has no answer yet.")
    else:
        yield from _with_answer(complaint, finding)
    if not (complaint.rejected_at or complaint.referred_at) and is_in_dispute(complaint):
        yield _("It is in dispute. Settle it with the client first.")
    if not complaint.lesson.strip():
        yield _("Write down what we learn from it.")
    yield from _prevention(complaint)


def _with_answer(complaint: Complaint, finding: Finding) -> Iterator[str]:
    if finding.remedies and complaint.corrected_at is None:
        yield _("Say that the client has got what the answer names.")
    if complaint.accepted_at:
        return
    follow_up = last_follow_up(complaint)
    if complaint.rejected_at and complaint.referred_at is None:
        yield _("The client does not accept the answer. Agree with him, or refer it outside.")
    elif complaint.referred_at is None and (follow_up is None or not follow_up.ended_at):
        is_refused = finding.verdict == Verdict.REFUSED
        yield (
            _("“Refused” alone closes nothing: the client has not said a word to it yet.")
            if is_refused
            else _("The client has not said yet whether the answer helped.")
        )


def _prevention(complaint: Complaint) -> Iterator[str]:
    if complaint.measures.standing().exists():
        return
    waiver = getattr(complaint, "waiver", None)
    if waiver is None or waiver.declined_at:
        yield _("Take a measure with an owner and a date, or say why none is taken.")
    elif waiver.approved_at is None:
        yield _("A principal has not agreed yet that no measure is taken.")
