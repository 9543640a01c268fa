"""What waits for his word, and what is agreed both ways: calm lists on the page of his case."""

from datetime import datetime
from typing import NamedTuple

from django.utils.translation import gettext as _

from slovo.domain.cases.models import Promise
from slovo.domain.delivery.models import Meeting, Stage
from slovo.domain.delivery.questions import open_questions
from slovo.domain.delivery.wordings import headline_of
from slovo.interfaces.portal.doors import Visit
from slovo.lib import moments
from slovo.lib.prepared import PreparedModels
from slovo.lib.rows import every

MOST_MEETINGS, MOST_PROMISES = 5, 12
_AHEAD = PreparedModels(
    Meeting,
    lambda person, at: (
        Meeting.objects.standing()
        .filter(appointment__case__person=person, starts_at__gt=at)
        .select_related("appointment")
        .order_by("starts_at", "pk")[:MOST_MEETINGS]
    ),
)


_PROMISED = PreparedModels(
    Promise,
    lambda person: (
        Promise.objects.open()
        .given()
        .filter(person=person)
        .order_by("due_at", "pk")[:MOST_PROMISES]
    ),
)


class Wait(NamedTuple):
    token: str
    words: str
    day: str


def stages_of(visit: Visit) -> list[Stage]:
    """The way of the agreement his case stands under."""
    engagement = visit.case.engagement
    if engagement is None or engagement.ended_at is not None or not visit.is_his:
        return []
    return every(Stage, by=("position",), engagement_id=engagement.pk)


class Agreed(NamedTuple):
    """One line: whose it is, what, and by when on his clock."""

    at: datetime
    whose: str
    words: str
    when: str
    is_late: bool = False


def agreed_of(visit: Visit, at: datetime) -> list[Agreed]:
    """What we meet for, what we do and what he does, by time; only for the client himself."""
    if not visit.is_his:
        return []
    zone, language = visit.case.zone, visit.language
    found = [(row.due_at, _whose(row), row.text) for row in _PROMISED(person=visit.person.pk)]
    for meeting in _AHEAD(person=visit.person.pk, at=at):
        sides = meeting.appointment
        words = ", ".join(filter(None, (sides.title, sides.place)))
        if sides.bring:
            words = _("%(words)s. Please bring: %(bring)s") % {"words": words, "bring": sides.bring}
        found.append((meeting.starts_at, _("We meet"), words))
    return [
        Agreed(
            due_at,
            whose,
            words,
            moments.moment(due_at, zone, language, now=at, offset=True),
            due_at <= at,
        )
        for due_at, whose, words in sorted(found)
    ]


def _whose(promise: Promise) -> str:
    return _("We") if promise.is_ours else _("You")


def waits_of(visit: Visit) -> list[Wait]:
    zone, language = visit.case.zone, visit.language
    waits = []
    for each in open_questions(visit.person):
        day = moments.day(each.asked.asked_at, zone, language)
        waits.append(Wait(each.token, headline_of(each.asked, language), day))
    return waits
