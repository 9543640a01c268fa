from datetime import time

from django.db import models
from django.db.models import Q

from slovo.lib.rows import first

TEN = time(10)


class Caps(models.Model):
    """How often the firm may speak to one client unasked: one row (R063)."""

    in_7_days = models.PositiveSmallIntegerField(default=2)
    in_30_days = models.PositiveSmallIntegerField(default=5)
    survey_days = models.PositiveSmallIntegerField(default=90)
    first_hour = models.TimeField(default=TEN, help_text="when what was held leaves, his time")

    class Meta:
        constraints = [
            models.CheckConstraint(condition=Q(pk=1), name="one_row_of_caps"),
            models.CheckConstraint(
                condition=Q(in_7_days__gte=1, in_30_days__gte=1, survey_days__gte=1),
                name="a_cap_lets_one_through",
            ),
        ]

    @classmethod
    def current(cls) -> "Caps":
        """As the firm set them, else as they come with the house."""
        return first(cls, pk=1) or cls(pk=1)
