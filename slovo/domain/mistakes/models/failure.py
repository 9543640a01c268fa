from datetime import datetime
from typing import Any, ClassVar

from django.db import models
from django.db.models import Q

from slovo.domain.cases.models import Case
from slovo.domain.cases.models.confidence import shown_in
from slovo.domain.clients.models import Organisation, Person
from slovo.domain.journal.facts import vouched
from slovo.domain.mistakes.models.cause import Cause
from slovo.domain.staff.models import User


class FailureQuery(models.QuerySet["Failure"]):
    def visible_to(self, user: User) -> "FailureQuery":
        return shown_in(self, user) if user.may("see_cases") else self.none()

    def standing(self) -> "FailureQuery":
        """Without those that were none of ours after all."""
        return self.filter(dropped_at=None)

    def within(self, since: datetime, until: datetime) -> "FailureQuery":
        """Those that stand of [since, until)."""
        return self.standing().filter(at__gte=since, at__lt=until)


@vouched("failure")
class Failure(models.Model):
    """We failed a person, and why: one row for each mistake or complaint whose cause is known."""

    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="failures")
    organisation = models.ForeignKey(
        Organisation, null=True, on_delete=models.PROTECT, related_name="failures"
    )
    case = models.ForeignKey(Case, on_delete=models.CASCADE, related_name="failures")
    cause = models.ForeignKey(Cause, on_delete=models.PROTECT, related_name="failures")
    at = models.DateTimeField(help_text="when it came to light")
    subject = models.CharField(max_length=60, unique=True, help_text="such as mistake:12")
    dropped_at = models.DateTimeField(null=True, help_text="it was no failure of ours after all")

    objects: ClassVar[FailureQuery] = FailureQuery.as_manager()  # type: ignore[assignment]

    class Meta:
        ordering = ["-at", "-pk"]
        indexes = [
            models.Index(
                fields=["person", "cause", "at", "id"],
                name="failure_of_person",
                condition=Q(dropped_at=None),
            ),
            models.Index(
                fields=["cause", "at", "id", "subject"],
                name="failure_by_cause",
                condition=Q(dropped_at=None),
            ),
            models.Index(
                fields=["at", "id", "cause", "person"],
                name="failure_at",
                condition=Q(dropped_at=None),
            ),
        ]

    def sealed_facts(self) -> dict[str, Any]:
        return {
            "person": self.person_id,
            "case": self.case_id,
            "cause": self.cause_id,
            "at": self.at,
            "subject": self.subject,
            "dropped_at": self.dropped_at,
        }
