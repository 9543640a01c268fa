"""What billing hears of from below, in the transaction where it happened."""

from django.utils.translation import gettext as _

from slovo.domain.billing.actions.prices import TimeIsBilled
from slovo.domain.billing.actions.reviewing import begin_review
from slovo.domain.billing.models import InvoiceLine
from slovo.domain.billing.months import Month
from slovo.domain.engagements.models import Engagement
from slovo.domain.journal.actors import HOUSE
from slovo.domain.journal.models import Event
from slovo.domain.journal.record import on


@on("time.dropped")
def _dropped(event: Event) -> None:
    entry = int(event.subject.partition(":")[2])
    if InvoiceLine.objects.live().filter(time_entry=entry).exists():
        raise TimeIsBilled(_("This time stands on an invoice. Take it off there first."))


@on("engagement.made")
def _made(event: Event) -> None:
    engagement = Engagement.objects.get(pk=int(event.subject.partition(":")[2]))
    begin_review(engagement, Month.at(event.at), by=HOUSE, at=event.at)
