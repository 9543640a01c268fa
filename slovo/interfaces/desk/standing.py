"""The views of the case list: what each shows, in which order, and how many stand in it."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from functools import lru_cache
from typing import Any

from django.utils.translation import gettext_lazy as _

from slovo.domain.cases.lines import CaseLine
from slovo.domain.cases.models import Case
from slovo.domain.cases.models.case import CaseQuery, State
from slovo.domain.cases.models.confidence import hides_from
from slovo.domain.cases.today import AHEAD
from slovo.domain.staff.models import Firm, User
from slovo.interfaces.desk import paging
from slovo.interfaces.desk.paging import Page, in_order, page_in
from slovo.lib.prepared import CountOf, Prepared

MOST = 100
LONGEST = _("who waits longest")


@dataclass(frozen=True, slots=True)
class View:
    """A view and the keys of its order, so that the next page begins where this one ended."""

    name: str
    title: Any
    icon: str
    cases: Callable[[CaseQuery, User | int, datetime], CaseQuery]
    order: tuple[str, ...]
    group: str = "work"
    order_words: Any = LONGEST
    has_ended: bool = False

    def narrowed(self, cases: CaseQuery, user: User | int, at: datetime) -> CaseQuery:
        """Only his own of it, by the index that knows them."""
        if self.has_ended:
            return self.cases(cases.mine(user), user, at)
        own = cases.open_of(user) if "dark_at" in self.order else cases.among_own(user)
        return self.cases(own, user, at)


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


def counts_of(cases: CaseQuery, user: User, at: datetime) -> dict[str, str]:
    """How many stand in each view; beyond ninety-nine nobody counts. One query."""
    rows = [] if cases.query.is_empty() else _counted(cases, user, at)
    counts = dict(zip((view.name for view in VIEWS), next(iter(rows), ()), strict=False))
    return {name: "99+" if count >= MOST else str(count) for name, count in counts.items()}


def _counted(cases: CaseQuery, user: User, at: datetime) -> Any:
    if hides_from(user):
        return _counts_of(cases, user.pk, at)
    return _COUNTS(user=user.pk, at=at)


def _counts(user: int, at: datetime) -> Any:
    return _counts_of(Case.objects.all(), user, at)


def _counts_of(cases: CaseQuery, user: int, at: datetime) -> Any:
    found = {
        view.name: CountOf(view.cases(cases, user, at).order_by().values("pk")[:MOST])
        for view in VIEWS
    }
    return Firm.objects.filter(pk=1).annotate(**found).values_list(*found)


_COUNTS = Prepared(_counts)


def first_page(view: View, user: User, at: datetime, *, is_mine: bool) -> Page:
    """The page that nearly everybody asks for."""
    visible = Case.objects.visible_to(user)
    if visible.query.is_empty():
        return Page([], "")
    if hides_from(user):
        shown = view.narrowed if is_mine else view.cases
        return paging.page_of(shown(visible, user, at), view.order, "")
    rows = _first(view, paging.SIZE, is_mine=is_mine)(user=user.pk, at=at)
    return page_in([CaseLine._make(row) for row in rows], view.order)


@lru_cache(maxsize=64)
def _first(view: View, size: int, *, is_mine: bool) -> Prepared:
    def build(user: int, at: datetime) -> Any:
        asked = view.narrowed if is_mine else view.cases
        cases = in_order(asked(Case.objects.all(), user, at), view.order)
        return cases.values_list(*CaseLine._fields)[: size + 1]

    return Prepared(build)
