"""Our answer to a complaint, the client's word on it, what is changed, and the end."""

from datetime import date, timedelta
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from ninja import Router, Schema, Status
from pydantic import AwareDatetime, Field

from slovo.domain.complaints import figures
from slovo.domain.complaints.actions.accepting import answer_finding
from slovo.domain.complaints.actions.answering import answer_complaint
from slovo.domain.complaints.actions.ending import (
    close_complaint,
    correct_complaint,
    learn_lesson,
)
from slovo.domain.complaints.actions.following import record_follow_up, try_call
from slovo.domain.complaints.actions.measures import drop_measure, put_in_force, take_measure
from slovo.domain.complaints.actions.telling_answers import tell_answer
from slovo.domain.complaints.actions.waiving import settle_waiver, waive_measure
from slovo.domain.complaints.inquiry_shapes import (
    counted_as_dict,
    finding_as_dict,
    follow_up_as_dict,
    measure_as_dict,
    waiver_as_dict,
)
from slovo.domain.complaints.models import (
    Complaint,
    Finding,
    FollowUp,
    Measure,
    Waiver,
    Watch,
)
from slovo.domain.staff.rights import refuse_unless_allowed
from slovo.interfaces.api.bearer import asker
from slovo.interfaces.api.inquiries import load_complaint, now_is
from slovo.interfaces.api.loading import colleague
from slovo.interfaces.api.rules import Cited, cited_version, warned
from slovo.interfaces.api.words import File, enclosed
from slovo.lib import clock
from slovo.web.downloads import download

router = Router()
OF = "/complaints/{complaint_number}"
YEAR = timedelta(days=365)
WATCHES = (Watch.objects.all(), "measure__complaint__number")
FOLLOW_UPS = (FollowUp.objects.all(), "complaint__number")
COMPLAINTS = (Complaint.objects.all(), "number")


class NewAnswer(Cited):
    """Without `next_word_at` the letter ends the matter; `keeps`: promises it keeps, by number.

    A refusal names the `rule` it is decided by; without `version`, the one in force.
    """

    verdict: str = Field(description="upheld, partly or refused")
    reasons: str = Field(max_length=5000)
    remedies: list[str] = []
    remedy_words: str = Field("", max_length=2000)
    prevention: str = Field("", max_length=2000)
    ways: str = Field("", max_length=2000)
    outside: str = Field("", max_length=300)
    next_word_at: AwareDatetime | None = None
    keeps: list[int] = []


class RemedyTalk(NewAnswer):
    """The same said by voice. `told_by`: a colleague’s mail address; empty, whoever keeps it.

    A `note` of the talk or a `file` shows it.
    """

    voice: str = Field(description="phone or in_person")
    told_at: AwareDatetime
    told_by: str = ""
    note: str = Field("", max_length=5000)
    file: File | None = None


class Word(Schema):
    answer: str = Field(description="yes or no")
    words: str = Field("", max_length=2000)
    said_at: AwareDatetime | None = None


class Helped(Schema):
    result: str = Field(description="solved, partly or no")
    score: int | None = None
    words: str = Field("", max_length=2000)
    said_at: AwareDatetime | None = None


class Lesson(Schema):
    lesson: str = Field(max_length=2000)


class NewMeasure(Schema):
    """`owner`: a colleague's mail address."""

    text: str = Field(max_length=500)
    owner: str
    due_on: date


class How(Schema):
    how: str = Field(max_length=500)


class RemedyReason(Schema):
    reason: str = Field(max_length=1000)


class Agreed(Schema):
    is_approved: bool


@router.post(f"{OF}/answer", summary="Answer a complaint", response={201: dict})
def answer_it(
    request: HttpRequest, complaint_number: int, new: NewAnswer
) -> Status[dict[str, Any]]:
    complaint = load_complaint(request, complaint_number)
    made = answer_complaint(complaint, **_said(complaint, new), by=asker(request), at=clock.now())
    return Status(201, warned(finding_as_dict(made), made.rule))


@router.post(f"{OF}/answer/told", summary="Keep an answer given by voice", response={201: dict})
def tell_it(request: HttpRequest, complaint_number: int, new: RemedyTalk) -> Status[dict[str, Any]]:
    complaint = load_complaint(request, complaint_number)
    said = _said(complaint, new) | {"file": enclosed(new.file)}
    said["told_by"] = colleague(request, new.told_by) if new.told_by else None
    made = tell_answer(complaint, **said, by=asker(request), at=clock.now())
    return Status(201, warned(finding_as_dict(made), made.rule))


@router.get(f"{OF}/answer/{{finding_id}}/file", summary="What shows that it was said")
def show_talk_file(request: HttpRequest, complaint_number: int, finding_id: int) -> HttpResponse:
    findings = load_complaint(request, complaint_number).findings.exclude(file="")
    found = findings.filter(pk=finding_id).first()
    if found is None:
        raise Http404
    return download(found.file, found.name)


@router.post(
    f"{OF}/answer/{{finding_id}}/said", summary="Write down the client’s word", response=dict
)
def say_accepted(
    request: HttpRequest, complaint_number: int, finding_id: int, said: Word
) -> dict[str, Any]:
    complaint = load_complaint(request, complaint_number)
    found = Finding.objects.filter(complaint=complaint, pk=finding_id).first()
    if found is None:
        raise Http404
    found.complaint = complaint
    return finding_as_dict(answer_finding(found, **said.dict(), by=asker(request), at=clock.now()))


@router.post(f"{OF}/corrected", summary="Say that the client has got it", response=dict)
def say_corrected(request: HttpRequest, complaint_number: int) -> dict[str, Any]:
    complaint = load_complaint(request, complaint_number)
    correct_complaint(complaint, by=asker(request), at=clock.now())
    return now_is(request, complaint_number)


@router.post(
    f"{OF}/follow-ups/{{follow_up_id}}",
    summary="Write down whether the answer helped",
    response=dict,
)
def say_helped(
    request: HttpRequest, complaint_number: int, follow_up_id: int, said: Helped
) -> dict[str, Any]:
    found = _follow_up(request, complaint_number, follow_up_id)
    done = record_follow_up(found, **said.dict(), by=asker(request), at=clock.now())
    return follow_up_as_dict(done)


@router.post(
    f"{OF}/follow-ups/{{follow_up_id}}/tried",
    summary="Say that nobody answered the call",
    response=dict,
)
def say_tried(request: HttpRequest, complaint_number: int, follow_up_id: int) -> dict[str, Any]:
    found = _follow_up(request, complaint_number, follow_up_id)
    return follow_up_as_dict(try_call(found, by=asker(request), at=clock.now()))


@router.post(f"{OF}/lesson", summary="Write down what we learn", response=dict)
def say_lesson(request: HttpRequest, complaint_number: int, said: Lesson) -> dict[str, Any]:
    complaint = load_complaint(request, complaint_number)
    learn_lesson(complaint, lesson=said.lesson, by=asker(request), at=clock.now())
    return now_is(request, complaint_number)


@router.post(f"{OF}/measures", summary="Take a measure", response={201: dict})
def add_measure(
    request: HttpRequest, complaint_number: int, new: NewMeasure
) -> Status[dict[str, Any]]:
    complaint = load_complaint(request, complaint_number)
    said = new.dict() | {"owner": colleague(request, new.owner)}
    made = take_measure(complaint, **said, by=asker(request), at=clock.now())
    return Status(201, measure_as_dict(made))


@router.post(f"{OF}/no-measure", summary="Say why no measure is taken", response={201: dict})
def add_waiver(
    request: HttpRequest, complaint_number: int, why: RemedyReason
) -> Status[dict[str, Any]]:
    complaint = load_complaint(request, complaint_number)
    made = waive_measure(complaint, reason=why.reason, by=asker(request), at=clock.now())
    return Status(201, waiver_as_dict(made))


@router.post(f"{OF}/no-measure/settle", summary="Agree, or want a measure", response=dict)
def say_waived(request: HttpRequest, complaint_number: int, said: Agreed) -> dict[str, Any]:
    complaint = load_complaint(request, complaint_number)
    found = Waiver.objects.filter(complaint=complaint).first()
    if found is None:
        raise Http404
    found.complaint = complaint
    done = settle_waiver(found, is_approved=said.is_approved, by=asker(request), at=clock.now())
    return waiver_as_dict(done)


@router.post(f"{OF}/close", summary="Close a complaint", response=dict)
def close_it(request: HttpRequest, complaint_number: int) -> dict[str, Any]:
    complaint = load_complaint(request, complaint_number)
    close_complaint(complaint, by=asker(request), at=clock.now())
    return now_is(request, complaint_number)


@router.get("/measures", summary="List measures", response=list[dict[str, Any]])
def list_measures(request: HttpRequest) -> list[dict[str, Any]]:
    refuse_unless_allowed("see_cases", asker(request))
    visible = Measure.objects.visible_to(asker(request)).select_related("owner")
    return [measure_as_dict(measure) for measure in visible.order_by("due_at", "pk")]


@router.post("/measures/{measure_id}/in-force", summary="Put a measure in force", response=dict)
def say_in_force(request: HttpRequest, measure_id: int, said: How) -> dict[str, Any]:
    measure = _measure(request, measure_id)
    done = put_in_force(measure, how=said.how, by=asker(request), at=clock.now())
    return measure_as_dict(done)


@router.post("/measures/{measure_id}/drop", summary="Give a measure up", response=dict)
def give_up_measure(request: HttpRequest, measure_id: int, why: RemedyReason) -> dict[str, Any]:
    measure = _measure(request, measure_id)
    done = drop_measure(measure, reason=why.reason, by=asker(request), at=clock.now())
    return measure_as_dict(done)


@router.get("/complaint-figures", summary="Show M8, M9 and M18 of a year", response=dict)
def show_complaint_figures(request: HttpRequest) -> dict[str, Any]:
    user, at = asker(request), clock.now()
    refuse_unless_allowed("see_cases", user)
    span = (at - YEAR, at + timedelta(seconds=1))
    return {
        "m8": counted_as_dict(figures.recurrence(user, *span, at), *WATCHES),
        "m9": counted_as_dict(figures.satisfied(user, *span), *FOLLOW_UPS),
        "m18": counted_as_dict(figures.differing(user, *span), *COMPLAINTS),
    }


def _said(complaint: Complaint, new: NewAnswer) -> dict[str, Any]:
    kept = complaint.case.promises.open().given().filter(pk__in=new.keeps)
    sides = new.dict(exclude={"version"})
    return sides | {"keeps": list(kept.order_by("pk")), "rule": cited_version(new)}


def _follow_up(request: HttpRequest, number: int, key: int) -> FollowUp:
    complaint = load_complaint(request, number)
    found = FollowUp.objects.filter(complaint=complaint, pk=key).select_related("finding").first()
    if found is None:
        raise Http404
    found.complaint = complaint
    return found


def _measure(request: HttpRequest, key: int) -> Measure:
    visible = Measure.objects.visible_to(asker(request))
    found = visible.select_related("complaint__case", "owner").filter(pk=key).first()
    if found is None:
        raise Http404
    return found
