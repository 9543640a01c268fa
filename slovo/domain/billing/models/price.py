from datetime import date
from decimal import Decimal
from typing import ClassVar

from django.db import models
from django.db.models import Q

from slovo.domain.delivery.models import TimeEntry
from slovo.domain.engagements.models import Engagement
from slovo.domain.staff.models import User


class PriceQuery(models.QuerySet["Price"]):
    def on(self, engagement: Engagement, currency: str, day: date) -> Decimal | None:
        """What an hour of that day costs; the price set last counts."""
        known = self.filter(engagement=engagement, currency=currency, since__lte=day)
        return known.order_by("-since", "-pk").values_list("rate", flat=True).first()


class Price(models.Model):
    """What an hour costs under an agreement from a day on. Set anew, the old one stays."""

    engagement = models.ForeignKey(Engagement, on_delete=models.PROTECT, related_name="prices")
    currency = models.CharField(max_length=3)
    rate = models.DecimalField(max_digits=12, decimal_places=2)
    since = models.DateField()
    set_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    set_at = models.DateTimeField()

    objects: ClassVar[PriceQuery] = PriceQuery.as_manager()  # type: ignore[assignment]

    class Meta:
        ordering = ["-since", "-pk"]
        constraints = [
            models.CheckConstraint(condition=Q(rate__gte=0), name="a_price_is_zero_or_more")
        ]


class FreeTime(models.Model):
    """Time the client never pays, such as work done again by our fault: on any invoice at zero."""

    time_entry = models.OneToOneField(TimeEntry, on_delete=models.PROTECT, related_name="free")
    why = models.CharField(max_length=300)
    freed_by = models.ForeignKey(User, null=True, on_delete=models.PROTECT, related_name="+")
    freed_at = models.DateTimeField()
