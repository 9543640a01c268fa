"""What one client may see of a case: his own words, and those of ours that left for him."""

from functools import lru_cache
from typing import Any

from django.db.models import Q, QuerySet

from slovo.domain.cases.models import Case, Message
from slovo.domain.cases.models.message import Direction, Nature
from slovo.domain.clients.models import Person
from slovo.lib.prepared import PreparedModels


def letters_of(case: Case, person: Person) -> QuerySet[Message]:
    """Never a note, a letter taken back or still to be taken back, or another person's."""
    return _letters(case.pk, person.pk)


def newest_letters(case: Case, person: Person, most: int) -> list[Message]:
    """The latest of them, newest first."""
    return _newest(most)(case=case.pk, person=person.pk)


def _letters(case: int, person: int) -> QuerySet[Message]:
    tried = Q(delivery__failed_at__isnull=False) | Q(delivery__returned_at__isnull=False)
    left = Q(delivered_at__isnull=False) | tried
    his = Q(direction=Direction.IN, nature=Nature.HUMAN)
    ours = Q(direction=Direction.OUT, cancelled_at=None) & left
    said = Message.objects.filter(his | ours, case=case, person=person)
    return said.order_by("at", "pk").select_related("author")


@lru_cache(maxsize=4)
def _newest(most: int) -> PreparedModels[Message]:
    def build(case: int, person: int) -> Any:
        return _letters(case, person).order_by("-at", "-pk")[:most]

    return PreparedModels(Message, build)


def may_see_case(case: Case, person: Person) -> bool:
    """It is his, or he has letters in it."""
    return case.person_id == person.pk or letters_of(case, person).exists()
