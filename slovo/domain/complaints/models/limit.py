from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from slovo.domain.staff.models import User
from slovo.lib.rows import first


class Unit(models.TextChoices):
    """In which a law counts."""

    DAYS = "days", _("calendar days")
    BUSINESS_DAYS = "business_days", _("business days")
    WEEKS = "weeks", _("weeks")
    MONTHS = "months", _("months")


class Confidence(models.TextChoices):
    """How sure we are of what is written down here."""

    READ = "read", _("Read in the text of the law")
    LIKELY = "likely", _("Likely, from other sources")
    UNSURE = "unsure", _("To be checked")


class ClientKind(models.TextChoices):
    """Which law protects him."""

    CONSUMER = "consumer", _("Consumer")
    BUSINESS = "business", _("Business")
    REGULATED = "regulated", _("Client of a regulated service")


class LegalLimit(models.Model):
    """By when a law wants a complaint answered, in one country, for one kind of client."""

    country = models.CharField(max_length=2)
    client_kind = models.CharField(max_length=10)
    branch = models.CharField(max_length=20, blank=True, help_text="empty: any")
    text = models.CharField(max_length=300)
    amount = models.PositiveSmallIntegerField(null=True, help_text="empty: no number in the law")
    unit = models.CharField(max_length=13, choices=Unit, default=Unit.DAYS)
    binds_answer = models.BooleanField(
        default=True, help_text="else it is only to be known, such as when an ombudsman opens"
    )
    external_body = models.CharField(max_length=200, blank=True)
    source = models.CharField(max_length=200)
    confidence = models.CharField(max_length=6, choices=Confidence, default=Confidence.UNSURE)
    checked_on = models.DateField(null=True)
    checked_by = models.ForeignKey(User, null=True, on_delete=models.PROTECT, related_name="+")
    retired_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ["country", "client_kind", "branch", "pk"]
        indexes = [models.Index(fields=["country", "client_kind"], name="limit_of_country")]

    def __str__(self) -> str:
        return f"{self.country} {self.text}"

    @property
    def kind_words(self) -> str:
        return str(ClientKind(self.client_kind).label)


class Terms(models.Model):
    """What the firm itself promises to whoever complains: one row."""

    own_days = models.PositiveSmallIntegerField(default=10)
    progress_days = models.PositiveSmallIntegerField(default=5)
    branch = models.CharField(max_length=20, blank=True)
    outside_name = models.CharField(max_length=120, blank=True)
    outside_address = models.EmailField(blank=True)
    changed_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.CheckConstraint(condition=Q(pk=1), name="one_set_of_terms"),
            models.CheckConstraint(
                condition=Q(own_days__gte=1, progress_days__gte=1), name="terms_are_days"
            ),
        ]

    @classmethod
    def current(cls) -> "Terms":
        return first(cls, pk=1) or cls(pk=1)
