"""M7: what was acknowledged, assessed and answered within its limit; the law's stands apart."""

from dataclasses import dataclass
from datetime import datetime

from django.db.models import Count, DateTimeField, ExpressionWrapper, F, Min, OuterRef, Q, Subquery
from django.db.models.functions import Coalesce

from slovo.domain.complaints.ladder import RECEIPT_WITHIN
from slovo.domain.complaints.models import Complaint, Finding, LegalLimit
from slovo.domain.complaints.models.complaint import ComplaintQuery
from slovo.domain.staff.models import User
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
        return self.over(at) | known & Q(**{f"{self.done}__isnull": False})

    def over(self, at: datetime) -> Q:
        if self.due == "receipt_by":
            return Q(filed_at__lt=at - RECEIPT_WITHIN)
        return Q(**{f"{self.due}__lt": at})

    @property
    def kept(self) -> Q:
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
    """In [since, until), with the moments that are judged; what was imported is history.

    The first answer counts: a complaint that is opened again was answered all the same.
    """
    sent = Finding.objects.filter(complaint=OuterRef("pk"), sent_at__isnull=False)
    first = sent.order_by().values("complaint").annotate(first=Min("sent_at")).values("first")
    within = F("filed_at") + RECEIPT_WITHIN
    found = Complaint.objects.visible_to(user).exclude(case__channel=IMPORTED)
    return found.filter(received_at__gte=since, received_at__lt=until).annotate(
        answered_at=Coalesce(Subquery(first), "decided_at", "resolved_at_once_at"),
        receipt_by=ExpressionWrapper(within, output_field=DateTimeField()),
    )


def punctuality(complaints: ComplaintQuery, at: datetime) -> list[Punctual]:
    """Each step in its order; the database counts them all in one go."""
    wanted = {}
    for name, step in STEPS.items():
        judged = step.judged(at)
        wanted[f"{name}_count"] = Count("pk", filter=judged)
        wanted[f"{name}_kept"] = Count("pk", filter=judged & step.kept)
    found = complaints.order_by().aggregate(**wanted)
    return [Punctual(name, found[f"{name}_kept"], found[f"{name}_count"]) for name in STEPS]


def by_law(complaints: ComplaintQuery, at: datetime) -> list[Punctual]:
    """The answer within the law's limit, law by law."""
    step = STEPS["lawful"]
    rows = step.rows(complaints, at).order_by().values_list("legal_limit")
    found = rows.annotate(count=Count("pk"), kept=Count("pk", filter=step.kept))
    sums = {law: (kept, count) for law, count, kept in found if law}
    laws = LegalLimit.objects.filter(pk__in=sums).order_by("country", "client_kind", "pk")
    return [Punctual(step.name, *sums[law.pk], law=law) for law in laws]


def oldest_open(user: User) -> Complaint | None:
    rows = Complaint.objects.visible_to(user).open().order_by("received_at", "pk")
    return rows.select_related("person").first()
