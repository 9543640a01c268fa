from datetime import datetime
from typing import Any, ClassVar

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from slovo.domain.complaints.models.complaint import Complaint
from slovo.domain.journal.facts import vouched
from slovo.domain.post.enclosing import Enclosed
from slovo.domain.staff.models import User


class Topic(models.TextChoices):
    """What a complaint is about: it decides which proofs are looked for."""

    MONEY = "money", _("Money and invoices")
    SILENCE = "silence", _("Silence and words not kept")
    WORK = "work", _("The work itself")
    CONDUCT = "conduct", _("How we behaved")
    ACCESS = "access", _("We could not be reached")
    OTHER = "other", _("Something else")


class Trace(models.TextChoices):
    """A proof that may exist: it is seen, or it is said that there is none."""

    CONTRACT = "contract", _("The contract")
    SCOPE = "scope", _("Changes of scope, and the client’s yes")
    TIME = "time", _("Time written down")
    INVOICE = "invoice", _("The invoice and its lines")
    CALLS = "calls", _("Calls and talks")
    LETTERS = "letters", _("The letters")
    PROMISES = "promises", _("What was promised, and how it ended")
    RESULT = "result", _("What was delivered")
    LOG = "log", _("The log of the case")
    ROTA = "rota", _("Who was on duty")
    CARD = "card", _("The contact card the client had")
    WITNESS = "witness", _("The word of whoever was there")
    OWN = "own", _("Something else")


class State(models.TextChoices):
    """How looking for a proof ended."""

    OPEN = "", _("Not looked at yet")
    SEEN = "seen", _("Seen")
    NONE = "none", _("None exists")


class Inquiry(models.Model):
    """The looking into one complaint: what it is about, since when."""

    complaint = models.OneToOneField(Complaint, on_delete=models.CASCADE, related_name="inquiry")
    topic = models.CharField(max_length=8, choices=Topic)
    begun_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    begun_at = models.DateTimeField()
    drawn_at = models.DateTimeField(null=True, help_text="the tree of causes as it is now")

    def __str__(self) -> str:
        return f"{self.complaint} {self.topic}"


@vouched("evidence")
class Evidence(Enclosed):
    """One proof on the list of a complaint: not looked at, seen, or none exists (R059)."""

    complaint = models.ForeignKey(Complaint, on_delete=models.CASCADE, related_name="evidence")
    kind = models.CharField(max_length=8, choices=Trace)
    text = models.CharField(max_length=200, blank=True, help_text="what, where it is of its own")
    place = models.PositiveSmallIntegerField()
    state = models.CharField(max_length=4, choices=State, blank=True)
    note = models.CharField(max_length=500, blank=True)
    link = models.CharField(max_length=500, blank=True, help_text="where it can be seen")
    settled_by = models.ForeignKey(User, null=True, on_delete=models.PROTECT, related_name="+")
    settled_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ["place", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["complaint", "kind"],
                condition=~Q(kind="own"),
                name="each_proof_once",
            ),
            models.CheckConstraint(
                condition=Q(state="", settled_at=None, settled_by=None)
                | (~Q(state="") & Q(settled_at__isnull=False, settled_by__isnull=False)),
                name="who_looked_is_known",
            ),
        ]

    def __str__(self) -> str:
        return self.text or str(self.get_kind_display())

    @property
    def is_settled(self) -> bool:
        return self.state != State.OPEN

    def sealed_facts(self) -> dict[str, Any]:
        return {
            "complaint": self.complaint_id,
            "kind": self.kind,
            "state": self.state,
            "note": self.note,
            **self.sealed_file(),
            "settled_at": self.settled_at,
        }


class FactQuery(models.QuerySet["Fact"]):
    def standing(self) -> "FactQuery":
        return self.filter(dropped_at=None)


@vouched("fact")
class Fact(Enclosed):
    """Something the timeline does not know: what happened when, from whom we know, maybe a file."""

    complaint = models.ForeignKey(Complaint, on_delete=models.CASCADE, related_name="facts")
    happened_at: "models.DateTimeField[datetime, datetime]" = models.DateTimeField()
    text = models.CharField(max_length=1000)
    source = models.CharField(max_length=200, help_text="from whom or what we know")
    added_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    added_at = models.DateTimeField()
    dropped_at = models.DateTimeField(null=True, help_text="it was not so")

    objects: ClassVar[FactQuery] = FactQuery.as_manager()  # type: ignore[assignment]

    class Meta:
        ordering = ["happened_at", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(happened_at__lte=models.F("added_at")), name="a_fact_has_happened"
            ),
        ]

    def __str__(self) -> str:
        return self.text

    def sealed_facts(self) -> dict[str, Any]:
        return {
            "complaint": self.complaint_id,
            "happened_at": self.happened_at,
            "text": self.text,
            "source": self.source,
            "file": self.file,
            "dropped_at": self.dropped_at,
        }
