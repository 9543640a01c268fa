from datetime import datetime
from typing import Any, ClassVar

from django.db import models
from django.db.models import Q

from slovo.domain.cases.models import Case
from slovo.domain.cases.models.confidence import shown_in
from slovo.domain.journal.facts import vouched
from slovo.domain.staff.models import User


class TalkQuery(models.QuerySet["Talk"]):
    def visible_to(self, user: User) -> "TalkQuery":
        if not user.may("see_cases"):
            return self.none()
        return shown_in(self, user)  # type: ignore[no-any-return]

    def minded_by(self, user: User) -> "TalkQuery":
        """Whose it is to send the list: who held it, or whoever took it over."""
        his = Q(minder=user) | Q(minder=None, held_by=user)
        return self.filter(his).order_by("held_at", "pk")

    def unlisted(self) -> "TalkQuery":
        """What was agreed has not been written to the client yet."""
        return self.filter(listed_at=None)

    def due(self, at: datetime) -> "TalkQuery":
        return self.filter(next_at__lte=at).order_by("next_at", "pk")


@vouched("talk")
class Talk(models.Model):
    """A call or a meeting: what both sides agreed in it leaves within one business day (R143)."""

    case = models.ForeignKey(Case, on_delete=models.CASCADE, related_name="talks")
    held_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    minder = models.ForeignKey(
        User,
        null=True,
        on_delete=models.PROTECT,
        related_name="+",
        help_text="sends the list instead of who held it",
    )
    held_at = models.DateTimeField()
    noted_at = models.DateTimeField()
    list_by = models.DateTimeField(help_text="the agreed list should have left by then")
    listed_at = models.DateTimeField(null=True, help_text="it left, or nothing was agreed")
    nothing = models.BooleanField(default=False, help_text="nothing was agreed")
    next_at = models.DateTimeField(null=True)

    objects: ClassVar[TalkQuery] = TalkQuery.as_manager()  # type: ignore[assignment]

    class Meta:
        ordering = ["-held_at", "-pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(held_at__lte=models.F("noted_at")), name="a_talk_was_held_before"
            ),
        ]
        indexes = [
            models.Index(fields=["next_at"], name="talk_due", condition=Q(next_at__isnull=False)),
            models.Index(fields=["case", "-held_at"], name="talk_of_case"),
        ]

    @property
    def minded_by(self) -> User:
        return self.minder or self.held_by

    def sealed_facts(self) -> dict[str, Any]:
        return {
            "case": self.case_id,
            "held_at": self.held_at,
            "list_by": self.list_by,
            "listed_at": self.listed_at,
            "nothing": self.nothing,
        }
