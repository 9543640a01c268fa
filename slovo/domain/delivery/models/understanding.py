from typing import Any

from django.db import models
from django.utils.translation import gettext_lazy as _

from slovo.domain.delivery.models.asked import Asked
from slovo.domain.engagements.models import Engagement
from slovo.domain.journal.facts import vouched


@vouched("restatement")
class Restatement(Asked):
    """What he wants, said by us in his words: «Did I get you right?» (R144)."""

    headline = _("Did I get you right?")
    text = models.TextField()

    def sealed_facts(self) -> dict[str, Any]:
        return super().sealed_facts() | {"text": self.text}


def is_understood(engagement: Engagement) -> bool:
    """Whether he has said yes to the last thing we restated."""
    last = engagement.restatements.filter(withdrawn_at=None).order_by("pk").last()
    return last is not None and last.is_agreed
