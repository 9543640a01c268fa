from typing import Any

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from slovo.domain.delivery.models.asked import Asked
from slovo.domain.journal.facts import vouched

Figure = dict[str, str]


@vouched("decision")
class Decision(Asked):
    """What the client had to decide, on what data, and what he chose in his words (R071).

    Put to him in a talk, and by a letter with a link once he is asked; `letter` tells which.
    """

    headline = _("What do you decide?")
    question = models.TextField()
    figures = models.JSONField(default=list, help_text="what, source and day of each")
    options = models.JSONField(default=list)
    choice = models.TextField(blank=True)
    confirm_due_at = models.DateTimeField(null=True)
    confirmed_at = models.DateTimeField(null=True, help_text="the letter reached his server")

    class Meta(Asked.Meta):
        constraints = [
            *Asked.Meta.constraints,
            models.CheckConstraint(
                condition=Q(answered_at=None)
                | Q(answer="no")
                | (~Q(choice="") & Q(confirm_due_at__isnull=False)),
                name="a_choice_is_confirmed_back",
            ),
        ]

    @property
    def text(self) -> str:
        """What a reminder says of it."""
        return self.question

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
            "chosen_at": self.answered_at,
        }
