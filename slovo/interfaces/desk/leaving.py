from collections.abc import Iterable
from typing import Any

from slovo.domain.cases.lines import CaseLine
from slovo.domain.cases.models import Message
from slovo.domain.cases.models.message import Direction, Nature
from slovo.lib.prepared import Prepared


def leaving_from(cases: Iterable[CaseLine]) -> set[int]:
    """Ids of the cases from which a colleague’s letter is on its way: one is enough."""
    return {pk for (pk,) in _LEAVING(cases=[case.pk for case in cases])}


def _leaving(cases: list[int]) -> Any:
    letters = Message.objects.filter(
        direction=Direction.OUT,
        nature=Nature.HUMAN,
        delivered_at=None,
        cancelled_at=None,
        delivery__case_id__in=cases,
        delivery__failed_at=None,
        delivery__next_at__isnull=False,
    )
    return letters.values_list("case_id")


_LEAVING = Prepared(_leaving)
