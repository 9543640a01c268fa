"""What we did wrong, as the client sees it: admitted, by when it is right, what he gets back."""

from dataclasses import dataclass
from datetime import datetime

from django.utils.translation import gettext as _

from slovo.domain.mistakes.models import Mistake, Payout
from slovo.interfaces.portal.doors import Visit
from slovo.lib import moments
from slovo.lib.prepared import PreparedModels
from slovo.lib.sums import money

MOST = 5
_TOLD = PreparedModels(
    Mistake,
    lambda case: (
        Mistake.objects.filter(case=case, admitted_at__isnull=False, dropped_why="")
        .order_by("-admitted_at", "-pk")
        .prefetch_related("payouts")[:MOST]
    ),
)


@dataclass(frozen=True, slots=True)
class Admitted:
    """One mistake: what happened, how it stands, what he gets back, whether he may claim more."""

    mistake: Mistake
    state: str
    payouts: list[str]
    may_claim: bool


def mistakes_of(visit: Visit) -> list[Admitted]:
    """Those he was told of, the newest first; only for the client himself."""
    if not visit.is_his:
        return []
    return [_admitted(mistake, visit) for mistake in _TOLD(case=visit.case.pk)]


def _admitted(mistake: Mistake, visit: Visit) -> Admitted:
    payouts = [_payout(payout, visit) for payout in mistake.payouts.all()]
    return Admitted(mistake, _state(mistake, visit), payouts, mistake.closed_at is None)


def _state(mistake: Mistake, visit: Visit) -> str:
    if mistake.verified_by_client_at:
        return _("Right now, as you told us.")
    if mistake.corrected_at:
        return _("Put right. Please tell us whether it is right now.")
    if mistake.correct_by:
        return _("It is right by %(when)s.") % {"when": _when(mistake.correct_by, visit)}
    return _("By %(when)s we tell you when it is right.") % {"when": _when(mistake.plan_by, visit)}


def _payout(payout: Payout, visit: Visit) -> str:
    said = {"sum": money(payout.amount, payout.currency, visit.language)}
    if payout.paid_at:
        day = moments.day(payout.paid_at, visit.case.zone, visit.language)
        return _("We paid you %(sum)s on %(day)s.") % {**said, "day": day}
    day = moments.day(payout.due_at, visit.case.zone, visit.language)
    return _("We pay you %(sum)s by %(day)s.") % {**said, "day": day}


def _when(at: datetime, visit: Visit) -> str:
    return moments.moment(at, visit.case.zone, visit.language, offset=True)
