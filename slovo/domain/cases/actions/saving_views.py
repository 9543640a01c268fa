"""Lists of cases that a colleague keeps under a name, for himself or for the firm."""

from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from slovo.domain.cases.models import SavedView
from slovo.domain.cases.sieve import Sieve
from slovo.domain.cases.standing import STANDING
from slovo.domain.journal.record import record
from slovo.domain.journal.refusal import Refusal
from slovo.domain.staff.models import User
from slovo.domain.staff.rights import NotAllowed, refuse_unless_allowed

MOST = 20


class ViewRefused(Refusal):
    """A view needs a name of its own, and a list or words."""


class TooManyViews(Refusal):
    """More views than anybody reads: each of them is counted for every reader."""


@transaction.atomic
def save_view(
    view: SavedView | None,
    *,
    name: str,
    sieve: Sieve,
    is_shared: bool,
    by: User,
    at: datetime,
) -> SavedView:
    """Keep it, or change it; `is_shared`: for the whole firm."""
    known = view or SavedView(user=by)
    _refuse_others(known, by)
    owner = None if is_shared else by
    is_moved = known.pk is None or known.user != owner
    known.user, known.name = owner, " ".join(name.split())
    _refuse_others(known, by)
    known.among, known.words = sieve.among, " ".join(sieve.words.split())
    known.is_own, known.colleague = sieve.is_own, sieve.colleague
    known.service_class, known.changed_at = sieve.service_class, at
    _refuse_unusable(known)
    if is_moved:
        known.place = _place_behind(owner)
    known.save()
    record("view.saved", known, by=by, at=at, is_shared=is_shared)
    return known


@transaction.atomic
def raise_view(view: SavedView, *, by: User, at: datetime) -> None:
    """One place up among those it stands with."""
    _refuse_others(view, by)
    row = list(SavedView.objects.beside(view.user).select_for_update())
    place = row.index(view) if view in row else 0
    if place == 0:
        return
    row[place - 1 : place + 1] = [row[place], row[place - 1]]
    for number, each in enumerate(row):
        SavedView.objects.filter(pk=each.pk).update(place=number)
    record("view.moved", view, by=by, at=at)


@transaction.atomic
def drop_view(view: SavedView, *, by: User, at: datetime) -> None:
    """The name is forgotten; the cases are where they were."""
    _refuse_others(view, by)
    if SavedView.objects.filter(pk=view.pk).exists():
        record("view.dropped", view, by=by, at=at)
        SavedView.objects.filter(pk=view.pk).delete()


def _refuse_others(view: SavedView, by: User) -> None:
    """His own are his; the firm's are for those who keep them."""
    refuse_unless_allowed("save_view" if view.user else "share_view", by)
    if view.user and view.user != by:
        raise NotAllowed("save_view")


def _refuse_unusable(view: SavedView) -> None:
    if not view.name:
        raise ViewRefused(_("Write a name for the view."))
    if not view.words and view.among not in STANDING:
        raise ViewRefused(_("Choose a list, or write words to look for in all cases."))
    beside = SavedView.objects.beside(view.user).exclude(pk=view.pk)
    if beside.filter(name=view.name).exists():
        raise ViewRefused(_("There is a view named “%(name)s” already.") % {"name": view.name})
    if beside.count() >= MOST:
        sentence = _("There are %(count)s views already, and more are not read. Delete one first.")
        raise TooManyViews(sentence % {"count": MOST})


def _place_behind(owner: User | None) -> int:
    last = SavedView.objects.beside(owner).last()
    return last.place + 1 if last else 0
