"""M7: what was acknowledged, assessed and answered within its limit; the law's stands apart."""

from dataclasses import dataclass
from datetime import datetime
from itertools import repeat
from typing import Any

from django.db.models import Count, F, Q, QuerySet

from slovo.domain.cases.models.confidence import ready
from slovo.domain.complaints.models import Complaint, LegalLimit
from slovo.domain.complaints.models.complaint import ComplaintQuery
from slovo.domain.staff.models import User
from slovo.lib.prepared import Prepared, PreparedModels
from slovo.lib.stats import Share, wilson

IMPORTED = "import"


@dataclass(frozen=True, slots=True)
class Step:
    """`done` the moment it was, `due` by when; the rows are those done or over time."""

    name: str
    done: str
    due: str

    def rows(self, complaints: ComplaintQuery, at: datetime) -> ComplaintQuery:
        return complaints.filter(self.judged(at))

    def judged(self, at: datetime) -> Q:
        """What is cheap to ask stands first: nearly all are over time by now."""
        known = Q(**{f"{self.due}__isnull": False})
        over = Q(**{f"{self.due}__lt": at})
        return over | known & Q(**{f"{self.done}__isnull": False})

    @property
    def kept(self) -> Q:
        """Done by when it was due; whatever is kept is judged."""
        return Q(**{f"{self.done}__lte": F(self.due)})


STEPS = {
    step.name: step
    for step in (
        Step("acknowledged", "acknowledged_at", "receipt_by"),
        Step("assessed", "assessed_at", "assess_by"),
        Step("answered", "answered_at", "own_limit_at"),
        Step("lawful", "answered_at", "legal_limit_at"),
    )
}


@dataclass(frozen=True, slots=True)
class Punctual:
    """So many in their limit, of so many; `law`: only those under this one."""

    step: str
    kept: int
    count: int
    law: LegalLimit | None = None

    @property
    def missed(self) -> int:
        return self.count - self.kept

    @property
    def share(self) -> Share | None:
        return wilson(self.kept, self.count)


def received(user: User, since: datetime, until: datetime) -> ComplaintQuery:
    """In [since, until); what was imported is history."""
    return _received(Complaint.objects.visible_to(user), since, until)


def _received(complaints: ComplaintQuery, since: datetime, until: datetime) -> ComplaintQuery:
    found = complaints.filter(received_at__gte=since, received_at__lt=until)
    return found.exclude(case__channel=IMPORTED)


def punctuality(user: User, since: datetime, until: datetime, at: datetime) -> list[Punctual]:
    """Each step in its order, then the answer within the law's limit, law by law."""
    span = {"since": since, "until": until}
    rows = ready(_BY_LAW, user, lambda: _by_law(received(user, **span), at), at=at, **span)
    sums = [sum(column) for column in zip(*(row[1:] for row in rows), strict=True)]
    pairs = zip(sums[::2], sums[1::2], strict=True) if sums else repeat((0, 0))
    steps = [Punctual(name, *pair) for name, pair in zip(STEPS, pairs, strict=False)]
    lawful = {law: (kept, count) for law, *_others, kept, count in rows if law and count}
    laws = LegalLimit.objects.filter(pk__in=lawful).order_by("country", "client_kind", "pk")
    return [*steps, *(Punctual("lawful", *lawful[law.pk], law=law) for law in laws)]


def _by_law(complaints: ComplaintQuery, at: datetime) -> QuerySet[Any, Any]:
    """Law → of each step how many were kept, of how many; counted in one go."""
    wanted = {}
    for name, step in STEPS.items():
        wanted[f"{name}_kept"] = Count("pk", filter=step.kept)
        wanted[f"{name}_count"] = Count("pk", filter=step.judged(at))
    return complaints.order_by().values_list("legal_limit").annotate(**wanted)


_BY_LAW = Prepared(
    lambda since, until, at: _by_law(_received(Complaint.objects.all(), since, until), at)
)


def oldest_open(user: User) -> Complaint | None:
    visible = Complaint.objects.visible_to(user)
    return next(iter(ready(_OLDEST, user, lambda: _oldest(visible))), None)


def _oldest(complaints: ComplaintQuery) -> ComplaintQuery:
    rows = complaints.open().order_by("received_at", "pk").select_related("person")
    return rows.only("number", "received_at", "person__full_name")[:1]


_OLDEST = PreparedModels(Complaint, lambda: _oldest(Complaint.objects.all()))
