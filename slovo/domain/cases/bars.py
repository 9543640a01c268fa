"""What stands in the way of a case’s end: apps above name it, and where it is put right."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from slovo.domain.cases.models import Case
from slovo.domain.journal.actors import Doer


@dataclass(frozen=True, slots=True)
class Obstacle:
    """A sentence that names it, and its page at the desk; no page for whom it is kept from.

    `bars_asking`: while it stands, the client is not asked either whether all is solved.
    """

    words: str
    path: str = ""
    bars_asking: bool = True


Bar = Callable[[Case, Doer], Iterable[Obstacle]]
BARS: list[Bar] = []


def in_the_way(case: Case, by: Doer) -> list[Obstacle]:
    """As `by` may know them; none when nothing is."""
    return [obstacle for bar in BARS for obstacle in bar(case, by)]
