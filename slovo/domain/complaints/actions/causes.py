"""What he says it was, what it really was, and how we came to know (R058)."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from slovo.domain.complaints.actions.investigated import mark_investigated
from slovo.domain.complaints.actions.recurring import note_recurrences
from slovo.domain.complaints.gaps import inquiry_of
from slovo.domain.complaints.leading import refuse_unless_led
from slovo.domain.complaints.locking import latest
from slovo.domain.complaints.models import Complaint, Inquiry, Why
from slovo.domain.journal.record import record
from slovo.domain.journal.refusal import Refusal
from slovo.domain.mistakes.actions.failing import CauseRetired, note_failure
from slovo.domain.mistakes.models import Branch, Cause
from slovo.domain.staff.models import User

MOST_WHYS = 7


class NotBegun(Refusal):
    """Nobody has said yet what the complaint is about."""


class CauseMissing(Refusal):
    """Both causes are needed, and the real one in words, too."""


class AnsweredAlready(Refusal):
    """The client has read the cause in our answer: it is not changed behind his back."""


class TreeUnclear(Refusal):
    """A chain of whys has no holes and no more links than anybody can follow."""


@transaction.atomic
def find_cause(
    complaint: Complaint,
    *,
    stated_cause: Cause,
    real_cause: Cause,
    real_reason: str,
    by: User,
    at: datetime,
) -> Inquiry:
    """By code, so that it can be counted; the real one is a failure of ours from now on."""
    complaint = latest(complaint)
    refuse_unless_led("investigate_complaint", complaint, by)
    inquiry = _begun(complaint)
    if complaint.decided_at and not complaint.rejected_at:
        raise AnsweredAlready(_("The client has the answer already: the cause stands in it."))
    if not real_reason.strip():
        raise CauseMissing(_("Say in your own words what it really was."))
    sides = (stated_cause.pk, real_cause.pk, real_reason.strip())
    _refuse_retired(complaint, stated_cause, real_cause)
    if (complaint.stated_cause_id, complaint.real_cause_id, complaint.real_reason) != sides:
        complaint.stated_cause, complaint.real_cause = stated_cause, real_cause
        complaint.real_reason, complaint.found_by = real_reason.strip(), by
        complaint.save(update_fields=["stated_cause", "real_cause", "real_reason", "found_by"])
        codes: dict[str, Any] = {"stated": stated_cause.code, "real": real_cause.code}
        facts = (complaint,)
        record("inquiry.found", inquiry, by=by, at=at, case=complaint.case, facts=facts, **codes)
        note_failure(
            complaint.case,
            complaint.person,
            real_cause,
            f"complaint:{complaint.pk}",
            failed_at=complaint.received_at,
            by=by,
            at=at,
        )
        note_recurrences(complaint, real_cause, by=by, at=at)
    mark_investigated(complaint, by=by, at=at)
    return inquiry


def _refuse_retired(complaint: Complaint, stated: Cause, real: Cause) -> None:
    named = ((stated, complaint.stated_cause_id), (real, complaint.real_cause_id))
    for cause, known in named:
        if cause.retired_at and cause.pk != known:
            raise CauseRetired(_("This cause is not on the list any more. Choose another one."))


@transaction.atomic
def draw_tree(
    complaint: Complaint,
    *,
    chain: Sequence[str],
    bones: Mapping[str, Sequence[str]],
    by: User,
    at: datetime,
) -> Inquiry:
    """The whole tree as it is now: whys in a row, and what was found on each branch."""
    complaint = latest(complaint)
    refuse_unless_led("investigate_complaint", complaint, by)
    inquiry = _begun(complaint)
    if unknown := set(bones) - set(Branch.values):
        raise TreeUnclear(_("There is no branch %(name)s.") % {"name": min(unknown)})
    drawn: dict[str, list[str]] = {str(b): _clean(bones.get(b, ())) for b in Branch}
    drawn[""] = _clean(chain)
    if max(map(len, drawn.values())) > MOST_WHYS:
        sentence = _("At most %(most)d in a row: more than that nobody follows.")
        raise TreeUnclear(sentence % {"most": MOST_WHYS})
    rows = [
        Why(complaint=complaint, branch=branch, place=place, text=text)
        for branch, texts in drawn.items()
        for place, text in enumerate(texts)
    ]
    was = {(why.branch, why.place, why.text) for why in complaint.whys.all()}
    if was != {(why.branch, why.place, why.text) for why in rows}:
        complaint.whys.all().delete()
        Why.objects.bulk_create(rows)
        inquiry.drawn_at = at
        inquiry.save(update_fields=["drawn_at"])
        record("inquiry.drawn", inquiry, by=by, at=at, case=complaint.case, whys=len(rows))
    return inquiry


def _clean(texts: Sequence[str]) -> list[str]:
    words = (" ".join(text.split())[:300] for text in texts)
    return [text for text in words if text]


def _begun(complaint: Complaint) -> Inquiry:
    inquiry = inquiry_of(complaint)
    if inquiry is None:
        raise NotBegun(_("Say first what the complaint is about."))
    return inquiry
