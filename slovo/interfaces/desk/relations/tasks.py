"""What we do not know yet about clients: tasks of the morning list, done by learning it."""

from dataclasses import dataclass
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _

from slovo.domain.clients.models import Responsibility
from slovo.domain.staff.models import User
from slovo.lib.prepared import Prepared

MOST = 8


@dataclass(frozen=True, slots=True)
class Task:
    """What to learn, about whom, and where it is said."""

    words: str
    about: str
    url: str


def tasks_of(user: User, whose: str) -> list[Task]:
    """The first few; `mine` are those that he himself found missing."""
    if not user.may("name_responsible"):
        return []
    rows = _UNKNOWN_TO(user=user.pk) if whose == "mine" else _UNKNOWN()
    return [
        Task(
            words=_("Learn who answers for “%(topic)s”") % {"topic": topic},
            about=organisation,
            url=reverse("organisation-responsible", args=[organisation_id, topic_id]),
        )
        for organisation_id, organisation, topic_id, topic in rows
    ]


def _unknown(user: int = 0) -> Any:
    rows = Responsibility.objects.unknown()
    mine = rows.filter(wanted_by=user) if user else rows
    return mine.values_list("organisation_id", "organisation__name", "topic_id", "topic__name")[
        :MOST
    ]


_UNKNOWN, _UNKNOWN_TO = Prepared(_unknown), Prepared(_unknown)
