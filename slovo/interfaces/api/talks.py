"""Talks: noted, listed for the client, confirmed by him; then his duties and ours are promises."""

from typing import Any, Literal

from django.http import Http404, HttpRequest
from ninja import Router, Schema, Status
from pydantic import AwareDatetime, Field

from slovo.domain.staff.rights import refuse_unless_allowed
from slovo.domain.talks.actions.agreeing import Line, answer_agreed_list, send_agreed_list
from slovo.domain.talks.actions.holding import close_talk, note_talk
from slovo.domain.talks.models import AgreedList, Talk
from slovo.domain.talks.shapes import agreed_as_dict, talk_as_dict
from slovo.interfaces.api.bearer import asker
from slovo.interfaces.api.loading import colleague, load_case
from slovo.lib import clock

router = Router()
RELATED = ("case__person", "case__engagement", "held_by")


class NewTalk(Schema):
    held_at: AwareDatetime


class LineGiven(Schema):
    """Who does what by when; `owner`: which colleague does it, or looks after it."""

    text: str = Field(max_length=300)
    due_at: AwareDatetime
    owed_by: Literal["us", "client"] = "us"
    owner: str = Field("me", description="a colleague's mail address, or “me”")
    effort_minutes: int | None = Field(None, ge=0)
    kind: Literal["document", "work", "talk", "payment", "other"] = "other"


class NewList(Schema):
    lines: list[LineGiven] = Field(max_length=50)


class SaidOfList(Schema):
    """The client's answer as he gave it to you, in his words."""

    answer: Literal["yes", "no"]
    words: str = Field(max_length=2000)
    said_at: AwareDatetime | None = None


@router.get("/cases/{ref}/talks", summary="List the talks of a case", response=list[dict[str, Any]])
def list_talks(request: HttpRequest, ref: str) -> list[dict[str, Any]]:
    refuse_unless_allowed("see_cases", asker(request))
    talks = load_case(request, ref).talks.select_related(*RELATED)
    return [talk_as_dict(talk) for talk in talks]


@router.post("/cases/{ref}/talks", summary="Write down that a talk was held", response={201: dict})
def add_talk(request: HttpRequest, ref: str, new: NewTalk) -> Status[dict[str, Any]]:
    """The list of what was agreed leaves within one business day, else you are reminded."""
    case = load_case(request, ref)
    talk = note_talk(case, held_at=new.held_at, by=asker(request), at=clock.now())
    return Status(201, talk_as_dict(talk))


@router.post(
    "/talks/{talk_id}/lists", summary="Send what was agreed to the client", response={201: dict}
)
def send_list(request: HttpRequest, talk_id: int, new: NewList) -> Status[dict[str, Any]]:
    talk, lines = load_talk(request, talk_id), lines_given(request, new.lines)
    agreed = send_agreed_list(talk, lines=lines, by=asker(request), at=clock.now())
    return Status(201, agreed_as_dict(agreed))


@router.post(
    "/talks/{talk_id}/lists/{list_id}/answer",
    summary="Write down what the client said of the list",
    response=dict,
)
def answer_list(
    request: HttpRequest, talk_id: int, list_id: int, said: SaidOfList
) -> dict[str, Any]:
    agreed = AgreedList.objects.filter(talk=load_talk(request, talk_id), pk=list_id).first()
    if agreed is None:
        raise Http404
    found = answer_agreed_list(agreed, **said.dict(), by=asker(request), at=clock.now())
    return agreed_as_dict(found)


@router.post("/talks/{talk_id}/nothing", summary="Say that nothing was agreed", response=dict)
def nothing_agreed(request: HttpRequest, talk_id: int) -> dict[str, Any]:
    talk = load_talk(request, talk_id)
    return talk_as_dict(close_talk(talk, by=asker(request), at=clock.now()))


def lines_given(request: HttpRequest, given: list[LineGiven]) -> list[Line]:
    """The lines with their colleagues."""
    return [
        Line(**line.dict(exclude={"owner"}), owner=colleague(request, line.owner)) for line in given
    ]


def load_talk(request: HttpRequest, talk_id: int) -> Talk:
    visible = Talk.objects.visible_to(asker(request)).select_related(*RELATED)
    talk = visible.filter(pk=talk_id).first()
    if talk is None:
        raise Http404
    return talk
