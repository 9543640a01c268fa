"""Time that counts and stands on no invoice; time that is never paid."""

from collections.abc import Iterable

from django.db.models import Exists, OuterRef

from slovo.domain.billing.models import FreeTime, InvoiceLine
from slovo.domain.delivery.models import TimeEntry
from slovo.domain.delivery.models.scope import TimeQuery
from slovo.domain.engagements.models import Engagement


def unbilled(engagement: Engagement) -> TimeQuery:
    billed = InvoiceLine.objects.live().filter(time_entry=OuterRef("pk"))
    entries = TimeEntry.objects.filter(~Exists(billed), engagement=engagement).counted()
    return entries.select_related("user").order_by("day", "pk")


def free_entries(entries: Iterable[TimeEntry]) -> set[int]:
    """Which of them the client never pays."""
    keys = [entry.pk for entry in entries]
    return set(FreeTime.objects.filter(time_entry__in=keys).values_list("time_entry", flat=True))
