"""What happened in a case, from the journal, in plain words."""

from collections.abc import Iterable, Iterator
from copy import copy
from dataclasses import dataclass
from datetime import datetime

from django.utils.translation import gettext as __

from slovo.domain.cases.models import Case
from slovo.domain.cases.models.message import Nature
from slovo.domain.cases.models.promise import Kind
from slovo.domain.journal.models import Event
from slovo.domain.journal.moves import VOUCHED
from slovo.domain.staff.models import User
from slovo.domain.standards.models import Pace
from slovo.interfaces.desk.timeline_words import UNTOLD, WORDS

LENGTH = 100

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
