"""What waits for his yes or no: a calm list on the page of his case."""

from datetime import datetime
from typing import NamedTuple

from slovo.domain.delivery.models import Meeting, Stage
from slovo.domain.delivery.questions import open_questions
from slovo.domain.delivery.wordings import headline_of
from slovo.interfaces.portal.doors import Visit
from slovo.lib import moments


class Wait(NamedTuple):
    token: str
    words: str
    day: str


def stages_of(visit: Visit) -> list[Stage]:
    """The way of the agreement his case stands under."""
    engagement = visit.case.engagement
    is_shown = visit.is_his and engagement is not None and engagement.ended_at is None
    return list(engagement.stages.order_by("position")) if engagement and is_shown else []


def meetings_of(visit: Visit, at: datetime) -> list[tuple[datetime, str, str]]:
    """What lies ahead: instant, title with place, and when it is by his clock."""
    rows = Meeting.objects.filter(
        appointment__case__person=visit.person, appointment__cancelled_at=None, starts_at__gt=at
    ).select_related("appointment")
    zone, language = visit.case.zone, visit.language
    return [
        (
            row.starts_at,
            ", ".join(filter(None, (row.appointment.title, row.appointment.place))),
            moments.moment(row.starts_at, zone, language, now=at, offset=True),
        )
        for row in rows.order_by("starts_at", "pk")[:5]
    ]


def waits_of(visit: Visit) -> list[Wait]:
    zone, language = visit.case.zone, visit.language
    waits = []
    for each in open_questions(visit.person):
        day = moments.day(each.asked.asked_at, zone, language)
        waits.append(Wait(each.token, headline_of(each.asked, language), day))
    return waits
