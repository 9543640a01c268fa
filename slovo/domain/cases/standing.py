"""The standing lists of cases: what each shows and in which order."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime

from slovo.domain.cases.models.case import CaseQuery, State
from slovo.domain.cases.today import AHEAD
from slovo.domain.staff.models import User


@dataclass(frozen=True, slots=True)
class Standing:
    """A list and the keys of its order, so that the next page begins where this one ended."""

    name: str
    cases: Callable[[CaseQuery, User | int, datetime], CaseQuery]
    order: tuple[str, ...]
    has_ended: bool = False

    def narrowed(self, cases: CaseQuery, user: User | int, at: datetime) -> CaseQuery:
        """Only his own of it, by the index that knows them."""
        if self.has_ended:
            return self.cases(cases.mine(user), user, at)
        own = cases.open_of(user) if "dark_at" in self.order else cases.among_own(user)
        return self.cases(own, user, at)


LISTS = (
    Standing("dark", lambda c, _u, at: c.in_the_dark(at), ("-pace", "dark_at")),
    Standing("mine", lambda c, u, _at: c.open_of(u), ("dark_at",)),
    Standing("no_owner", lambda c, _u, _at: c.unassigned(), ("opened_at",)),
    Standing("waiting", lambda c, _u, _at: c.waiting_for_client(), ("waiting_since",)),
    Standing("undelivered", lambda c, _u, _at: c.undelivered(), ("undelivered_at",), True),
    Standing("solved", lambda c, _u, _at: c.filter(state=State.SOLVED), ("solved_at",), True),
    Standing("open", lambda c, _u, _at: c.open(), ("dark_at",)),
    Standing("ended", lambda c, _u, _at: c.filter(state=State.CLOSED), ("-closed_at",), True),
    Standing("chasers", lambda c, _u, _at: c.chased(), ("chased_at",)),
    Standing("first_answers", lambda c, _u, at: c.first_answers_due(at), ("dark_at",)),
    Standing("next_words", lambda c, _u, at: c.words_due(at, at + AHEAD), ("dark_at",)),
)
STANDING = {each.name: each for each in LISTS}
