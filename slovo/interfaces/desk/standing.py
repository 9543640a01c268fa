"""The views of the case list: what each shows, in which order, and how many stand in it."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db.models import IntegerField, Subquery
from django.utils.translation import gettext_lazy as _

from slovo.domain.cases.models.case import CaseQuery, State
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


VIEWS = (
    View(
        "dark",
        _("In the dark"),
        "eye-off",
        lambda c, _u, at: c.in_the_dark(at),
        ("-pace", "dark_at"),
    ),
    View("mine", _("Mine"), "user", lambda c, u, _at: c.open().mine(u), ("dark_at",)),
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
    ),
    View(
        "solved",
        _("Solved, not confirmed"),
        "circle-check",
        lambda c, _u, _at: c.filter(state=State.SOLVED),
        ("solved_at",),
        order_words=_("who was asked longest ago"),
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
    ),
)
BY_NAME = {view.name: view for view in VIEWS}


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
