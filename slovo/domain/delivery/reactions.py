"""What an agreement at work hears of from below, in the transaction where it happened."""

from django.utils.translation import gettext as _

from slovo.domain.delivery.models import Requirement
from slovo.domain.delivery.models.requirement import OPEN
from slovo.domain.journal.models import Event
from slovo.domain.journal.record import on
from slovo.domain.journal.refusal import Refusal


class EngagementHasOpenRequirements(Refusal):
    """What he requires is neither met nor declined: the agreement goes on (R043)."""


@on("engagement.ended")
def _ended(event: Event) -> None:
    pk = int(event.subject.partition(":")[2])
    rows = Requirement.objects.filter(engagement=pk, state__in=OPEN).order_by("pk")
    open_ones = [f"“{row.text}”" for row in rows]
    if open_ones:
        sentence = _(
            "It cannot end yet. Still open: %(what)s. Meet it, or decline it with a reason."
        )
        raise EngagementHasOpenRequirements(sentence % {"what": ", ".join(open_ones)})
