from typing import ClassVar

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from slovo.domain.clients.models import Organisation, Person
from slovo.domain.clients.models.relationship import readable
from slovo.domain.staff.levels import Level
from slovo.domain.staff.models import User


class SignKind(models.TextChoices):
    """Which of the facts that no stamp of ours shows."""

    PRICE = "price", _("A price event")
    SHARE = "share", _("Share of wallet")
    REFERRAL = "referral", _("A referral")


class Occasion(models.TextChoices):
    """What tried the client’s loyalty."""

    RAISED = "raised", _("We raised the price")
    RIVAL = "rival", _("A rival was cheaper")


class Reaction(models.TextChoices):
    """What the client did about a price."""

    STAYED = "stayed", _("stayed without a word")
    ASKED = "asked", _("asked why")
    BARGAINED = "bargained", _("bargained")
    LEFT = "left", _("went to another firm")


class SignQuery(models.QuerySet["Sign"]):
    def visible_to(self, user: User) -> "SignQuery":
        return readable(self, user, "noted_by")  # type: ignore[no-any-return]

    def standing(self) -> "SignQuery":
        """Those that nobody took back, the newest first."""
        return self.filter(dropped_at=None).order_by("-happened_on", "-pk")


class Sign(models.Model):
    """A fact about a client’s loyalty that a colleague saw or heard, with its day (R028)."""

    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="signs")
    kind = models.CharField(max_length=8, choices=SignKind)
    happened_on = models.DateField()
    occasion = models.CharField(max_length=6, choices=Occasion, blank=True)
    reaction = models.CharField(max_length=9, choices=Reaction, blank=True)
    percent = models.PositiveSmallIntegerField(
        null=True, help_text="of all that he spends on such work"
    )
    referred = models.ForeignKey(
        Person, null=True, on_delete=models.CASCADE, related_name="recommendations"
    )
    organisation = models.ForeignKey(
        Organisation, null=True, on_delete=models.PROTECT, related_name="recommendations"
    )
    words = models.CharField(max_length=300, blank=True, help_text="his own")
    source = models.CharField(max_length=200, blank=True, help_text="where it was heard")
    level = models.CharField(max_length=12, choices=Level, blank=True)
    noted_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    noted_at = models.DateTimeField()
    dropped_at = models.DateTimeField(null=True)

    objects: ClassVar[SignQuery] = SignQuery.as_manager()  # type: ignore[assignment]

    class Meta:
        ordering = ["-happened_on", "-pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(kind=SignKind.PRICE, occasion__gt="", reaction__gt="")
                | ~Q(kind=SignKind.PRICE) & Q(occasion="", reaction=""),
                name="a_price_event_has_its_reaction",
            ),
            models.CheckConstraint(
                condition=Q(kind=SignKind.SHARE, words__gt="", source__gt="")
                | ~Q(kind=SignKind.SHARE) & Q(percent=None),
                name="a_share_is_in_his_words",
            ),
            models.CheckConstraint(
                condition=Q(percent=None) | Q(percent__lte=100), name="a_share_is_of_a_hundred"
            ),
            models.CheckConstraint(
                condition=Q(kind=SignKind.REFERRAL, referred__isnull=False, organisation=None)
                | Q(kind=SignKind.REFERRAL, referred=None, organisation__isnull=False)
                | ~Q(kind=SignKind.REFERRAL) & Q(referred=None, organisation=None),
                name="a_referral_is_of_somebody",
            ),
        ]
        indexes = [models.Index(fields=["person", "happened_on"], name="sign_of_person")]

    def __str__(self) -> str:
        return f"{self.person_id} {self.kind} {self.happened_on}"
