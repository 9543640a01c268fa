from collections.abc import Iterable
from datetime import date
from decimal import Decimal
from typing import Any, ClassVar

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from slovo.domain.billing.seeing import within_sight
from slovo.domain.billing.sums import NOTHING, Account
from slovo.domain.cases.models import Message
from slovo.domain.clients.models import Organisation, Person
from slovo.domain.delivery.models import TimeEntry
from slovo.domain.engagements.models import Engagement
from slovo.domain.journal.facts import vouched
from slovo.domain.staff.models import User


class Bill(models.TextChoices):
    """Where an invoice stands, by its stamps and what is owed."""

    DRAFT = "draft", _("Draft")
    OPEN = "open", _("To be paid")
    OVERDUE = "overdue", _("Overdue")
    PAID = "paid", _("Settled")
    WITHDRAWN = "withdrawn", _("Withdrawn")


class InvoiceQuery(models.QuerySet["Invoice"]):
    def visible_to(self, user: User) -> "InvoiceQuery":
        return self.filter(within_sight(user, "engagement__"))

    def issued(self) -> "InvoiceQuery":
        return self.filter(issued_at__isnull=False, withdrawn_at=None)

    def drafts(self) -> "InvoiceQuery":
        return self.filter(issued_at=None, withdrawn_at=None)

    def open(self) -> "InvoiceQuery":
        return self.issued().filter(owed__gt=0)

    def overdue(self, today: date) -> "InvoiceQuery":
        return self.open().filter(due_on__lt=today)

    def held(self) -> "InvoiceQuery":
        """With a line that is held."""
        held = InvoiceLine.objects.live().filter(held_at__isnull=False)
        return self.filter(withdrawn_at=None, pk__in=held.values("invoice"))

    def whole(self) -> "InvoiceQuery":
        """With everything that its page says."""
        related = ("engagement", "person", "organisation", "made_by", "letter")
        parts = ("lines__credits__credited_by", "lines__time_entry__user", "payments")
        return self.select_related(*related).prefetch_related(*parts)


@vouched("invoice")
class Invoice(models.Model):
    """What the client is asked to pay: its lines, by when, and what is still owed."""

    engagement = models.ForeignKey(Engagement, on_delete=models.PROTECT, related_name="invoices")
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="invoices")
    organisation = models.ForeignKey(
        Organisation, null=True, on_delete=models.PROTECT, related_name="invoices"
    )
    number = models.CharField(max_length=40, unique=True)
    currency = models.CharField(max_length=3)
    since = models.DateField(null=True, help_text="the first day it is for")
    until = models.DateField(null=True, help_text="the last day it is for")
    made_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    made_at = models.DateTimeField()
    issued_on = models.DateField(null=True)
    due_on = models.DateField(null=True)
    issued_at = models.DateTimeField(null=True)
    letter = models.ForeignKey(Message, null=True, on_delete=models.SET_NULL, related_name="+")
    withdrawn_at = models.DateTimeField(null=True)
    withdrawn_why = models.CharField(max_length=300, blank=True)
    owed = models.DecimalField(
        max_digits=14, decimal_places=2, default=NOTHING, help_text="reckoned by every verb"
    )

    objects: ClassVar[InvoiceQuery] = InvoiceQuery.as_manager()  # type: ignore[assignment]

    class Meta:
        ordering = ["-made_at", "-pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(issued_at=None)
                | Q(issued_on__isnull=False, due_on__gte=models.F("issued_on")),
                name="an_issued_invoice_has_its_days",
            ),
            models.CheckConstraint(
                condition=Q(withdrawn_at=None) | ~Q(withdrawn_why=""),
                name="a_withdrawn_invoice_says_why",
            ),
        ]
        indexes = [
            models.Index(fields=["person", "-issued_on"], name="invoice_of_person"),
            models.Index(fields=["due_on"], name="invoice_owed", condition=Q(owed__gt=0)),
        ]

    def __str__(self) -> str:
        return self.number

    @property
    def is_draft(self) -> bool:
        return self.issued_at is None and self.withdrawn_at is None

    def state_on(self, today: date) -> Bill:
        if self.withdrawn_at:
            return Bill.WITHDRAWN
        if self.issued_at is None:
            return Bill.DRAFT
        if self.owed <= 0:
            return Bill.PAID
        return Bill.OVERDUE if self.due_on and self.due_on < today else Bill.OPEN

    @property
    def live_lines(self) -> list["InvoiceLine"]:
        """Those that stand on it; on one that is withdrawn, those that stood there."""
        return [line for line in self.lines.all() if line.void_at == self.withdrawn_at]

    @property
    def account(self) -> Account:
        lines = self.live_lines
        return Account(
            lines=_sum(line.amount for line in lines),
            held=_sum(line.left for line in lines if line.held_at),
            zeroed=_sum(line.amount - line.credited for line in lines if line.zeroed_at),
            credited=_sum(line.credited for line in lines),
            paid=_sum(row.amount for row in self.payments.all() if row.dropped_at is None),
        )

    def sealed_facts(self) -> dict[str, Any]:
        return {
            "engagement": self.engagement_id,
            "person": self.person_id,
            "number": self.number,
            "currency": self.currency,
            "issued_on": self.issued_on,
            "due_on": self.due_on,
            "issued_at": self.issued_at,
            "withdrawn_at": self.withdrawn_at,
        }


class LineQuery(models.QuerySet["InvoiceLine"]):
    def live(self) -> "LineQuery":
        return self.filter(void_at=None)


@vouched("line")
class InvoiceLine(models.Model):
    """One thing on an invoice. It can be held, zeroed or credited, each with its reason."""

    invoice = models.ForeignKey(Invoice, on_delete=models.PROTECT, related_name="lines")
    text = models.CharField(max_length=300)
    minutes = models.PositiveIntegerField(null=True, help_text="priced by the hour")
    quantity = models.DecimalField(max_digits=12, decimal_places=3, null=True)
    unit_price = models.DecimalField(max_digits=12, decimal_places=2)
    amount = models.DecimalField(max_digits=12, decimal_places=2)
    time_entry = models.ForeignKey(
        TimeEntry, null=True, on_delete=models.PROTECT, related_name="lines"
    )
    held_at = models.DateTimeField(null=True)
    held_by = models.ForeignKey(User, null=True, on_delete=models.PROTECT, related_name="+")
    held_why = models.CharField(max_length=300, blank=True)
    zeroed_at = models.DateTimeField(null=True, help_text="costs nothing, and is locked")
    zeroed_why = models.CharField(max_length=300, blank=True)
    void_at = models.DateTimeField(
        null=True, help_text="taken off the draft, or its invoice withdrawn"
    )

    objects: ClassVar[LineQuery] = LineQuery.as_manager()  # type: ignore[assignment]

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["time_entry"], condition=Q(void_at=None), name="time_is_billed_once"
            ),
            models.CheckConstraint(
                condition=Q(minutes=None, quantity__isnull=False)
                | Q(minutes__isnull=False, quantity=None),
                name="minutes_or_pieces",
            ),
            models.CheckConstraint(
                condition=Q(zeroed_at=None) | ~Q(zeroed_why=""), name="zeroed_says_why"
            ),
            models.CheckConstraint(
                condition=Q(held_at=None) | ~Q(held_why=""), name="held_says_why"
            ),
        ]

    def __str__(self) -> str:
        return self.text

    @property
    def credited(self) -> Decimal:
        return _sum(credit.amount for credit in self.credits.all())

    @property
    def left(self) -> Decimal:
        """What of it is asked for, paid or not; a held line asks for it later."""
        return NOTHING if self.zeroed_at else self.amount - self.credited

    def sealed_facts(self) -> dict[str, Any]:
        return {
            "invoice": self.invoice_id,
            "text": self.text,
            "minutes": self.minutes,
            "quantity": self.quantity,
            "unit_price": self.unit_price,
            "amount": self.amount,
            "time_entry": self.time_entry_id,
            "held_at": self.held_at,
            "zeroed_at": self.zeroed_at,
            "void_at": self.void_at,
        }


@vouched("credit")
class Credit(models.Model):
    """Money taken off a line after it was told: how much, and why."""

    line = models.ForeignKey(InvoiceLine, on_delete=models.PROTECT, related_name="credits")
    amount = models.DecimalField(max_digits=12, decimal_places=2)
    why = models.CharField(max_length=300)
    credited_by = models.ForeignKey(User, null=True, on_delete=models.PROTECT, related_name="+")
    credited_at = models.DateTimeField()

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.CheckConstraint(condition=Q(amount__gt=0), name="a_credit_is_more_than_nothing")
        ]

    def sealed_facts(self) -> dict[str, Any]:
        return {"line": self.line_id, "amount": self.amount, "credited_at": self.credited_at}


@vouched("payment")
class Payment(models.Model):
    """Money that came for an invoice; a mistake is taken back with a reason, never erased."""

    invoice = models.ForeignKey(Invoice, on_delete=models.PROTECT, related_name="payments")
    amount = models.DecimalField(max_digits=12, decimal_places=2)
    paid_on = models.DateField()
    reference = models.CharField(max_length=120, blank=True)
    recorded_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    recorded_at = models.DateTimeField()
    dropped_at = models.DateTimeField(null=True)
    dropped_why = models.CharField(max_length=300, blank=True)

    class Meta:
        ordering = ["paid_on", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(amount__gt=0), name="a_payment_is_more_than_nothing"
            ),
            models.UniqueConstraint(
                fields=["invoice", "reference", "amount", "paid_on"],
                condition=Q(dropped_at=None),
                name="a_payment_counts_once",
            ),
        ]

    def sealed_facts(self) -> dict[str, Any]:
        return {
            "invoice": self.invoice_id,
            "amount": self.amount,
            "paid_on": self.paid_on,
            "reference": self.reference,
            "dropped_at": self.dropped_at,
        }


def _sum(amounts: Iterable[Decimal]) -> Decimal:
    return sum(amounts, NOTHING)
