from datetime import datetime
from typing import Any, ClassVar

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from slovo.domain.cases.models.confidence import shown_in
from slovo.domain.complaints.models.complaint import Complaint, stamp
from slovo.domain.journal.facts import vouched
from slovo.domain.staff.models import User
from slovo.domain.standards.models import RuleVersion
from slovo.domain.talks.models import AgreedList


class Side(models.TextChoices):
    """Whose move it was."""

    US = "us", _("We")
    CLIENT = "client", _("The client")


class MoveKind(models.TextChoices):
    """An offer moves the matter; a refusal does not."""

    OFFER = "offer", _("Offer")
    REFUSAL = "refusal", _("Refusal")


class NegotiationQuery(models.QuerySet["Negotiation"]):
    def visible_to(self, user: User) -> "NegotiationQuery":
        """Hidden with the case in which the complaint is talked through."""
        if not user.may("see_cases"):
            return self.none()
        return shown_in(self, user, "complaint__case")  # type: ignore[no-any-return]

    def open(self) -> "NegotiationQuery":
        return self.filter(ended_at=None)

    def due(self, at: datetime) -> "NegotiationQuery":
        return self.filter(next_at__lte=at).order_by("next_at", "pk")


@vouched("negotiation")
class Negotiation(models.Model):
    """A dispute: what each side offered and refused, and the table at which it is settled (R106).

    In a deadlock (R086) the table is due by `table_by`; the sheet with the three inputs is written
    before anybody sits down at it.
    """

    complaint = models.OneToOneField(
        Complaint, on_delete=models.CASCADE, related_name="negotiation"
    )
    begun_at = models.DateTimeField()
    resumed_at = stamp("it was settled, then disputed anew: what was said before is past")
    deadlocked_at = stamp()
    table_by = stamp("the next sitting is due")
    table_told_at = stamp("a principal heard that it was not held")
    scope = models.TextField(blank=True, help_text="what the terms of reference say")
    contract = models.TextField(blank=True, help_text="what the contract says")
    relationship = models.TextField(blank=True, help_text="what keeping the client is worth to us")
    bounds = models.TextField(blank=True, help_text="what we do not give away, said beforehand")
    prepared_at = stamp()
    prepared_by = models.ForeignKey(User, null=True, on_delete=models.PROTECT, related_name="+")
    held_at = stamp("the last sitting")
    outcome = models.TextField(blank=True, help_text="how the last sitting, or the dispute, ended")
    agreed = models.ForeignKey(AgreedList, null=True, on_delete=models.PROTECT, related_name="+")
    ended_at = stamp()
    next_at = stamp()

    objects: ClassVar[NegotiationQuery] = NegotiationQuery.as_manager()  # type: ignore[assignment]

    class Meta:
        ordering = ["-begun_at", "-pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(held_at=None) | Q(prepared_at__lte=models.F("held_at")),
                name="the_sheet_came_before_the_table",
            ),
            models.CheckConstraint(
                condition=Q(deadlocked_at=None) | Q(table_by__isnull=False),
                name="a_deadlock_has_its_table",
            ),
        ]
        indexes = [
            models.Index(
                fields=["next_at"], name="negotiation_due", condition=Q(next_at__isnull=False)
            ),
        ]

    @property
    def moved_at(self) -> datetime:
        """The last offer; without one the first refusal, or the beginning."""
        moves = self._counted()
        offers = [move.made_at for move in moves if move.kind == MoveKind.OFFER]
        said: list[datetime] = offers[-1:] or [move.made_at for move in moves[:1]]
        return said[0] if said else self.resumed_at or self.begun_at

    @property
    def refusals(self) -> int:
        """Since the last offer, by when they were made, not by when they were noted."""
        later = [move.kind for move in self._counted()]
        while MoveKind.OFFER in later:
            later = later[later.index(MoveKind.OFFER) + 1 :]
        return len(later)

    def _counted(self) -> "list[Move]":
        moves = self.moves.order_by("made_at", "pk")
        return list(moves.filter(noted_at__gte=self.resumed_at) if self.resumed_at else moves)

    @property
    def is_prepared(self) -> bool:
        return self.prepared_at is not None

    def sealed_facts(self) -> dict[str, Any]:
        return {
            "complaint": self.complaint_id,
            "begun_at": self.begun_at,
            "deadlocked_at": self.deadlocked_at,
            "table_by": self.table_by,
            "scope": self.scope,
            "contract": self.contract,
            "relationship": self.relationship,
            "bounds": self.bounds,
            "prepared_at": self.prepared_at,
            "held_at": self.held_at,
            "outcome": self.outcome,
            "agreed": self.agreed_id,
            "ended_at": self.ended_at,
        }


@vouched("move")
class Move(models.Model):
    """One offer or refusal, in the words of whoever made it."""

    negotiation = models.ForeignKey(Negotiation, on_delete=models.CASCADE, related_name="moves")
    kind = models.CharField(max_length=8, choices=MoveKind)
    side = models.CharField(max_length=6, choices=Side)
    text = models.TextField()
    made_at = models.DateTimeField()
    rule = models.ForeignKey(
        RuleVersion,
        null=True,
        on_delete=models.PROTECT,
        related_name="+",
        help_text="by which we refuse",
    )
    noted_at = models.DateTimeField()
    noted_by = models.ForeignKey(
        User, null=True, on_delete=models.PROTECT, related_name="+", help_text="empty: the house"
    )

    class Meta:
        ordering = ["made_at", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(made_at__lte=models.F("noted_at")), name="a_move_was_made_before_noted"
            ),
        ]
        indexes = [models.Index(fields=["negotiation", "made_at"], name="move_of_negotiation")]

    def sealed_facts(self) -> dict[str, Any]:
        return {
            "negotiation": self.negotiation_id,
            "kind": self.kind,
            "side": self.side,
            "text": self.text,
            "made_at": self.made_at,
            **({"rule": self.rule_id} if self.rule_id else {}),
        }
