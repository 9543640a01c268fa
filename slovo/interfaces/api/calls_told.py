"""A telephone system tells of its calls, with a token that may nothing else."""

from typing import Any, Literal

from django.http import Http404, HttpRequest
from ninja import Router, Schema, Status
from pydantic import AwareDatetime, Field

from slovo.domain.access.models import TokenRight
from slovo.domain.calls.actions.reporting import Told, report_call
from slovo.domain.calls.actions.talking import note_call, place_call
from slovo.domain.calls.models import Call
from slovo.domain.calls.shapes import told_as_dict
from slovo.domain.cases.shapes import message_as_dict
from slovo.domain.staff.rights import refuse_unless_allowed
from slovo.interfaces.api.answers import MessageShape
from slovo.interfaces.api.bearer import Bearer, asker
from slovo.interfaces.api.loading import load_case
from slovo.interfaces.api.words import File
from slovo.lib import clock

router = Router()
SHOWN = 200
RELATED = ("person", "user", "missed__case", "answers__case", "word__case")


class ToldCall(Schema):
    """Sent as often as something is known: when it rings, is answered, has ended; in any order.

    `id` is the telephone system's own (Asterisk: `uniqueid` or `linkedid`). `direction`: `in` when
    the client phoned. `number`: the client's. `colleague`: extension or mail address of whoever
    answered, or dialled.
    """

    id: str = Field(max_length=200)
    direction: Literal["in", "out"]
    number: str = Field(max_length=80)
    started_at: AwareDatetime
    answered_at: AwareDatetime | None = None
    ended_at: AwareDatetime | None = None
    colleague: str = Field("", max_length=120)
    name: str = Field("", max_length=200, description="the caller's, if the network says it")
    recording: str = Field("", max_length=500, description="where it can be listened to (https)")


@router.post(
    "/calls",
    auth=Bearer(TokenRight.CALLS),
    summary="Tell of a telephone call",
    response=dict[str, Any],
)
def tell_of_call(request: HttpRequest, told: ToldCall) -> dict[str, Any]:
    """`outcome`: `talked`, `missed`, `not_reached`, `ringing`, or `left_out`: no client's call."""
    call = report_call(
        Told(
            uid=told.id,
            course=told.direction,
            number=told.number,
            started_at=told.started_at,
            answered_at=told.answered_at,
            ended_at=told.ended_at,
            line=told.colleague,
            name=told.name,
            recording=told.recording,
        ),
        by=asker(request),
        at=clock.now(),
    )
    return {"id": told.id, "outcome": call.outcome if call else "left_out"}


@router.get(
    "/calls", summary="List the calls of the telephone system", response=list[dict[str, Any]]
)
def list_calls(request: HttpRequest, *, unplaced: bool = False) -> list[dict[str, Any]]:
    """The newest first, two hundred at most. `unplaced`: nobody said yet what they were about."""
    refuse_unless_allowed("see_cases", asker(request))
    user = asker(request)
    calls = Call.objects.visible_to(user)
    calls = calls.unplaced() if unplaced else calls
    return [told_as_dict(call, user) for call in calls.select_related(*RELATED)[:SHOWN]]


class Talked(Schema):
    """`covers`: his other cases that were answered by it."""

    text: str = Field("", max_length=5000)
    next_word_at: AwareDatetime | None = None
    covers: list[str] = []
    memo: File | None = Field(None, description="recorded speech, for colleagues")


class Placed(Talked):
    case: str


class NotedCall(Talked):
    talked_at: AwareDatetime | None = None


@router.post("/calls/{told_id}/case", summary="Say what a call was about", response=dict[str, Any])
def say_case_of_call(request: HttpRequest, told_id: int, said: Placed) -> dict[str, Any]:
    case, covers = load_case(request, said.case), [load_case(request, ref) for ref in said.covers]
    call = Call.objects.visible_to(asker(request)).filter(pk=told_id).first()
    if call is None:
        raise Http404
    call = place_call(
        call,
        case=case,
        text=said.text,
        next_word_at=said.next_word_at,
        covers=covers,
        memo=said.memo.as_file()[2] if said.memo else b"",
        by=asker(request),
        at=clock.now(),
    )
    placed = Call.objects.select_related(*RELATED).get(pk=call.pk)
    return told_as_dict(placed, asker(request))


@router.post("/cases/{ref}/calls", summary="Note a call by hand", response={201: MessageShape})
def add_call(request: HttpRequest, ref: str, said: NotedCall) -> Status[dict[str, Any]]:
    """The clocks of the case stop at `talked_at` (now when it is left out)."""
    message = note_call(
        load_case(request, ref),
        text=said.text,
        next_word_at=said.next_word_at,
        covers=[load_case(request, other) for other in said.covers],
        memo=said.memo.as_file()[2] if said.memo else b"",
        talked_at=said.talked_at,
        by=asker(request),
        at=clock.now(),
    )
    return Status(201, message_as_dict(message))
