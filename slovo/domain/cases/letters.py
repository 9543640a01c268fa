"""What one client may see of a case: his own words, and those of ours that left for him."""

from django.db.models import Q, QuerySet

from slovo.domain.cases.models import Case, Message
from slovo.domain.cases.models.message import Direction, Nature
from slovo.domain.clients.models import Person


def letters_of(case: Case, person: Person) -> QuerySet[Message]:
    """Never a note, a letter taken back or still to be taken back, or another person's."""
    tried = Q(delivery__failed_at__isnull=False) | Q(delivery__returned_at__isnull=False)
    left = Q(delivered_at__isnull=False) | tried
    his = Q(direction=Direction.IN, nature=Nature.HUMAN)
    ours = Q(direction=Direction.OUT, cancelled_at=None) & left
    return case.messages.filter(his | ours, person=person).select_related("author")


def may_see_case(case: Case, person: Person) -> bool:
    """It is his, or he has letters in it."""
    return case.person_id == person.pk or letters_of(case, person).exists()
