"""The complaint behind the addresses of recovery: the complaint owner sees it through."""

from typing import Any

from django.core import signing

from slovo.domain.cases.models import Case
from slovo.domain.complaints.actions.filing import file_complaint
from slovo.domain.complaints.actions.negotiating import note_move
from slovo.domain.complaints.actions.settling import prepare_table
from slovo.domain.complaints.models import LegalLimit
from slovo.domain.staff.models import User
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
        **inquiry_keys(made),
    }
