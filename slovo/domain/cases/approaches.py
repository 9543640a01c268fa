"""What waits to be said to clients, as far as a colleague may know of it."""

from slovo.domain.cases.models.confidence import shown_in
from slovo.domain.courtesy.models.approach import Approach, ApproachQuery
from slovo.domain.staff.models import User


def approaches_for(user: User) -> ApproachQuery:
    """An approach stands below cases and knows its own by number: hidden ones are left out here."""
    found: ApproachQuery = shown_in(Approach.objects.visible_to(user), user, "case_id")
    return found
