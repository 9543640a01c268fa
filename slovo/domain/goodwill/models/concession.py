from typing import Any, ClassVar

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from slovo.domain.cases.models import Case
from slovo.domain.cases.models.confidence import shown_in
from slovo.domain.clients.models import Person
from slovo.domain.goodwill.models.ruling import Ruling
from slovo.domain.journal.facts import vouched
from slovo.domain.staff.models import User


class ConcessionQuery(models.QuerySet["Concession"]):
    def visible_to(self, user: User) -> "ConcessionQuery":
        if not user.may("see_cases"):
            return self.none()
        return shown_in(self, user)  # type: ignore[no-any-return]


@vouched("concession")
class Concession(models.Model):
    """We gave in though the client was wrong: what it cost, and why (R010)."""

    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="concessions")
    case = models.ForeignKey(Case, null=True, on_delete=models.PROTECT, related_name="+")
    ruling = models.OneToOneField(
        Ruling, null=True, on_delete=models.PROTECT, related_name="concession"
    )
    price = models.DecimalField(max_digits=12, decimal_places=2)
    currency = models.CharField(max_length=3)
    reason = models.CharField(max_length=500)
    given_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    given_at = models.DateTimeField()

    objects: ClassVar[ConcessionQuery] = ConcessionQuery.as_manager()  # type: ignore[assignment]

    class Meta:
        ordering = ["-given_at", "-pk"]
        constraints = [
            models.CheckConstraint(condition=Q(price__gt=0), name="a_concession_has_its_price")
        ]
        indexes = [
            models.Index(fields=["person", "-given_at"], name="concession_of_person"),
            models.Index(fields=["given_at"], name="concession_in_time"),
        ]

    def __str__(self) -> str:
        return self.reason

    def sealed_facts(self) -> dict[str, Any]:
        return {
            "person": self.person_id,
            "price": self.price,
            "currency": self.currency,
            "reason": self.reason,
            "given_at": self.given_at,
        }


class Why(models.TextChoices):
    """What calls a principal to talk with a client about where we stop."""

    CONCESSIONS = "concessions", _("The third concession within twelve months")
    BURDEN = "burden", _("Costs us more than three times what others do, two months running")


class BoundaryTalkQuery(models.QuerySet["BoundaryTalk"]):
    def visible_to(self, user: User) -> "BoundaryTalkQuery":
        return self if user.may("see_cases") else self.none()

    def open(self) -> "BoundaryTalkQuery":
        return self.filter(held_at=None)


@vouched("boundarytalk")
class BoundaryTalk(models.Model):
    """A principal is to talk with a client about where we stop, with the facts at hand."""

    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="boundary_talks")
    why = models.CharField(max_length=12, choices=Why)
    facts = models.JSONField(default=dict, help_text="figures and references, no words of his")
    called_at = models.DateTimeField()
    held_at = models.DateTimeField(null=True)
    held_by = models.ForeignKey(User, null=True, on_delete=models.PROTECT, related_name="+")
    words = models.TextField(blank=True, help_text="what came of it")

    objects: ClassVar[BoundaryTalkQuery] = BoundaryTalkQuery.as_manager()  # type: ignore[assignment]

    class Meta:
        ordering = ["-called_at", "-pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(held_at=None) | ~Q(words=""), name="a_held_talk_says_what_came_of_it"
            )
        ]
        indexes = [
            models.Index(fields=["person"], name="boundarytalk_open", condition=Q(held_at=None))
        ]

    def sealed_facts(self) -> dict[str, Any]:
        return {
            "person": self.person_id,
            "why": self.why,
            "called_at": self.called_at,
            "held_at": self.held_at,
            "words": self.words,
        }
