"""What mistakes hear of from below: a new house, a letter that left or came back, a new date."""

from django.db.models import Q

from slovo.domain.cases.models import Message, Promise
from slovo.domain.journal.actors import HOUSE
from slovo.domain.journal.models import Event
from slovo.domain.journal.record import on
from slovo.domain.mistakes.actions.causes import list_first_causes
from slovo.domain.mistakes.actions.hearing import (
    follow_promise,
    mark_told,
    take_words_back,
    unmark_told,
)
from slovo.domain.mistakes.models import Mistake
from slovo.domain.staff.models import Firm


@on("firm.founded")
def _founded(event: Event) -> None:
    firm = Firm.objects.get(pk=int(event.subject.partition(":")[2]))
    list_first_causes(firm.language, by=HOUSE, at=event.at)


@on("message.delivered")
def _delivered(event: Event) -> None:
    for mistake in _told_by(event):
        mark_told(mistake, _message_of(event), by=HOUSE, at=event.at)


@on("message.returned")
def _returned(event: Event) -> None:
    for mistake in _told_by(event):
        unmark_told(mistake, _message_of(event), by=HOUSE, at=event.at)


@on("message.cancelled")
def _cancelled(event: Event) -> None:
    for mistake in _told_by(event):
        take_words_back(mistake, _message_of(event), by=HOUSE, at=event.at)


@on("promise.renegotiated")
@on("promise.broken")
def _promised_anew(event: Event) -> None:
    """Another date was agreed with him: the correction is due by it."""
    if made := event.refs.get("replaced_by"):
        key = int(event.subject.partition(":")[2])
        for mistake in Mistake.objects.open().filter(plan=key).select_related("case"):
            follow_promise(mistake, Promise.objects.get(pk=made), by=HOUSE, at=event.at)


def _told_by(event: Event) -> list[Mistake]:
    letter = int(event.subject.partition(":")[2])
    found = Mistake.objects.filter(Q(letter=letter) | Q(plan_letter=letter))
    return list(found.select_related("case").order_by("pk"))


def _message_of(event: Event) -> Message:
    return Message.objects.get(pk=int(event.subject.partition(":")[2]))
