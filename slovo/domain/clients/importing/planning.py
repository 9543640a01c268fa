"""What an import would do, counted and listed."""

from collections import Counter
from collections.abc import Iterator

from slovo.domain.clients.importing.entries import Entry, entries
from slovo.domain.clients.importing.matching import Match, matches
from slovo.domain.clients.models import Import
from slovo.domain.staff.models import Firm


class Plan:
    """All rows of a file as they stand now."""

    def __init__(self, draft: Import) -> None:
        self.rows = list(matches(entries_of(draft), draft.choices))
        self.counts = Counter(str(row.fate) for row in self.rows)

    @property
    def undecided(self) -> int:
        return sum(row.is_undecided for row in self.rows)

    @property
    def taken(self) -> int:
        """Those who come in, or gain something."""
        return sum(row.is_new or (row.is_taken and bool(row.adds)) for row in self.rows)

    def of(self, fate: str) -> Iterator[Match]:
        return (row for row in self.rows if not fate or row.fate == fate)


def entries_of(draft: Import, first: int = 0, last: int | None = None) -> list[Entry]:
    """Its rows, or those from `first` to before `last`."""
    firm = Firm.current()
    rows = {
        side: value[first:last] if side in ("cards", "lines") else value
        for side, value in draft.source.items()
    }
    return entries(rows, draft.mapping, firm.country if firm else "")
