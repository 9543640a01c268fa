"""Who may stand in the house twice: pairs, and why one thinks so. Nobody is merged by this."""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from itertools import combinations

from slovo.domain.clients.models import Address, Distinction, Person, Standing
from slovo.lib.names import Likeness, is_cyrillic, likeness, sounds
from slovo.lib.phones import dialled

# More people of one family name, telephone or mailbox than this are no hint any more.
MOST_ALIKE = 60
NO_DOTS = frozenset({"gmail.com", "googlemail.com"})
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
    people = dict(Person.objects.unmerged().order_by("pk").values_list("pk", "full_name"))
    places = _places()
    found: dict[tuple[int, int], Double] = {}
    for reason, pair in _hints(people, places):
        found.setdefault(pair, Double(*pair)).reasons.add(reason)
    for pair, double in found.items():
        if not places[pair[0]].isdisjoint(places[pair[1]]):
            double.reasons.add(PLACE)
    apart = set(Distinction.objects.values_list("one", "other"))
    left = [double for pair, double in found.items() if pair not in apart]
    return sorted(left, key=lambda each: (-each.weight, each.one, each.other))


def plain_mailbox(email: str) -> str:
    """Where it arrives: «Yuri.T+bills@gmail.com» and «yurit@gmail.com» are one mailbox."""
    name, _at, host = email.lower().partition("@")
    name = name.partition("+")[0]
    return f"{name.replace('.', '')}@gmail.com" if host in NO_DOTS else f"{name}@{host}"


def _places() -> dict[int, set[int]]:
    found: dict[int, set[int]] = defaultdict(set)
    running = Standing.objects.filter(to_date=None)
    for person, place in running.values_list("person", "organisation"):
        found[person].add(place)
    return found


def _hints(
    people: dict[int, str], places: dict[int, set[int]]
) -> Iterator[tuple[str, tuple[int, int]]]:
    phones = Person.objects.unmerged().exclude(phone="").values_list("phone", "pk")
    numbers = ((dialled(phone), person) for phone, person in phones)
    yield from ((PHONE, pair) for pair in _alike((n, p) for n, p in numbers if len(n) > 5))
    mail = Address.objects.filter(person__merged_into=None).values_list("email", "person")
    boxes = ((plain_mailbox(email), person) for email, person in mail)
    yield from ((ADDRESS, pair) for pair in _alike(boxes))
    keys = ((key, person) for person, name in people.items() for key in sounds(name))
    for one, other in _alike(keys):
        names = people[one], people[other]
        grade = likeness(*names)
        is_near = not places[one].isdisjoint(places[other])
        if grade == Likeness.LIKELY or (grade == Likeness.POSSIBLE and is_near):
            is_two = is_cyrillic(names[0]) != is_cyrillic(names[1])
            yield (SCRIPTS if is_two else NAME), (one, other)


def _alike(keyed: Iterable[tuple[str, int]]) -> set[tuple[int, int]]:
    """Pairs of persons with one key."""
    by_key: dict[str, set[int]] = defaultdict(set)
    for key, person in keyed:
        by_key[key].add(person)
    few = [sorted(people) for people in by_key.values() if 1 < len(people) <= MOST_ALIKE]
    return {pair for people in few for pair in combinations(people, 2)}
