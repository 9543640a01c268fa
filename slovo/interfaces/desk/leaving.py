from collections.abc import Iterable

from slovo.domain.cases.lines import CaseLine
from slovo.domain.cases.models import Message
from slovo.domain.cases.models.message import Direction, Nature


def leaving_from(cases: Iterable[CaseLine]) -> set[int]:
    """Ids of the cases from which a colleague’s letter is on its way: one is enough."""
    letters = Message.objects.filter(
        case__in=[case.pk for case in cases],
        direction=Direction.OUT,
        nature=Nature.HUMAN,
        delivered_at=None,
        cancelled_at=None,
        delivery__failed_at=None,
        delivery__next_at__isnull=False,
    )
    return set(letters.values_list("case_id", flat=True))
