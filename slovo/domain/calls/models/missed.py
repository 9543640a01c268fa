from datetime import datetime, timedelta
from typing import Any, ClassVar

from django.db import models
from django.db.models import Q

from slovo.domain.cases.models import Case, Message
from slovo.domain.cases.models.confidence import shown_in
from slovo.domain.clients.models import Person
from slovo.domain.journal.facts import vouched
from slovo.domain.staff.models import Team, User

BACK_WITHIN = timedelta(minutes=15)
# Who hears of it when, after the moment it was missed (R016).
CHAIN = (
    (timedelta(), "owner"),
    (timedelta(minutes=10), "deputy"),
    (timedelta(minutes=20), "principal"),
)


class MissedCallQuery(models.QuerySet["MissedCall"]):
    def visible_to(self, user: User) -> "MissedCallQuery":
        return shown_in(self, user) if user.may("see_cases") else self.none()

    def waiting(self) -> "MissedCallQuery":
        """Nobody has called back yet."""
        return self.filter(back_at=None).order_by("missed_at", "pk")

    def due(self, at: datetime) -> "MissedCallQuery":
        return self.filter(next_at__lte=at).order_by("next_at", "pk")


@vouched("missedcall")
class MissedCall(models.Model):
    """A client phoned and nobody answered: who was told when, and when we called back."""

    case = models.ForeignKey(Case, on_delete=models.CASCADE, related_name="missed_calls")
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="missed_calls")
    missed_at = models.DateTimeField()
    noted_at = models.DateTimeField()
    back_by = models.DateTimeField(help_text="we call back until then")
    rung = models.PositiveSmallIntegerField(default=0, help_text="steps of the chain behind us")
    next_at = models.DateTimeField(null=True)
    tried_at = models.DateTimeField(null=True, help_text="we called, and he did not answer")
    tried_by = models.ForeignKey(User, null=True, on_delete=models.PROTECT, related_name="+")
    back_at = models.DateTimeField(null=True)
    called_by = models.ForeignKey(User, null=True, on_delete=models.PROTECT, related_name="+")
    word = models.ForeignKey(Message, null=True, on_delete=models.SET_NULL, related_name="+")

    objects: ClassVar[MissedCallQuery] = MissedCallQuery.as_manager()  # type: ignore[assignment]

    class Meta:
        ordering = ["missed_at", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(back_at=None) | Q(called_by__isnull=False, next_at=None),
                name="who_called_back_is_known",
            ),
        ]
        indexes = [
            models.Index(
                fields=["next_at"], name="missed_call_due", condition=Q(next_at__isnull=False)
            ),
            models.Index(
                fields=["missed_at", "id"], name="missed_call_open", condition=Q(back_at=None)
            ),
        ]

    @property
    def is_met(self) -> bool:
        """Called back within a quarter of an hour, to the second."""
        return self.back_at is not None and self.back_at <= self.back_by

    def sealed_facts(self) -> dict[str, Any]:
        return {"case": self.case_id, "missed_at": self.missed_at, "back_at": self.back_at}


class CallIn(models.Model):
    """A team was called to a case; outside its hours a principal says who of it is called in."""

    case = models.ForeignKey(Case, on_delete=models.CASCADE, related_name="team_calls")
    team = models.ForeignKey(Team, on_delete=models.PROTECT, related_name="+")
    answers = models.ForeignKey(
        Team, on_delete=models.PROTECT, related_name="+", help_text="who was there in its place"
    )
    opens_at = models.DateTimeField(null=True, help_text="when the team itself is there again")
    why = models.CharField(max_length=300)
    asked_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    asked_at = models.DateTimeField()
    wanted_at = models.DateTimeField(null=True, help_text="a principal was asked to call them in")
    approved_by = models.ForeignKey(User, null=True, on_delete=models.PROTECT, related_name="+")
    approved_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ["asked_at", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(approved_at=None, approved_by=None)
                | Q(approved_at__isnull=False, approved_by__isnull=False),
                name="who_approved_is_known",
            ),
        ]
