"""What promises hear of from below, in the transaction where it happened."""

from collections.abc import Iterable

from slovo.domain.cases.actions.clocks import keep_promise, resume_promise
from slovo.domain.cases.models import Message, Promise
from slovo.domain.journal.actors import HOUSE
from slovo.domain.journal.models import Event
from slovo.domain.journal.record import on
from slovo.domain.promises.actions.reviewing import list_dates


def _waiting_for(event: Event) -> Iterable[Promise]:
    """Promises that a letter on its way was to keep."""
    message = int(event.subject.partition(":")[2])
    waiting = Promise.objects.open().given().filter(evidence=message)
    return waiting.select_related("case", "owner", "person", "evidence").order_by("pk")


@on("message.delivered")
def _delivered(event: Event) -> None:
    for promise in _waiting_for(event):
        keep_promise(promise, message=promise.evidence, by=HOUSE, at=event.at)


@on("message.delivered")
def _left(event: Event) -> None:
    key = int(event.subject.partition(":")[2])
    message = Message.objects.select_related("case__person", "author").get(pk=key)
    list_dates(message, by=HOUSE, at=event.at)


@on("message.cancelled")
def _cancelled(event: Event) -> None:
    for promise in _waiting_for(event):
        resume_promise(promise, by=HOUSE, at=event.at)
