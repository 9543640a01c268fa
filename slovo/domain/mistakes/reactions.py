"""What mistakes hear of from below: the house is founded."""

from slovo.domain.journal.actors import HOUSE
from slovo.domain.journal.models import Event
from slovo.domain.journal.record import on
from slovo.domain.mistakes.actions.causes import list_first_causes
from slovo.domain.staff.models import Firm


@on("firm.founded")
def _founded(event: Event) -> None:
    firm = Firm.objects.get(pk=int(event.subject.partition(":")[2]))
    list_first_causes(firm.language, by=HOUSE, at=event.at)
