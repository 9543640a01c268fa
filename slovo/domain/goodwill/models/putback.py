from typing import Any, ClassVar

from django.db import models
from django.db.models import Q

from slovo.domain.cases.models import Case
from slovo.domain.cases.models.confidence import shown_in
from slovo.domain.journal.facts import vouched
from slovo.domain.staff.models import User


class PutBackQuery(models.QuerySet["PutBack"]):
    def visible_to(self, user: User) -> "PutBackQuery":
        if not user.may("see_cases"):
            return self.none()
        return shown_in(self, user)  # type: ignore[no-any-return]


@vouched("putback")
class PutBack(models.Model):
    """A case was put behind the others of its owner: from which place to which, and why (R089)."""

    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="put_backs")
    place_from = models.PositiveIntegerField()
    place_to = models.PositiveIntegerField()
    reason = models.CharField(max_length=500)
    put_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    put_at = models.DateTimeField()

    objects: ClassVar[PutBackQuery] = PutBackQuery.as_manager()  # type: ignore[assignment]

    class Meta:
        ordering = ["-put_at", "-pk"]
        constraints = [models.CheckConstraint(condition=~Q(reason=""), name="a_put_back_says_why")]
        indexes = [models.Index(fields=["put_at"], name="putback_in_time")]

    def __str__(self) -> str:
        return self.reason

    def sealed_facts(self) -> dict[str, Any]:
        return {
            "case": self.case_id,
            "place_from": self.place_from,
            "place_to": self.place_to,
            "reason": self.reason,
            "put_at": self.put_at,
        }
