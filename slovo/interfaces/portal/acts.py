"""What we did lately, in plain words: from letters and from the journal."""

from collections.abc import Iterator, Sequence
from datetime import datetime
from functools import lru_cache
from typing import Any, NamedTuple

from django.utils.translation import gettext as _

from slovo.domain.cases.models import Message
from slovo.domain.cases.models.message import Direction, Nature
from slovo.domain.journal.models import Event
from slovo.domain.staff.models import User
from slovo.interfaces.portal.dates import date_words
from slovo.interfaces.portal.doors import Visit
from slovo.lib.prepared import Prepared, PreparedModels

TOLD = ("case.assigned", "case.handed_over", "case.reopened", "case.confirmed", "case.closed")
LONGEST = 140
_NAMES = Prepared(lambda ids: User.objects.filter(pk__in=ids).values_list("pk", "full_name"))


class Act(NamedTuple):
    at: datetime
    day: str
    words: str


def last_acts(
    visit: Visit, letters: Sequence[Message], shown: Message | None, count: int = 3
) -> list[Act]:
    """The newest first; what stands on the page already (`shown`) is not quoted again."""
    found = [
        (message.delivered_at or message.at, words_of(message, is_shown=message == shown))
        for message in letters
    ]
    if visit.is_his:
        found += _events(visit, count)
    newest = sorted((pair for pair in found if pair[1]), reverse=True)[:count]
    zone, language = visit.case.zone, visit.language
    return [Act(at, date_words(at, zone, language), words) for at, words in newest]


def words_of(message: Message, *, is_shown: bool = False) -> str:
    if message.direction == Direction.IN:
        return _("We received your message.")
    if message.nature == Nature.HUMAN:
        name = message.author.full_name if message.author else ""
        if is_shown:
            return _("%(name)s wrote to you.") % {"name": name}
        said = {"name": name, "words": start_of(message)}
        return _("%(name)s wrote to you: “%(words)s”") % said
    return {
        "receipt": _("We confirmed that we have your message."),
        "solved": _("We asked you whether it is solved."),
        "complaint_receipt": _("We confirmed that we have your complaint."),
        "complaint_owner_changed": _("We told you who sees your complaint through now."),
        "complaint_referred": _("We told you to whom you may turn outside."),
        "offer_asked": _("We sent you our offer."),
        "restated": _("We asked you whether we understood you rightly."),
        "decision_asked": _("We asked you for a decision."),
        "decision_confirmed": _("We confirmed in writing what you decided."),
        "appointment_made": _("We wrote to you when we meet."),
        "appointment_moved": _("We told you that our meeting has another time."),
        "series_moved": _("We told you that our meetings have another time."),
        "meeting_skipped": _("We told you that one of our meetings is left out."),
        "appointment_cancelled": _("We told you that our meeting does not take place."),
        "meeting_warning": _("We warned you before our meeting."),
        "clock_change": _("We told you that a change of clocks moves our meeting."),
        "scope_asked": _("We asked you about work that was not agreed."),
        "scope_confirmed": _("We confirmed in writing what you decided."),
        "complaint_follow_up": _("We asked you whether our answer helped."),
        "complaint_told": _("We sent you our answer to your complaint in writing."),
        "complaint_stays_open": _("We told you that your complaint stays open."),
    }.get(message.wording, "")


def start_of(message: Message) -> str:
    """The first line that says something: not the greeting."""
    lines = [line.strip() for line in message.text.splitlines() if line.strip()]
    said = next((line for line in lines if len(line.split()) > 3), " ".join(lines[:1]))
    return said if len(said) <= LONGEST else said[:LONGEST].rsplit(" ", 1)[0].rstrip(",;:") + "…"


def _events(visit: Visit, count: int) -> list[tuple[datetime, str]]:
    events = _events_of(count)(case=visit.case.pk)
    ids = {event.refs.get("handler") for event in events} - {None}
    names: dict[int, str] = dict(_NAMES(ids=list(ids)))
    return [(event.at, words) for event in events for words in _said(event, names)]


@lru_cache(maxsize=4)
def _events_of(count: int) -> PreparedModels[Event]:
    def build(case: int) -> Any:
        return Event.objects.filter(case_id=case, kind__in=TOLD).order_by("-pk")[:count]

    return PreparedModels(Event, build)


def _said(event: Event, names: dict[int, str]) -> Iterator[str]:
    plain = {
        "case.reopened": _("We took the request up again."),
        "case.confirmed": _("You told us that it is solved."),
        "case.closed": _("We closed the request."),
    }
    if event.kind in plain:
        yield plain[event.kind]
        return
    name = names.get(event.refs.get("handler") or 0)
    if name is not None:
        yield _("%(name)s took the request on.") % {"name": name}
