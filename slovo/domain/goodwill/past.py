"""What we gave in to before, and how often the client went over what was set."""

from datetime import datetime

from slovo.domain.goodwill.models import Breach, Concession
from slovo.domain.goodwill.spans import year_before
from slovo.lib.prepared import PreparedModels


def concessions_of(person_id: int, at: datetime) -> list[Concession]:
    """Of the twelve months that end now, the newest first; the day a year ago is within."""
    return _GIVEN(person=person_id, since=year_before(at), at=at)


_GIVEN = PreparedModels(
    Concession,
    lambda person, since, at: Concession.objects.filter(
        person=person, given_at__gte=since, given_at__lte=at
    ).order_by("-given_at", "-pk"),
)


def breaches_of(person_id: int) -> int:
    return Breach.objects.filter(boundary__person=person_id).count()
