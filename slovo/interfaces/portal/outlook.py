"""The first thing a client looks for: when he hears from us, and from whom."""

from dataclasses import dataclass
from datetime import datetime

from django.utils.translation import gettext as _

from slovo.domain.cases.models.case import State
from slovo.domain.cases.models.promise import US, Kind, Promise
from slovo.interfaces.portal.doors import Visit
from slovo.lib import moments
from slovo.lib.prepared import Prepared

TOLD = (Kind.FIRST_ANSWER, Kind.ANSWER, Kind.NEXT_WORD)
_OWED = Prepared(
    lambda case, person: (
        Promise.objects.open()
        .filter(case=case, person=person, kind__in=TOLD, owed_by=US)
        .order_by("due_at")
        .values_list("due_at")[:1]
    )
)


@dataclass(frozen=True, slots=True)
class Outlook:
    """`kind`: ahead, late, solved or closed; `when` is the news, `words` what it means."""

    kind: str
    title: str
    when: str
    words: str
    at: datetime | None = None


def outlook(visit: Visit, at: datetime) -> Outlook:
    case = visit.case
    if case.state == State.CLOSED:
        return _closed(visit)
    if case.state == State.SOLVED:
        return Outlook(
            "solved",
            _("We think it is solved"),
            _("Is it so for you, too?"),
            _("Say yes or no. If something is left, we go on with it at once."),
        )
    due_at = next_word_at(visit)
    return _late(visit, due_at) if due_at <= at else _ahead(visit, due_at)


def next_word_at(visit: Visit) -> datetime:
    """The earliest word he was promised, or is owed after his own."""
    owed = _OWED(case=visit.case.pk, person=visit.person.pk)
    found: datetime | None = owed[0][0] if owed else visit.case.next_word_at
    assert found is not None, "an open case has a next word"  # noqa: S101 - a constraint says so
    return found


def writer_of(visit: Visit) -> str:
    case = visit.case
    who = case.answerer or case.handler or case.principal
    return who.full_name if who else ""


def _ahead(visit: Visit, due_at: datetime) -> Outlook:
    zone = visit.case.zone
    said = {"offset": moments.offset_of(due_at, zone), "name": writer_of(visit)}
    is_his_zone = bool(visit.case.person.zone)
    words = (
        _("By your time (%(offset)s). %(name)s writes, even if there is no news.") % said
        if is_his_zone
        else _("By our time (%(offset)s). %(name)s writes, even if there is no news.") % said
    )
    when = moments.by_words(due_at, zone, visit.language)
    return Outlook("ahead", _("We will write to you"), when, words, due_at)


def _late(visit: Visit, due_at: datetime) -> Outlook:
    """Nothing is concealed: he sees that we are late, and who knows of it (R041)."""
    case, zone = visit.case, visit.case.zone
    when = moments.by_words(due_at, zone, visit.language, offset=True)
    named = list(dict.fromkeys(user.full_name for user in (case.answerer, case.principal) if user))
    words = (
        _("%(name)s and %(principal)s know that you are waiting. You need not ask again.")
        % {"name": named[0], "principal": named[1]}
        if len(named) > 1
        else _("%(name)s knows that you are waiting. You need not ask again.")
        % {"name": writer_of(visit)}
    )
    return Outlook(
        "late",
        _("We owe you a word, and we are sorry"),
        _("We wanted to write %(when)s") % {"when": when},
        words,
        due_at,
    )


def _closed(visit: Visit) -> Outlook:
    closed_at = visit.case.closed_at
    when = moments.day(closed_at, visit.case.zone, visit.language) if closed_at else ""
    return Outlook(
        "closed",
        _("This request is closed"),
        _("Closed on %(day)s") % {"day": when},
        _("Write here at any time: it goes on with the same people, and nothing is lost."),
    )
