"""Who may stand in the house twice: pairs, and why one thinks so. Nobody is merged by this.

Read from what `index_people` has compared; ask it first.
"""

from collections import defaultdict
from dataclasses import dataclass, field

from slovo.domain.clients.models import Distinction, Pair, Person, Standing

PHONE, ADDRESS, NAME, SCRIPTS, PLACE = "phone", "address", "name", "scripts", "organisation"
WEIGHTS = {PHONE: 4, ADDRESS: 4, NAME: 3, SCRIPTS: 3, PLACE: 1}


@dataclass
class Double:
    """Two persons, the older first; `reasons` by weight."""

    one: int
    other: int
    reasons: set[str] = field(default_factory=set)

    @property
    def weight(self) -> int:
        return sum(WEIGHTS[reason] for reason in self.reasons)


def doubles() -> list[Double]:
    """All pairs nobody has told apart, the likeliest first."""
    places, apart = _places(), _told_apart()
    found: dict[tuple[int, int], Double] = {}
    for one, other, reason, is_sure in Pair.objects.values_list(
        "one", "other", "reason", "is_sure"
    ):
        is_near = not places[one].isdisjoint(places[other])
        if (one, other) in apart or not (is_sure or is_near):
            continue
        double = found.setdefault((one, other), Double(one, other))
        double.reasons |= {reason, PLACE} if is_near else {reason}
    return sorted(found.values(), key=lambda each: (-each.weight, each.one, each.other))


def _places() -> dict[int, set[int]]:
    found: dict[int, set[int]] = defaultdict(set)
    running = Standing.objects.filter(to_date=None)
    for person, place in running.values_list("person", "organisation"):
        found[person].add(place)
    return found


def _told_apart() -> set[tuple[int, int]]:
    """What was said of somebody who became part of another is said of that other."""
    merged = Person.objects.filter(merged_into__isnull=False)
    into = dict(merged.values_list("pk", "merged_into"))
    found = set()
    for one, other in Distinction.objects.values_list("one", "other"):
        first, second = sorted((_kept(one, into), _kept(other, into)))
        found.add((first, second))
    return found


def _kept(person: int, into: dict[int, int | None]) -> int:
    while (following := into.get(person)) is not None:
        person = following
    return person
