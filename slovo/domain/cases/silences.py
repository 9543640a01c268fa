"""The stamps of many cases at once, for strips and for the time in the dark."""

from collections import defaultdict
from collections.abc import Iterable
from datetime import datetime
from typing import Any

from slovo.domain.cases.lines import CaseLine
from slovo.domain.cases.models import Case, Stamp
from slovo.lib import silence
from slovo.lib.prepared import Prepared


def stamps_of(cases: Iterable[Case | CaseLine]) -> dict[int, list[silence.Stamp]]:
    """case id → its stamps in order of time; words that came back are left out. One query."""
    found: dict[int, list[silence.Stamp]] = defaultdict(list)
    for case_id, at, kind, word_due_at in _STAMPS(cases=[case.pk for case in cases]):
        found[case_id].append(silence.Stamp(at, kind, word_due_at))
    return found


def _stamps(cases: list[int]) -> Any:
    rows = Stamp.objects.filter(case__in=cases, voided_at=None).order_by("at", "pk")
    return rows.values_list("case_id", "at", "kind", "word_due_at")


_STAMPS = Prepared(_stamps)


def dark_seconds(case: Case, at: datetime) -> int:
    """M2: the longest gap without a human word while he waited, in seconds."""
    until = min(case.closed_at or at, at)
    return int(silence.longest_gap(stamps_of([case])[case.pk], until).total_seconds())
