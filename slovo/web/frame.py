"""What stands around every page of the desk, asked at once: the firm, and what calls for a look."""

from datetime import datetime
from typing import Any, NamedTuple

from slovo.domain.cases.models import Case
from slovo.domain.cases.models.confidence import hides_from
from slovo.domain.notices.models import Notice
from slovo.domain.staff.models import Firm, User
from slovo.lib.prepared import CountOf, Prepared

MOST = 100
SIDES = tuple(field.attname for field in Firm._meta.concrete_fields)


class Frame(NamedTuple):
    """`dark`: how many of his own clients wait in the dark; `unseen`: notices he has not read."""

    firm: Firm | None
    dark: int = 0
    unseen: int = 0


def frame_of(user: User | None, at: datetime) -> Frame:
    """One query; beyond a hundred notices nobody counts."""
    if user is None:
        return Frame(Firm.current())
    row = next(iter(_FRAME(user=user.pk, at=at)), None)
    if row is None:
        return Frame(None)
    *sides, dark, unseen = row
    visible = Case.objects.visible_to(user)
    is_blind = visible.query.is_empty()
    if not is_blind and hides_from(user):
        dark = visible.open_of(user).in_the_dark(at).count()
    return Frame(Firm.from_db("default", SIDES, sides), 0 if is_blind else dark, unseen)


def _frame(user: int, at: datetime) -> Any:
    dark = Case.objects.open_of(user).in_the_dark(at).order_by()
    unseen = Notice.objects.filter(user=user, seen_at=None).order_by()
    return (
        Firm.objects.filter(pk=1)
        .annotate(dark=CountOf(dark.values("pk")), unseen=CountOf(unseen.values("pk")[:MOST]))
        .values_list(*SIDES, "dark", "unseen")
    )


_FRAME = Prepared(_frame)
