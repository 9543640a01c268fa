from typing import Any

from django.db import models
from django.utils.translation import gettext_lazy as _

from slovo.domain.delivery.models import Asked
from slovo.domain.engagements.models import Engagement
from slovo.domain.journal.facts import vouched
from slovo.domain.mistakes.models.mistake import Mistake


@vouched("verification")
class Verification(Asked):
    """The client is asked whether what we put right is right now."""

    headline = _("Is it right now?")
    engagement = models.ForeignKey(  # type: ignore[assignment]  # a case may stand without one
        Engagement, null=True, on_delete=models.PROTECT, related_name="verifications"
    )
    mistake = models.ForeignKey(Mistake, on_delete=models.CASCADE, related_name="verifications")
    done = models.TextField(help_text="what we put right, in words he reads")

    @property
    def text(self) -> str:
        """What a reminder says of it."""
        return self.done

    def sealed_facts(self) -> dict[str, Any]:
        return super().sealed_facts() | {"mistake": self.mistake_id, "done": self.done}
