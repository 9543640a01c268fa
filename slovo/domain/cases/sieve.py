"""What a saved view lets through, asked with the rights of whoever looks."""

from dataclasses import dataclass
from datetime import datetime

from slovo.domain.cases.models import Case, SavedView
from slovo.domain.cases.models.case import CaseQuery
from slovo.domain.cases.standing import STANDING
from slovo.domain.staff.models import User
from slovo.domain.standards.models import ServiceClass

MOST, LOOKED_AT = 100, 1_000


@dataclass(frozen=True, slots=True)
class Sieve:
    """A standing list, narrowed; `words` are for the search, which puts the likeliest first."""

    among: str = ""
    words: str = ""
    is_own: bool = False
    colleague: User | None = None
    service_class: ServiceClass | None = None

    def cases(self, visible: CaseQuery, user: User, at: datetime) -> CaseQuery:
        """All that pass, but for the words."""
        hands, standing = user if self.is_own else self.colleague, STANDING.get(self.among)
        if standing is None:
            cases = visible if self.words else visible.none()
            cases = cases.mine(hands) if hands else cases
        elif hands:
            cases = standing.narrowed(visible, hands, at)
        else:
            cases = standing.cases(visible, user, at)
        return cases.filter(service_class=self.service_class) if self.service_class else cases

    def count(self, visible: CaseQuery, user: User, at: datetime) -> tuple[int, bool]:
        """How many pass, a hundred at most, and whether there are more that nobody counted.

        Where no index knows, a thousand of the standing list are looked at.
        """
        if self.words:
            found = self.cases(visible, user, at).search(self.words)
            return min(len(found.hits), MOST), found.is_cut or len(found.hits) >= MOST
        if self._is_by_index():
            count = self.cases(visible, user, at).order_by().values("pk")[:MOST].count()
            return count, count >= MOST
        standing = STANDING[self.among]
        looked_at = standing.cases(visible, user, at).order_by().values("pk")[:LOOKED_AT]
        passing = self.cases(Case.objects.filter(pk__in=looked_at), user, at)
        count = passing.order_by().values("pk")[:MOST].count()
        return count, count >= MOST or looked_at.count() >= LOOKED_AT

    def _is_by_index(self) -> bool:
        standing, has_hands = STANDING.get(self.among), self.is_own or self.colleague is not None
        if standing is None:
            return True
        return not standing.has_ended if has_hands else self.service_class is None


def sieve_of(view: SavedView) -> Sieve:
    return Sieve(view.among, view.words, view.is_own, view.colleague, view.service_class)
