"""Complaints as plain dictionaries, for the API. Times are UTC, `Z`."""

from typing import Any

from slovo.domain.complaints.models import Complaint, LegalLimit
from slovo.lib.moments import instant

STAMPS = (
    "received_at filed_at acknowledged_at assessed_at investigated_at responded_at decided_at"
    " accepted_at rejected_at corrected_at verified_at closed_at resolved_at_once_at referred_at"
).split()
DUES = "assess_by progress_at plan_at own_limit_at legal_limit_at limit_at".split()
WORDS = (
    "stated remedy_sought representative medium country client_kind branch severity complexity"
    " impact immediate_action real_reason lesson external_body external_outcome"
).split()


def complaint_as_dict(complaint: Complaint) -> dict[str, Any]:
    """`limit_at` is the earlier of our own limit and the law's; `owner` has an `outside` address
    when nobody inside may own it."""
    owner = complaint.owner
    return {
        "ref": complaint.ref,
        "number": complaint.number,
        "case": complaint.case.ref,
        "about": complaint.about.ref if complaint.about else None,
        "person": complaint.person_id,
        "organisation": complaint.organisation_id,
        "owner": complaint.owner_name or None,
        "owner_email": owner.email if owner else complaint.outside_owner_address or None,
        "is_outside": owner is None and bool(complaint.outside_owner_address),
        "against": [user.email for user in complaint.against.order_by("email")],
        "received_by": complaint.received_by.full_name if complaint.received_by else None,
        "problem_on": complaint.problem_on,
        "is_repeated": complaint.is_repeated,
        "is_safety": complaint.is_safety,
        "stated_cause": complaint.stated_cause.code if complaint.stated_cause else None,
        "real_cause": complaint.real_cause.code if complaint.real_cause else None,
        "legal_limit": complaint.legal_limit_id,
        **{name: getattr(complaint, name) or None for name in WORDS},
        **{name: instant(getattr(complaint, name)) for name in (*STAMPS, *DUES)},
    }


def limit_as_dict(limit: LegalLimit) -> dict[str, Any]:
    """`amount` null: the law names no number. `confidence`: read, likely or unsure."""
    names = (
        "country client_kind branch text amount unit binds_answer external_body source confidence"
    ).split()
    return {
        "id": limit.pk,
        **{name: getattr(limit, name) for name in names},
        "checked_on": limit.checked_on.isoformat() if limit.checked_on else None,
        "checked_by": limit.checked_by.full_name if limit.checked_by else None,
        "is_retired": limit.retired_at is not None,
    }
