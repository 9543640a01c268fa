"""What waits for his yes or no: a calm list on the page of his case."""

from datetime import datetime
from typing import NamedTuple

from slovo.domain.delivery.models import Meeting, Stage
from slovo.domain.delivery.questions import open_questions
from slovo.domain.delivery.wordings import headline_of
from slovo.interfaces.portal.doors import Visit
from slovo.lib import moments
from slovo.lib.prepared import PreparedModels
from slovo.lib.rows import every

MOST_MEETINGS = 5
_AHEAD = PreparedModels(
    Meeting,
    lambda person, at: (
        Meeting.objects.filter(
            appointment__case__person=person, appointment__cancelled_at=None, starts_at__gt=at
        )
        .select_related("appointment")
        .order_by("starts_at", "pk")[:MOST_MEETINGS]
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


def meetings_of(visit: Visit, at: datetime) -> list[tuple[datetime, str, str]]:
    """What lies ahead: instant, title with place, and when it is by his clock."""
    zone, language = visit.case.zone, visit.language
    return [
        (
            row.starts_at,
            ", ".join(filter(None, (row.appointment.title, row.appointment.place))),
            moments.moment(row.starts_at, zone, language, now=at, offset=True),
        )
        for row in _AHEAD(person=visit.person.pk, at=at)
    ]


def waits_of(visit: Visit) -> list[Wait]:
    zone, language = visit.case.zone, visit.language
    waits = []
    for each in open_questions(visit.person):
        day = moments.day(each.asked.asked_at, zone, language)
        waits.append(Wait(each.token, headline_of(each.asked, language), day))
    return waits
