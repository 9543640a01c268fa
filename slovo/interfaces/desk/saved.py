"""Saved views on the left of the case list: which there are, and how many stand in each."""

from collections.abc import Iterable, Sequence
from datetime import datetime, timedelta
from typing import NamedTuple

from django.core.cache import cache
from django.http import Http404
from django.urls import reverse
from django.utils.translation import gettext as _

from slovo.domain.cases.models import Case, SavedView
from slovo.domain.cases.models.case import CaseQuery
from slovo.domain.cases.sieve import sieve_of
from slovo.domain.cases.standing import STANDING
from slovo.domain.staff.models import User
from slovo.interfaces.desk.standing import Way
from slovo.lib.prepared import PreparedModels

FRESH, AT_ONCE, KEPT_SECONDS = timedelta(minutes=1), 3, 3_600
_VIEWS = PreparedModels(
    SavedView,
    lambda user: SavedView.objects.known_to(user).select_related("colleague", "service_class"),
)


class Counted(NamedTuple):
    """How many stood in a view, as it was then."""

    changed_at: datetime
    counted_at: datetime
    words: str


def views_known_to(user: User) -> list[SavedView]:
    return _VIEWS(user=user.pk)


def load_view(user: User, pk: int) -> SavedView:
    """His own or the firm's; another colleague's does not exist."""
    found = next((view for view in views_known_to(user) if view.pk == pk), None)
    if found is None:
        raise Http404
    return found


def saved_ways(
    views: Sequence[SavedView], user: User, at: datetime, here: SavedView | None
) -> list[Way]:
    """As they stand on the left: his own, then the firm's."""
    counts = counts_of(views, user, at, here) if views else {}
    base = reverse("case-list")
    return [
        Way(
            view.name,
            "user" if view.user_id else "users",
            f"{base}?view={view.pk}",
            counts.get(view.pk, ""),
            view is here,
            _("My views") if view.user_id else _("The firm’s views"),
        )
        for view in views
    ]


def counts_of(
    views: Iterable[SavedView], user: User, at: datetime, here: SavedView | None
) -> dict[int, str]:
    """Remembered for a minute, and only a few counted for one page: those that are oldest."""
    key = f"saved-views:{user.pk}"
    known: dict[int, Counted] = cache.get(key, {})
    old = sorted(filter(lambda v: is_old(known, v, at), views), key=lambda v: age_of(known, v))
    anew = {view.pk: view for view in (*filter(None, [here]), *old[:AT_ONCE])}
    if anew:
        visible = Case.objects.visible_to(user)
        known |= {
            pk: Counted(view.changed_at, at, count_words(view, visible, user, at))
            for pk, view in anew.items()
        }
        cache.set(key, known, KEPT_SECONDS)
    return {pk: counted.words for pk, counted in known.items()}


def is_old(known: dict[int, Counted], view: SavedView, at: datetime) -> bool:
    counted = known.get(view.pk)
    if counted is None or counted.changed_at != view.changed_at:
        return True
    return not timedelta() <= at - counted.counted_at < FRESH


def age_of(known: dict[int, Counted], view: SavedView) -> float:
    return known[view.pk].counted_at.timestamp() if view.pk in known else 0.0


def count_words(view: SavedView, visible: CaseQuery, user: User, at: datetime) -> str:
    """Nothing is said where none was found among those that were looked at."""
    count, has_more = sieve_of(view).count(visible, user, at)
    if has_more:
        return f"{min(count, 99)}+" if count else ""
    return str(count)


def gone_from(view: SavedView) -> str:
    """What the view names and is not there any more, in a sentence; empty if all is there."""
    if view.among and view.among not in STANDING:
        return _("The list this view was made of is not there any more.")
    if view.colleague and not view.colleague.is_active:
        words = _("%(name)s does not work here any more. Here stands what is still in those hands.")
        return words % {"name": view.colleague.full_name}
    return ""
