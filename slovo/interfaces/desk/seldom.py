"""What stands on Today only now and then: one question says what of it there is at all."""

from typing import Any, NamedTuple

from django.db.models import Exists

from slovo.domain.billing.models import Review
from slovo.domain.calls.models import MissedCall
from slovo.domain.clients.models import Responsibility
from slovo.domain.complaints.models import QuarterReview, Resolution
from slovo.domain.duty.models import Swap
from slovo.domain.goodwill.models import BoundaryTalk
from slovo.domain.mistakes.models import Mistake
from slovo.domain.post.models import Delivery
from slovo.domain.promises.models import FoundDate
from slovo.domain.staff.models import Team, User
from slovo.lib.prepared import Prepared


class Seldom(NamedTuple):
    """Whether there is any in the house; what of it he may see, the list of each knows."""

    below: bool
    calls: bool
    dates: bool
    decisions: bool
    letters: bool
    mistakes: bool
    quarters: bool
    swaps: bool
    talks: bool
    teams: bool
    unknown: bool


def seldom(user: User) -> Seldom:
    """One small question, where each list would ask its own on a page without any."""
    (row,) = _SELDOM(user=user.pk)
    return Seldom._make(row)


def _seldom(user: int) -> Any:
    rows = {
        "below": Review.objects.all().to_settle(),
        "calls": MissedCall.objects.filter(back_at=None),
        "dates": FoundDate.objects.all().to_review(),
        "decisions": Resolution.objects.open().filter(owner=user),
        "letters": Delivery.objects.filter(next_at__isnull=False),
        "mistakes": Mistake.objects.all().open(),
        "quarters": QuarterReview.objects.filter(signed_at=None),
        "swaps": Swap.objects.filter(to=user, answered_at=None),
        "talks": BoundaryTalk.objects.all().open(),
        "teams": Team.objects.filter(closed_at=None),
        "unknown": Responsibility.objects.all().unknown(),
    }
    return User.objects.filter(pk=user).values_list(*(Exists(rows[n]) for n in Seldom._fields))


_SELDOM = Prepared(_seldom)
