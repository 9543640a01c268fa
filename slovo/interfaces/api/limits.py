"""By when laws want an answer, and what we promise to whoever complains."""

from datetime import date
from typing import Any

from django.http import Http404, HttpRequest
from ninja import Router, Schema, Status
from pydantic import Field

from slovo.domain.complaints.actions.terms import change_terms, save_limit
from slovo.domain.complaints.models import LegalLimit
from slovo.domain.complaints.shapes import limit_as_dict
from slovo.domain.staff.rights import refuse_unless_allowed
from slovo.interfaces.api.bearer import asker
from slovo.lib import clock

router = Router()


class LimitGiven(Schema):
    country: str
    client_kind: str
    branch: str = ""
    text: str = Field(max_length=300)
    amount: int | None = None
    unit: str = "days"
    binds_answer: bool = True
    external_body: str = Field("", max_length=200)
    source: str = Field(max_length=200)
    confidence: str = "unsure"
    checked_on: date | None = None
    is_retired: bool = False


class TermsGiven(Schema):
    own_days: int
    progress_days: int
    branch: str = ""
    outside_name: str = ""
    outside_address: str = ""


@router.get("/legal-limits", summary="By when laws want an answer", response=list[dict[str, Any]])
def list_limits(request: HttpRequest) -> list[dict[str, Any]]:
    refuse_unless_allowed("see_cases", asker(request))
    known = LegalLimit.objects.select_related("checked_by").order_by("country", "client_kind", "pk")
    return [limit_as_dict(limit) for limit in known]


@router.post("/legal-limits", summary="Write down a law", response={201: dict})
def add_limit(request: HttpRequest, new: LimitGiven) -> Status[dict[str, Any]]:
    made = save_limit(None, **new.dict(), by=asker(request), at=clock.now())
    return Status(201, limit_as_dict(made))


@router.put("/legal-limits/{limit_id}", summary="Write down a law anew", response=dict)
def put_limit(request: HttpRequest, limit_id: int, new: LimitGiven) -> dict[str, Any]:
    by = asker(request)
    refuse_unless_allowed("save_limits", by)
    known = LegalLimit.objects.filter(pk=limit_id).first()
    if known is None:
        raise Http404
    return limit_as_dict(save_limit(known, **new.dict(), by=by, at=clock.now()))


@router.put("/complaint-terms", summary="What we promise to whoever complains", response=dict)
def put_terms(request: HttpRequest, new: TermsGiven) -> dict[str, Any]:
    change_terms(**new.dict(), by=asker(request), at=clock.now())
    return new.dict()
