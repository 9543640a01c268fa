from datetime import datetime
from typing import Any, ClassVar

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from slovo.domain.billing.models import Invoice
from slovo.domain.cases.models import Case, Message
from slovo.domain.cases.models.confidence import shown_in
from slovo.domain.clients.models import Person
from slovo.domain.journal.facts import vouched
from slovo.domain.post.enclosing import Enclosed
from slovo.domain.staff.models import User
from slovo.domain.standards.models import RuleVersion


class PartingQuery(models.QuerySet["Parting"]):
    def visible_to(self, user: User) -> "PartingQuery":
        if not user.may("see_cases"):
            return self.none()
        return shown_in(self, user)  # type: ignore[no-any-return]

    def due(self, at: datetime) -> "PartingQuery":
        return self.filter(next_at__lte=at).order_by("next_at", "pk")


class Way(models.TextChoices):
    """How he hears it whom no letter of ours by mail reaches."""

    PHONE = "phone", _("By telephone")
    IN_PERSON = "in_person", _("Face to face")
    PAPER = "paper", _("By a letter on paper")


@vouched("parting")
class Parting(Enclosed):
    """We part with a client: politely, with a way on, and with everything that is his (R012)."""

    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="partings")
    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="+")
    reason = models.TextField(help_text="the principals' alone")
    ways_on = models.JSONField(default=list, help_text="who may help him from now on")
    rule = models.ForeignKey(RuleVersion, on_delete=models.PROTECT, related_name="+")
    letter = models.ForeignKey(Message, null=True, on_delete=models.SET_NULL, related_name="+")
    words = models.TextField(blank=True, help_text="of the letter, as HTML")
    told_at = models.DateTimeField(null=True, help_text="the letter was delivered, or he was told")
    told_way = models.CharField(max_length=9, choices=Way, blank=True, help_text="if not by mail")
    told_note = models.TextField(blank=True)
    told_by = models.ForeignKey(User, null=True, on_delete=models.PROTECT, related_name="+")
    last_invoice = models.ForeignKey(Invoice, null=True, on_delete=models.PROTECT, related_name="+")
    last_invoice_words = models.CharField(max_length=300, help_text="how it is settled")
    parted_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    parted_at = models.DateTimeField()
    export_by = models.DateTimeField(help_text="his records are ready by then")
    export_file = models.CharField(max_length=120, blank=True)
    export_size = models.PositiveBigIntegerField(default=0)
    exported_at = models.DateTimeField(null=True)
    fetched_at = models.DateTimeField(null=True, help_text="he took them for the first time")
    handed_note = models.TextField(blank=True, help_text="to whom and how, when it was by hand")
    next_at = models.DateTimeField(null=True)

    objects: ClassVar[PartingQuery] = PartingQuery.as_manager()  # type: ignore[assignment]

    class Meta:
        ordering = ["-parted_at", "-pk"]
        constraints = [
            models.CheckConstraint(
                condition=~Q(reason="") & ~Q(last_invoice_words=""), name="a_parting_is_whole"
            ),
            models.CheckConstraint(
                condition=Q(exported_at=None) | ~Q(export_file=""), name="what_is_exported_is_there"
            ),
            models.CheckConstraint(
                condition=Q(told_way="") | (~Q(told_note="") & Q(told_by__isnull=False)),
                name="who_told_it_says_how",
            ),
        ]
        indexes = [
            models.Index(fields=["next_at"], name="parting_due", condition=Q(next_at__isnull=False))
        ]

    @property
    def subject(self) -> str:
        """Its name in the journal and in the client's link."""
        return f"parting:{self.pk}"

    def sealed_facts(self) -> dict[str, Any]:
        return {
            "person": self.person_id,
            "reason": self.reason,
            "ways_on": self.ways_on,
            "rule": self.rule_id,
            "parted_at": self.parted_at,
            "told_at": self.told_at,
            "export_by": self.export_by,
            "exported_at": self.exported_at,
            **self.sealed_file(),
            **({"told": [self.told_way, self.told_note, self.told_by_id]} if self.told_way else {}),
            **({"handed": self.handed_note} if self.handed_note else {}),
        }
