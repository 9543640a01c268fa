from typing import Any, ClassVar

from django.db import models
from django.db.models import Q

from slovo.domain.cases.models import Case
from slovo.domain.cases.models.confidence import shown_in
from slovo.domain.clients.models import Person
from slovo.domain.journal.facts import vouched
from slovo.domain.staff.models import User


class BoundaryQuery(models.QuerySet["Boundary"]):
    def visible_to(self, user: User) -> "BoundaryQuery":
        return self if user.may("see_cases") else self.none()

    def standing(self) -> "BoundaryQuery":
        return self.filter(lifted_at=None)


@vouched("boundary")
class Boundary(models.Model):
    """How far we go with a client, in writing: what it is, who set it, and why (R010)."""

    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="boundaries")
    text = models.CharField(max_length=300)
    reason = models.TextField(help_text="ours alone; the client never reads it")
    set_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    set_at = models.DateTimeField()
    lifted_at = models.DateTimeField(null=True)
    lifted_by = models.ForeignKey(User, null=True, on_delete=models.PROTECT, related_name="+")
    lifted_why = models.CharField(max_length=300, blank=True)

    objects: ClassVar[BoundaryQuery] = BoundaryQuery.as_manager()  # type: ignore[assignment]

    class Meta:
        ordering = ["-set_at", "-pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(lifted_at=None) | ~Q(lifted_why=""), name="a_lifted_boundary_says_why"
            )
        ]

    def __str__(self) -> str:
        return self.text

    def sealed_facts(self) -> dict[str, Any]:
        return {
            "person": self.person_id,
            "text": self.text,
            "reason": self.reason,
            "set_at": self.set_at,
            "lifted_at": self.lifted_at,
        }


class BreachQuery(models.QuerySet["Breach"]):
    def visible_to(self, user: User) -> "BreachQuery":
        if not user.may("see_cases"):
            return self.none()
        return shown_in(self, user)  # type: ignore[no-any-return]


@vouched("breach")
class Breach(models.Model):
    """The client went over a boundary that was set: when, and what he did."""

    boundary = models.ForeignKey(Boundary, on_delete=models.PROTECT, related_name="breaches")
    case = models.ForeignKey(Case, null=True, on_delete=models.PROTECT, related_name="+")
    words = models.CharField(max_length=500)
    noted_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    noted_at = models.DateTimeField()

    objects: ClassVar[BreachQuery] = BreachQuery.as_manager()  # type: ignore[assignment]

    class Meta:
        ordering = ["-noted_at", "-pk"]

    def __str__(self) -> str:
        return self.words

    def sealed_facts(self) -> dict[str, Any]:
        return {"boundary": self.boundary_id, "words": self.words, "noted_at": self.noted_at}
