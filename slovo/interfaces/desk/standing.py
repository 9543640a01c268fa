"""The views of the case list: what each is called, and how many stand in it."""

from dataclasses import dataclass
from datetime import datetime
from functools import lru_cache
from typing import Any

from django.utils.translation import gettext_lazy as _

from slovo.domain.cases.lines import CaseLine
from slovo.domain.cases.models import Case, SavedView
from slovo.domain.cases.models.case import CaseQuery
from slovo.domain.cases.models.confidence import hides_from
from slovo.domain.cases.standing import STANDING, Standing
from slovo.domain.staff.models import Firm, User
from slovo.interfaces.desk import paging
from slovo.interfaces.desk.paging import Page, in_order, page_in
from slovo.lib.prepared import CountOf, Prepared

MOST, SAVED = 100, "saved"


@dataclass(frozen=True, slots=True)
class Way:
    """One view on the left; `group` is the heading it stands under."""

    title: str
    icon: str
    url: str
    count: str
    is_here: bool
    group: str = ""


@dataclass(frozen=True, slots=True)
class View:
    """A standing list as the desk names it."""

    name: str
    title: Any
    icon: str = ""
    group: Any = ""

    @property
    def standing(self) -> Standing:
        return STANDING[self.name]


VIEWS = (
    View("dark", _("In the dark"), "eye-off"),
    View("mine", _("Mine"), "user"),
    View("no_owner", _("No owner"), "user-question"),
    View("waiting", _("Waiting for the client"), "hourglass"),
    View("undelivered", _("Did not arrive"), "mail-off"),
    View("solved", _("Solved, not confirmed"), "circle-check"),
    View("open", _("Open"), "inbox", _("Standing")),
    View("ended", _("Ended"), "archive", _("Standing")),
)
LISTS = (
    View("chasers", _("Had to ask again")),
    View("first_answers", _("First answers due")),
    View("next_words", _("Next words due")),
)
BY_NAME = {view.name: view for view in (*VIEWS, *LISTS)}


def counts_of(cases: CaseQuery, user: User, at: datetime) -> dict[str, str]:
    """How many stand in each view; beyond ninety-nine nobody counts. One query, with whether any
    view is saved, which mostly none is."""
    rows = [] if cases.query.is_empty() else _counted(cases, user, at)
    names = (*(view.name for view in VIEWS), SAVED)
    counts = dict.fromkeys(names, 0) | dict(zip(names, next(iter(rows), ()), strict=False))
    return {name: "99+" if count >= MOST else str(count) for name, count in counts.items()}


def _counted(cases: CaseQuery, user: User, at: datetime) -> Any:
    if hides_from(user):
        return _counts_of(cases, user.pk, at)
    return _COUNTS(user=user.pk, at=at)


def _counts(user: int, at: datetime) -> Any:
    return _counts_of(Case.objects.all(), user, at)


def _counts_of(cases: CaseQuery, user: int, at: datetime) -> Any:
    found = {
        view.name: CountOf(view.standing.cases(cases, user, at).order_by().values("pk")[:MOST])
        for view in VIEWS
    }
    found[SAVED] = CountOf(SavedView.objects.known_to(user).order_by().values("pk"))
    return Firm.objects.filter(pk=1).annotate(**found).values_list(*found)


_COUNTS = Prepared(_counts)


def first_page(view: View, user: User, at: datetime, *, is_mine: bool) -> Page:
    """The page that nearly everybody asks for."""
    visible = Case.objects.visible_to(user)
    if visible.query.is_empty():
        return Page([], "")
    order = view.standing.order
    if hides_from(user):
        return paging.page_of(asked_of(view, visible, user, at, is_mine=is_mine), order, "")
    rows = _first(view, paging.SIZE, is_mine=is_mine)(user=user.pk, at=at)
    return page_in([CaseLine._make(row) for row in rows], order)


def asked_of(
    view: View, cases: CaseQuery, user: User | int, at: datetime, *, is_mine: bool
) -> CaseQuery:
    asked = view.standing.narrowed if is_mine else view.standing.cases
    return asked(cases, user, at)


@lru_cache(maxsize=64)
def _first(view: View, size: int, *, is_mine: bool) -> Prepared:
    def build(user: int, at: datetime) -> Any:
        asked = asked_of(view, Case.objects.all(), user, at, is_mine=is_mine)
        cases = in_order(asked, view.standing.order)
        return cases.values_list(*CaseLine._fields)[: size + 1]

    return Prepared(build)
