"""The complaint behind the addresses of recovery: the complaint owner sees it through."""

from datetime import date
from typing import Any

from django.core import signing

from slovo.domain.cases.models import Case
from slovo.domain.complaints.actions.filing import file_complaint
from slovo.domain.complaints.actions.negotiating import note_move
from slovo.domain.complaints.actions.reviewing import Decided, open_review, sign_review
from slovo.domain.complaints.actions.settling import prepare_table
from slovo.domain.complaints.models import Complaint, LegalLimit
from slovo.domain.staff.models import User, principals
from tests.house.rights_inquiry import inquiry_keys
from tests.make import MORNING

SHEET = ("scope", "contract", "relationship", "bounds")


def complaint_keys(case: Case, by: User) -> dict[str, Any]:
    made = file_complaint(case.person, stated="Late again", about=case, by=by, at=MORNING)
    offered = note_move(made, kind="offer", side="us", text="A discount", by=by, at=MORNING)
    prepare_table(offered, **dict.fromkeys(SHEET, "Looked at"), by=by, at=MORNING)
    law = LegalLimit.objects.latest("pk")
    sealed = signing.dumps(made.number, salt="complaint")
    return {
        "complaint_number": made.number,
        "sealed_complaint": sealed,
        "settings-limit": law.pk,
        "limit_id": law.pk,
        **_review_keys(made),
        **inquiry_keys(made),
    }


def _review_keys(complaint: Complaint) -> dict[str, Any]:
    """Signed by the principal; what it decided is the complaint owner's."""
    principal, owner = principals()[0], complaint.owner
    assert owner is not None
    review = open_review(date(2026, 10, 1), by=principal, at=MORNING)
    decided = [Decided("Ask twice", owner, date(2027, 4, 1))]
    said = {"conclusions": "We ask twice.", "decisions": decided}
    signed = sign_review(review, **said, by=principal, at=MORNING)
    return {"quarter": signed.key, "resolution_id": signed.resolutions.get().pk}
