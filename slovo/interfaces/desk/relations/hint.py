"""Beside a letter: somebody else answers there for what it is about (R064)."""

from typing import Any, NamedTuple
from urllib.parse import urlencode

from django.urls import reverse

from slovo.domain.cases.models import Case
from slovo.domain.clients.models import Responsibility
from slovo.lib.lemmas.lists import said
from slovo.lib.prepared import Prepared


class Hint(NamedTuple):
    """Who answers for which topic, and where we write to him."""

    topic: str
    name: str
    url: str


def hint_of(case: Case) -> Hint | None:
    """By the words of the subject; nothing while the client himself answers for it."""
    if case.organisation_id is None:
        return None
    rows = _KNOWN(organisation=case.organisation_id)
    about = [row for row in rows if said(case.subject, f"{row[1]} {row[2]}")]
    if not about or case.person_id in {row[3] for row in about}:
        return None
    topic_id, topic, _words, _person, name = about[0]
    asked = urlencode({"topic": topic_id, "about": case.subject})
    return Hint(
        topic, name, f"{reverse('organisation-write', args=[case.organisation_id])}?{asked}"
    )


def _known(organisation: int) -> Any:
    known = Responsibility.objects.filter(
        organisation=organisation, person__isnull=False, topic__dropped_at=None
    )
    sides = ("topic_id", "topic__name", "topic__words", "person_id", "person__full_name")
    return known.order_by("topic__name").values_list(*sides)


_KNOWN = Prepared(_known)
