"""The views of the case list: what each shows, in which order, and how many stand in it."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db.models import IntegerField, Subquery
from django.utils.translation import gettext_lazy as _

from slovo.domain.cases.models.case import CaseQuery, State
from slovo.domain.cases.today import AHEAD
from slovo.domain.staff.models import Firm, User

MOST = 100
LONGEST = _("who waits longest")


@dataclass(frozen=True, slots=True)
class View:
    """A view and the keys of its order, so that the next page begins where this one ended."""

    name: str
    title: Any
    icon: str
    cases: Callable[[CaseQuery, User, datetime], CaseQuery]
    order: tuple[str, ...]
    group: str = "work"
    order_words: Any = LONGEST
    has_ended: bool = False

    def narrowed(self, cases: CaseQuery, user: User, at: datetime) -> CaseQuery:
        """Only his own of it, by the index that knows them."""
        return self.cases(cases.mine(user) if self.has_ended else cases.open_of(user), user, at)


VIEWS = (
    View(
        "dark",
        _("In the dark"),
        "eye-off",
        lambda c, _u, at: c.in_the_dark(at),
        ("-pace", "dark_at"),
    ),
    View("mine", _("Mine"), "user", lambda c, u, _at: c.open_of(u), ("dark_at",)),
    View(
        "no_owner",
        _("No owner"),
        "user-question",
        lambda c, _u, _at: c.unassigned(),
        ("opened_at",),
    ),
    View(
        "waiting",
        _("Waiting for the client"),
        "hourglass",
        lambda c, _u, _at: c.waiting_for_client(),
        ("waiting_since",),
    ),
    View(
        "undelivered",
        _("Did not arrive"),
        "mail-off",
        lambda c, _u, _at: c.undelivered(),
        ("undelivered_at",),
        has_ended=True,
    ),
    View(
        "solved",
        _("Solved, not confirmed"),
        "circle-check",
        lambda c, _u, _at: c.filter(state=State.SOLVED),
        ("solved_at",),
        order_words=_("who was asked longest ago"),
        has_ended=True,
    ),
    View("open", _("Open"), "inbox", lambda c, _u, _at: c.open(), ("dark_at",), "all"),
    View(
        "ended",
        _("Ended"),
        "archive",
        lambda c, _u, _at: c.filter(state=State.CLOSED),
        ("-closed_at",),
        "all",
        _("latest first"),
        has_ended=True,
    ),
)
LISTS = (
    View("chasers", _("Had to ask again"), "", lambda c, _u, _at: c.chased(), ("chased_at",)),
    View(
        "first_answers",
        _("First answers due"),
        "",
        lambda c, _u, at: c.first_answers_due(at),
        ("dark_at",),
    ),
    View(
        "next_words",
        _("Next words due"),
        "",
        lambda c, _u, at: c.words_due(at, at + AHEAD),
        ("dark_at",),
    ),
)
BY_NAME = {view.name: view for view in (*VIEWS, *LISTS)}


class CountOf(Subquery):
    """How many rows a query gives, inside another query."""

    template = "(SELECT COUNT(*) FROM (%(subquery)s) AS counted)"
    output_field = IntegerField()


def counts_of(cases: CaseQuery, user: User, at: datetime) -> dict[str, str]:
    """How many stand in each view; beyond ninety-nine nobody counts. One query."""
    found = {
        view.name: CountOf(view.cases(cases, user, at).order_by().values("pk")[:MOST])
        for view in VIEWS
    }
    row = Firm.objects.filter(pk=1).annotate(**found).values(*found).first() or {}
    return {name: "99+" if count >= MOST else str(count) for name, count in row.items()}
