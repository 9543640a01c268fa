"""Quarterly reviews as plain dictionaries, for the API. Times are UTC, `Z`."""

from typing import Any

from slovo.domain.complaints.models import QuarterReview, Resolution
from slovo.lib.moments import instant


def review_as_dict(review: QuarterReview) -> dict[str, Any]:
    """`numbers` and `rows` as they were when it was opened; `rows` are keys, the first of each."""
    signer = review.signed_by
    return {
        "quarter": review.key,
        "opened_at": instant(review.opened_at),
        "due_at": instant(review.due_at),
        "numbers": review.numbers,
        "rows": review.rows,
        "conclusions": review.conclusions or None,
        "signed_at": instant(review.signed_at),
        "signed_by": signer.full_name if signer else None,
        "resolutions": [
            resolution_as_dict(each)
            for each in review.resolutions.select_related("owner").order_by("due_at", "pk")
        ],
        "addenda": [
            {"text": each.text, "by": each.by.full_name, "at": instant(each.at)}
            for each in review.addenda.select_related("by").order_by("at", "pk")
        ],
    }


def resolution_as_dict(resolution: Resolution) -> dict[str, Any]:
    return {
        "id": resolution.pk,
        "text": resolution.text,
        "owner": resolution.owner.full_name,
        "due_at": instant(resolution.due_at),
        "done_at": instant(resolution.done_at),
        "outcome": resolution.outcome or None,
    }
