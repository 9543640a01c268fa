from typing import Any

from django.db import models
from django.utils.translation import gettext_lazy as _

from slovo.domain.delivery.models import Asked
from slovo.domain.engagements.models import Engagement
from slovo.domain.journal.facts import vouched
from slovo.domain.risks.models.risk import Risk


@vouched("badnews")
class BadNews(Asked):
    """What the client is told of a risk: cause, effect, what else is possible; and his choice."""

    headline = _("Bad news, and what can be done")
    engagement = models.ForeignKey(  # type: ignore[assignment]  # a case may stand without one
        Engagement, null=True, on_delete=models.PROTECT, related_name="bad_news"
    )
    risk = models.ForeignKey(Risk, on_delete=models.CASCADE, related_name="news")
    cause = models.TextField()
    effect = models.TextField()
    effort_minutes = models.PositiveIntegerField(null=True, help_text="the work that is left")
    is_spoken = models.BooleanField(default=False, help_text="said first, the letter confirms it")
    promise_due_at = models.DateTimeField(null=True, help_text="what was due when he was told")
    told_at = models.DateTimeField(null=True, help_text="said, or delivered")
    choice = models.ForeignKey("Alternative", null=True, on_delete=models.PROTECT, related_name="+")

    @property
    def text(self) -> str:
        """What a reminder says of it."""
        return self.effect

    @property
    def is_in_time(self) -> bool | None:
        """Told before the promise fell due; None while nothing was promised, or he is not told."""
        if self.promise_due_at is None or self.told_at is None:
            return None
        return self.told_at < self.promise_due_at

    def sealed_facts(self) -> dict[str, Any]:
        return super().sealed_facts() | {
            "cause": self.cause,
            "effect": self.effect,
            "promise_due_at": self.promise_due_at,
            "told_at": self.told_at,
            "choice": self.choice_id,
        }


class Alternative(models.Model):
    """One way on; with a date it is a new promise once he chooses it."""

    news = models.ForeignKey(BadNews, on_delete=models.CASCADE, related_name="alternatives")
    place = models.PositiveSmallIntegerField()
    text = models.CharField(max_length=500)
    due_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ["place"]
        constraints = [
            models.UniqueConstraint(fields=["news", "place"], name="alternatives_in_their_order")
        ]

    def __str__(self) -> str:
        return self.text
