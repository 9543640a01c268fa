"""Complaints: taken in, owned, assessed, told how they stand, referred outside."""

from datetime import date
from typing import Any

from django.http import Http404, HttpRequest
from django.utils.translation import gettext as _
from ninja import Router, Schema, Status
from pydantic import AwareDatetime, Field

from slovo.domain.billing.importing import LARGEST
from slovo.domain.cases.models import Case, Message
from slovo.domain.complaints.actions.assessing import (
    GradeMissing,
    LimitOfOthers,
    apply_limit,
    assess_complaint,
)
from slovo.domain.complaints.actions.at_once import resolve_at_once
from slovo.domain.complaints.actions.filing import AnothersMatter, file_complaint
from slovo.domain.complaints.actions.importing import import_complaints
from slovo.domain.complaints.actions.owning import name_owner, shut_outside_link
from slovo.domain.complaints.actions.progressing import tell_progress
from slovo.domain.complaints.actions.redirecting import redirect_complaint
from slovo.domain.complaints.actions.referring import refer_outside, settle_outside
from slovo.domain.complaints.models import Complaint, LegalLimit, Medium
from slovo.domain.complaints.shapes import complaint_as_dict
from slovo.domain.mistakes.models import Cause
from slovo.domain.staff.models import User
from slovo.domain.staff.rights import refuse_unless_allowed
from slovo.interfaces.api.bearer import asker
from slovo.interfaces.api.loading import colleague, load_case
from slovo.lib import clock

router = Router()
SIZE = 50
ONE = "/complaints/{complaint_number}"
RELATED = (
    "case__person",
    "case__service_class__calendar",
    "about",
    "owner",
    "received_by",
    "stated_cause",
    "real_cause",
    "legal_limit",
)


class NewComplaint(Schema):
    """`letter`: the number of his letter in this case; its words stand where `stated` is empty.

    `against` and `owner` are mail addresses of colleagues; `against` null: whoever works on it.
    """

    stated: str = Field("", max_length=20_000)
    letter: int | None = None
    medium: Medium | None = None
    remedy_sought: str = Field("", max_length=500)
    representative: str = Field("", max_length=300)
    problem_on: date | None = None
    is_repeated: bool = False
    against: list[str] | None = None
    owner: str | None = None
    received_at: AwareDatetime | None = None


class NewComplaintOwner(Schema):
    """A colleague's mail address, or name and address of a person outside; why, if it changes."""

    owner: str | None = None
    outside_name: str = Field("", max_length=120)
    outside_address: str = Field("", max_length=254)
    reason: str = Field("", max_length=500)


class Assessment(Schema):
    """Each grade is low, medium or high; `stated_cause` is the code of a cause."""

    severity: str
    complexity: str
    impact: str
    is_safety: bool = False
    immediate_action: str = Field("", max_length=500)
    stated_cause: str | None = None
    opens_mistake: bool = False


class ComplaintTopic(Schema):
    """`about`: a case of the same client, or null; `against`: mail addresses of colleagues.

    `against` null: whoever works on that case.
    """

    about: str | None = None
    against: list[str] | None = None


class Law(Schema):
    """`limit`: the number of a legal limit; null: the one of country, kind and branch."""

    country: str = Field(min_length=2, max_length=2)
    client_kind: str
    branch: str = Field("", max_length=20)
    limit: int | None = None


class ComplaintTable(Schema):
    """A table as text (CSV): client's email, received, complaint; closed, wish, cause, owner."""

    text: str = Field(max_length=LARGEST)


class Progress(Schema):
    text: str = Field("", max_length=5000)


class Body(Schema):
    external_body: str = Field(max_length=200)


class ReferralOutcome(Schema):
    outcome: str = Field(max_length=500)


@router.get("/complaints", summary="List complaints, the newest first", response=dict)
def list_complaints(request: HttpRequest, after: int = 0, only_open: bool = True) -> dict[str, Any]:  # noqa: FBT001, FBT002 - a filter of the path
    """Fifty at a time; `next` is `after` of the page that follows."""
    refuse_unless_allowed("see_cases", asker(request))
    found = Complaint.objects.visible_to(asker(request)).select_related(*RELATED)
    found = found.open() if only_open else found
    found = found.filter(number__lt=after) if after else found
    rows = list(found.prefetch_related("against").order_by("-number")[: SIZE + 1])
    following = rows[SIZE - 1].number if len(rows) > SIZE else None
    return {"items": [complaint_as_dict(one) for one in rows[:SIZE]], "next": following}


@router.post("/complaints/import", summary="Take in past complaints", response=dict)
def take_in_complaints(request: HttpRequest, table: ComplaintTable) -> dict[str, int]:
    """All of the table or nothing; what is known already is left as it is."""
    count = import_complaints(table.text.encode(), by=asker(request), at=clock.now())
    return {"taken_in": count}


@router.get(ONE, summary="One complaint", response=dict)
def show_complaint(request: HttpRequest, complaint_number: int) -> dict[str, Any]:
    return complaint_as_dict(load_complaint(request, complaint_number))


@router.post("/cases/{ref}/complaints", summary="Record a complaint", response={201: dict})
def add_complaint(request: HttpRequest, ref: str, new: NewComplaint) -> Status[dict[str, Any]]:
    """When it is kept from whoever recorded it, the answer says its number and owner only."""
    case = load_case(request, ref)
    letter = _letter(request, case, new.letter)
    person = letter.person if letter and letter.person else case.person
    said = new.dict(exclude={"letter", "medium"}) | {"medium": new.medium or ""}
    said["against"] = _accused(request, new.against)
    said["owner"] = colleague(request, new.owner) if new.owner else None
    made = file_complaint(
        person, about=case, letter=letter, **said, by=asker(request), at=clock.now()
    )
    return Status(201, _shown(request, made))


@router.post(
    "/complaints/{complaint_number}/owner", summary="Name who sees it through", response=dict
)
def set_owner(
    request: HttpRequest, complaint_number: int, new: NewComplaintOwner
) -> dict[str, Any]:
    said = new.dict() | {"owner": colleague(request, new.owner) if new.owner else None}
    complaint = load_complaint(request, complaint_number)
    return complaint_as_dict(name_owner(complaint, **said, by=asker(request), at=clock.now()))


@router.post(f"{ONE}/outside/shut", summary="Shut the link of the outside owner", response=dict)
def shut_link(request: HttpRequest, complaint_number: int) -> dict[str, Any]:
    """The next letter to that person carries a new one."""
    complaint = load_complaint(request, complaint_number)
    return complaint_as_dict(shut_outside_link(complaint, by=asker(request), at=clock.now()))


@router.post(f"{ONE}/assessment", summary="Assess it", response=dict)
def assess(request: HttpRequest, complaint_number: int, new: Assessment) -> dict[str, Any]:
    said = new.dict() | {"stated_cause": _cause(new.stated_cause)}
    complaint = load_complaint(request, complaint_number)
    return complaint_as_dict(assess_complaint(complaint, **said, by=asker(request), at=clock.now()))


@router.post(f"{ONE}/about", summary="Say what it is about after all", response=dict)
def redirect(request: HttpRequest, complaint_number: int, new: ComplaintTopic) -> dict[str, Any]:
    """An owner who has a part in it is replaced, and the client is told."""
    complaint = load_complaint(request, complaint_number)
    about = load_case(request, new.about) if new.about else None
    sides: dict[str, Any] = {"about": about, "against": _accused(request, new.against)}
    made = redirect_complaint(complaint, **sides, by=asker(request), at=clock.now())
    return _shown(request, made)


@router.post(f"{ONE}/law", summary="Say which law holds", response=dict)
def set_law(request: HttpRequest, complaint_number: int, new: Law) -> dict[str, Any]:
    said = new.dict() | {"limit": _limit(new.limit)}
    complaint = load_complaint(request, complaint_number)
    return complaint_as_dict(apply_limit(complaint, **said, by=asker(request), at=clock.now()))


@router.post(
    "/complaints/{complaint_number}/word", summary="Tell the client how it stands", response=dict
)
def add_progress(request: HttpRequest, complaint_number: int, new: Progress) -> dict[str, Any]:
    """Without `text`: how it stands and when the next word comes."""
    complaint, by = load_complaint(request, complaint_number), asker(request)
    tell_progress(complaint, text=new.text, by=by, at=clock.now())
    return complaint_as_dict(load_complaint(request, complaint_number))


@router.post(
    "/complaints/{complaint_number}/at-once", summary="Settled in the first talk", response=dict
)
def settle_at_once(request: HttpRequest, complaint_number: int, new: Progress) -> dict[str, Any]:
    complaint, by = load_complaint(request, complaint_number), asker(request)
    return complaint_as_dict(resolve_at_once(complaint, text=new.text, by=by, at=clock.now()))


@router.post(
    "/complaints/{complaint_number}/referral", summary="On to the next instance", response=dict
)
def refer(request: HttpRequest, complaint_number: int, new: Body) -> dict[str, Any]:
    complaint, by = load_complaint(request, complaint_number), asker(request)
    return complaint_as_dict(refer_outside(complaint, **new.dict(), by=by, at=clock.now()))


@router.post(
    "/complaints/{complaint_number}/outcome", summary="What was decided outside", response=dict
)
def add_outcome(
    request: HttpRequest, complaint_number: int, new: ReferralOutcome
) -> dict[str, Any]:
    complaint, by = load_complaint(request, complaint_number), asker(request)
    return complaint_as_dict(settle_outside(complaint, **new.dict(), by=by, at=clock.now()))


def load_complaint(request: HttpRequest, complaint_number: int) -> Complaint:
    visible = Complaint.objects.visible_to(asker(request)).select_related(*RELATED)
    complaint = visible.filter(number=complaint_number).first()
    if complaint is None:
        raise Http404
    return complaint


def _accused(request: HttpRequest, emails: list[str] | None) -> list[User] | None:
    return None if emails is None else [colleague(request, one) for one in emails]


def _shown(request: HttpRequest, complaint: Complaint) -> dict[str, Any]:
    if complaint.case.is_shown_to(asker(request)):
        return complaint_as_dict(complaint)
    return {"ref": complaint.ref, "owner": complaint.owner_name or None}


def _letter(request: HttpRequest, case: Case, pk: int | None) -> Message | None:
    if pk is None:
        return None
    found = case.messages.filter(pk=pk, direction="in").select_related("person", "case").first()
    if found is None or not found.is_shown_to(asker(request)):
        raise AnothersMatter(_("There is no such letter in this case."))
    letter: Message = found
    return letter


def _cause(code: str | None) -> Cause | None:
    if not code:
        return None
    known = Cause.objects.current().filter(code=code).first()
    if known is None:
        raise GradeMissing(_("There is no such cause on the list."))
    return known


def _limit(pk: int | None) -> LegalLimit | None:
    if pk is None:
        return None
    known = LegalLimit.objects.filter(pk=pk, retired_at=None).first()
    if known is None:
        raise LimitOfOthers(_("This law is not for this client, or sets no time to answer."))
    return known
