"""What waits for his yes or no: a calm list on the page of his case."""

from typing import NamedTuple

from django.utils.translation import gettext as _

from slovo.domain.delivery.models import Asked, ScopeChange
from slovo.domain.delivery.questions import open_questions
from slovo.interfaces.portal.doors import Visit
from slovo.lib import moments


class Wait(NamedTuple):
    token: str
    words: str
    day: str


def waits_of(visit: Visit) -> list[Wait]:
    zone, language = visit.case.zone, visit.language
    return [
        Wait(each.token, headline_of(each.asked), moments.day(each.asked.asked_at, zone, language))
        for each in open_questions(visit.person)
    ]


def headline_of(asked: Asked) -> str:
    """The question in one line, as its own page begins."""
    if isinstance(asked, ScopeChange):
        return _("More than was agreed: do you want it?")
    return asked.engagement.title
