from typing import Any

from django.db import models
from django.db.models import Q

from slovo.domain.cases.models import Case, Message
from slovo.domain.engagements.models import Engagement
from slovo.domain.journal.facts import vouched
from slovo.domain.staff.models import User

Figure = dict[str, str]


@vouched("decision")
class Decision(models.Model):
    """What the client had to decide, on what data, and what he chose in his words (R071)."""

    engagement = models.ForeignKey(Engagement, on_delete=models.PROTECT, related_name="decisions")
    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="+")
    question = models.TextField()
    figures = models.JSONField(default=list, help_text="what, source and day of each")
    options = models.JSONField(default=list)
    put_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    put_at = models.DateTimeField()
    choice = models.TextField(blank=True)
    words = models.TextField(blank=True, help_text="his own")
    chosen_at = models.DateTimeField(null=True)
    recorded_by = models.ForeignKey(User, null=True, on_delete=models.PROTECT, related_name="+")
    confirmation = models.ForeignKey(
        Message, null=True, on_delete=models.SET_NULL, related_name="+"
    )
    confirm_due_at = models.DateTimeField(null=True)
    confirmed_at = models.DateTimeField(null=True, help_text="the letter reached his server")
    next_at = models.DateTimeField(null=True, help_text="when the keeper looks for the letter")

    class Meta:
        ordering = ["-put_at", "-pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(chosen_at=None)
                | (~Q(choice="") & ~Q(words="") & Q(confirm_due_at__isnull=False)),
                name="a_choice_has_his_words",
            ),
        ]
        indexes = [
            models.Index(
                fields=["next_at"], name="decision_due", condition=Q(next_at__isnull=False)
            ),
        ]

    @property
    def unsourced(self) -> list[Figure]:
        """Figures nobody could check: no source, or no day."""
        return [row for row in self.figures if not (row["source"] and row["day"])]

    def sealed_facts(self) -> dict[str, Any]:
        return {
            "engagement": self.engagement_id,
            "question": self.question,
            "figures": self.figures,
            "options": self.options,
            "choice": self.choice,
            "words": self.words,
            "chosen_at": self.chosen_at,
        }
