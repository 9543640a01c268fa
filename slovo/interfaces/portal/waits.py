"""What waits for his yes or no: a calm list on the page of his case."""

from typing import NamedTuple

from slovo.domain.delivery.questions import open_questions
from slovo.domain.delivery.wordings import headline_of
from slovo.interfaces.portal.doors import Visit
from slovo.lib import moments


class Wait(NamedTuple):
    token: str
    words: str
    day: str


def waits_of(visit: Visit) -> list[Wait]:
    zone, language = visit.case.zone, visit.language
    waits = []
    for each in open_questions(visit.person):
        day = moments.day(each.asked.asked_at, zone, language)
        waits.append(Wait(each.token, headline_of(each.asked, language), day))
    return waits
