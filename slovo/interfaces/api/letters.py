"""Messages, as they were sent or received: nobody changes them, also not by API (R038)."""

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.utils.translation import gettext as _
from ninja import Router, Status

from slovo.domain.cases.actions.confiding import note_reading
from slovo.domain.cases.models import Message
from slovo.domain.cases.shapes import message_as_dict
from slovo.interfaces.api import answers
from slovo.interfaces.api.bearer import asker
from slovo.interfaces.api.loading import load_case
from slovo.lib import clock

router = Router()


def load_message(request: HttpRequest, ref: str, message_id: int) -> Message:
    message = load_case(request, ref).messages.filter(pk=message_id).first()
    if message is None:
        raise Http404
    if message.level:
        may, at = message.is_shown_to(asker(request)), clock.now()
        case = message.case
        note_reading(case, message=message, by=asker(request), at=at, is_refused=not may)
        if not may:
            raise Http404
    return message


@router.get(
    "/cases/{ref}/messages/{message_id}", summary="Show a message", response=answers.MessageShape
)
def show_message(request: HttpRequest, ref: str, message_id: int) -> dict[str, Any]:
    return message_as_dict(load_message(request, ref, message_id))


def change_message(
    request: HttpRequest, response: HttpResponse, ref: str, message_id: int
) -> Status[dict[str, Any]]:
    load_message(request, ref, message_id)
    response["Allow"] = "GET"
    detail = _("A message stays as it was sent or received. Write another one instead.")
    return Status(405, {"detail": detail})


for method in ("PUT", "PATCH", "DELETE"):
    router.api_operation(
        [method],
        "/cases/{ref}/messages/{message_id}",
        operation_id=f"{method.lower()}_message",
        response={405: answers.Refused},
        summary="Always refused: a message stays as it was sent or received",
    )(change_message)
