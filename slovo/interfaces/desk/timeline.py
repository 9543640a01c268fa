"""What happened in a case, from the journal, in plain words."""

from collections.abc import Iterable, Iterator
from copy import copy
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.utils.translation import gettext as __
from django.utils.translation import gettext_lazy as _

from slovo.domain.cases.models import Case
from slovo.domain.cases.models.message import Nature
from slovo.domain.cases.models.promise import Kind
from slovo.domain.journal.models import Event
from slovo.domain.journal.moves import VOUCHED
from slovo.domain.staff.models import User
from slovo.domain.standards.models import Pace
from slovo.interfaces.desk.inquiry.told import INQUIRIES

LENGTH = 100

WORDS: dict[str, Any] = {
    "case.opened": _("The case was opened"),
    "case.receipt_held": _("No receipt was sent: too many letters from this address"),
    "case.assigned": _("Given to %(handler)s"),
    "case.handed_over": _("Handed over to %(handler)s"),
    "case.rated": _("Severity: %(client)s for the client, %(ours)s for us"),
    "case.renamed": _("The subject was changed"),
    "case.person_confirmed": _("It was confirmed whose case it is"),
    "case.chased": _("The client had to chase us"),
    "case.waiting": _("We wait for the client’s answer"),
    "case.resumed": _("The case is on us again"),
    "case.solved": _("Solved; the client is asked to confirm"),
    "case.asked": _("The client was asked once more whether it is solved"),
    "case.confirmed": _("The client confirmed that it is solved"),
    "case.closed": _("The case was closed"),
    "case.reopened": _("The case was reopened"),
    "message.heard": _("The client wrote"),
    "message.thanked": _("The client said thank you"),
    "message.machine": _("A machine wrote; it counts as nobody’s word"),
    "message.written": _("A letter was written"),
    "message.sent_by_house": _("An automatic letter was written"),
    "message.delivered": _("The letter was delivered"),
    "message.returned": _("The letter came back: the client was not reached"),
    "message.rerouted": _("Telegram did not take the message; it goes by mail"),
    "message.cancelled": _("The letter was taken back before it left"),
    "note.written": _("A note for colleagues was written"),
    "delivery.delayed": _("The letter could not be handed over yet; we try again"),
    "delivery.failed": _("The letter could not be delivered"),
    "delivery.returned": _("The letter came back"),
    "delivery.held": _("The letter waits for the end of the client’s quiet days"),
    "delivery.released": _("The letter may leave now"),
    "delivery.retried": _("The letter was sent again"),
    "promise.made": _("Promised: %(promise)s"),
    "promise.kept": _("A promise was kept: %(promise)s"),
    "promise.broken": _("A promise was broken: %(promise)s"),
    "promise.withdrawn": _("No longer owed: %(promise)s"),
    "promise.renegotiated": _("Agreed anew: %(promise)s"),
    "promise.resumed": _("It runs again, to its first due time: %(promise)s"),
    "promise.moved": _("The due time was moved by a rule: %(promise)s"),
    "offer.sent": _("The offer was sent"),
    "offer.taken": _("The client said yes to the offer"),
    "offer.turned_down": _("The client said no to the offer"),
    "restatement.sent": _("The client was asked whether we got it right"),
    "restatement.confirmed": _("The client said that we got it right"),
    "restatement.corrected": _("The client corrected what we understood"),
    "restatement.withdrawn": _("We ask anew what the client wants"),
    "appointment.made": _("A time to meet was agreed"),
    "appointment.cancelled": _("The meeting was called off"),
    "appointment.shifted": _("The client was told that a change of clocks moves the meeting"),
    "meeting.planned": _("The next meeting stands"),
    "meeting.ready": _("What the meeting needs is ready"),
    "meeting.warned": _("The client was warned before setting out"),
    "decision.put": _("The client has something to decide"),
    "decision.taken": _("The client decided"),
    "decision.confirmed": _("The decision reached the client in writing"),
    "decision.unconfirmed": _("The decision was not confirmed within a business day"),
    "stage.entered": _("A stage began"),
    "promise.passed": _("Given to another colleague: %(promise)s"),
    "promise.sent": _("A letter that keeps it is on its way: %(promise)s"),
    "approach.held": _("What was not asked for waits until the client may be disturbed"),
    "approach.cancelled": _("What was not asked for is not sent"),
    "promise.climbed": _("Those who must know were told: %(promise)s"),
    "scope.asked": _("The client was asked about a change of scope"),
    "question.reminded": _("The client was asked once more"),
    "scope.agreed": _("The client said yes to a change of scope"),
    "scope.refused": _("The client said no to a change of scope"),
    "scope.withdrawn": _("The question about a change of scope was taken back"),
    "time.logged": _("Time was written down"),
    "time.released": _("Parked time counts now"),
    "time.removed": _("Parked time was removed"),
    "case.confided": _("It was decided who may read the case"),
    "message.confided": _("It was decided who may read a note"),
    "case.deputised": _("A colleague stands in"),
    "appointment.passed": _("Another colleague goes to the meeting"),
    "matter.opened": _("We opened the case ourselves, to speak about the agreement"),
    "matter.addressed": _("We wrote first"),
    "callin.made": _("A team was called"),
    "callin.wanted": _("A principal was asked to call colleagues in"),
    "callin.approved": _("Colleagues were called in out of their hours"),
    "message.spoken": _("We talked with the client"),
    "missedcall.noted": _("The client phoned, and nobody answered"),
    "missedcall.climbed": _("The next in the chain was told of the missed call"),
    "missedcall.tried": _("We called back, and the client did not answer"),
    "missedcall.answered": _("We called back"),
    "lateword.heard": _("Whoever is on duty was told"),
    "link.made": _("The client’s page was opened for him"),
    "link.revoked": _("The link to the client’s page was taken back"),
}
WORDS |= INQUIRIES
UNTOLD = {
    "approach.freed",
    "delivery.queued",
    "delivery.sent",
    "message.files",
    "case.receipted",
} | {
    "lateword.receipted",
    "missedcall.receipted",
}
LATE = {"promise.broken", "message.returned", "delivery.failed", "delivery.returned", "case.chased"}
WAITING = {"message.heard", "case.reopened", "case.resumed"}
MACHINES = {*Nature} - {Nature.HUMAN}
SPOKEN = {"message.delivered", "case.confirmed"}


@dataclass(frozen=True, slots=True)
class Moment:
    at: datetime
    words: str
    who: str
    look: str


def timeline_of(case: Case) -> list[Moment]:
    """The latest hundred things, newest first."""
    own = Event.objects.filter(case_id=case.pk, last_case_id=None)
    events = list(own.exclude(kind__in=UNTOLD).order_by("-id")[:LENGTH])
    kinds = _promises(case) if events else {}
    events = sorted([*events, *_moved(case, kinds)], key=lambda event: -event.pk)[:LENGTH]
    names = _names(events)
    return [
        Moment(event.at, words_of(event, names, kinds), _who(event), _look(_kind(event)))
        for event in events
    ]


def _moved(case: Case, promises: dict[int, str]) -> Iterator[Event]:
    """Clocks of this case that a changed rule moved together with those of many others."""
    for event in Event.objects.of_many(case.pk).order_by("-id")[:LENGTH]:
        for promise, _old, _new in event.refs[VOUCHED]["promise"]["due_at"]:
            if promise in promises:
                one = copy(event)
                one.kind, one.subject = "promise.moved", f"promise:{promise}"
                yield one


def words_of(event: Event, names: dict[int, str], promises: dict[int, str]) -> str:
    """One event as a sentence; an event without words of its own is named as it is."""
    sentence = WORDS.get(_kind(event))
    if sentence is None:
        return event.kind
    return str(sentence) % {
        "handler": names.get(event.refs.get("handler") or 0, __("nobody")),
        "client": _pace(event.refs.get("client")),
        "ours": _pace(event.refs.get("ours")),
        "promise": _promise(event, promises),
    }


def _kind(event: Event) -> str:
    """A machine is heard as the client is, and told apart from him."""
    is_machine = event.kind == "message.heard" and event.refs.get("nature") in MACHINES
    return "message.machine" if is_machine else event.kind


def _names(events: Iterable[Event]) -> dict[int, str]:
    ids = {event.refs["handler"] for event in events if event.refs.get("handler")}
    if not ids:
        return {}
    return dict(User.objects.filter(pk__in=ids).values_list("pk", "full_name"))


def _promises(case: Case) -> dict[int, str]:
    """What people promised by its text, the clocks of the house by their kind."""
    rows = case.promises.values_list("pk", "kind", "text")
    return {
        pk: __("“%(words)s”") % {"words": text} if text else _label(kind) for pk, kind, text in rows
    }


def _promise(event: Event, promises: dict[int, str]) -> str:
    model, _colon, pk = event.subject.partition(":")
    kind = event.refs.get("kind")
    return _label(kind) if kind else promises.get(int(pk), "") if model == "promise" else ""


def _label(kind: str) -> str:
    return str(Kind(kind).label).lower() if kind in Kind.values else ""


def _pace(value: object) -> str:
    return str(Pace(value).label).lower() if value in Pace.values else ""


def _who(event: Event) -> str:
    return "" if event.actor_kind == "house" else event.actor_name


def _look(kind: str) -> str:
    if kind in LATE:
        return "late"
    if kind in WAITING:
        return "waiting"
    if kind in SPOKEN:
        return "word"
    return "promise" if kind.startswith("promise.") else ""
