from django.db import models
from django.utils.translation import gettext_lazy as _

from slovo.domain.cases.models import Promise
from slovo.domain.cases.models.promise import CLIENT, US, Kind
from slovo.domain.delivery.models import Asked
from slovo.domain.engagements.models import Engagement
from slovo.domain.journal.facts import vouched
from slovo.domain.staff.models import User
from slovo.domain.talks.models.talk import Talk


@vouched("agreedlist")
class AgreedList(Asked):
    """What both sides will do after a talk, sent to the client; his yes makes it promises."""

    headline = _("Is this what we agreed?")

    engagement = models.ForeignKey(  # type: ignore[assignment]  # a case may stand without one
        Engagement, null=True, on_delete=models.PROTECT, related_name="agreed_lists"
    )
    talk = models.ForeignKey(Talk, on_delete=models.CASCADE, related_name="lists")

    @property
    def text(self) -> str:
        """What a reminder says of it."""
        return "\n".join(f"– {duty}" for duty in self.duties.all())


class Duty(models.Model):
    """One line of the list: who does what by when."""

    agreed = models.ForeignKey(AgreedList, on_delete=models.CASCADE, related_name="duties")
    place = models.PositiveSmallIntegerField()
    text = models.CharField(max_length=300)
    kind = models.CharField(max_length=20, choices=Kind, default=Kind.OTHER)
    owed_by = models.CharField(max_length=10, choices=[(US, _("We")), (CLIENT, _("The client"))])
    owner = models.ForeignKey(User, null=True, on_delete=models.PROTECT, related_name="+")
    due_at = models.DateTimeField()
    effort_minutes = models.PositiveIntegerField(null=True)
    promise = models.OneToOneField(
        Promise, null=True, on_delete=models.PROTECT, related_name="duty"
    )

    class Meta:
        ordering = ["place"]
        constraints = [
            models.UniqueConstraint(fields=["agreed", "place"], name="duties_in_their_order")
        ]

    def __str__(self) -> str:
        return self.text

    @property
    def is_ours(self) -> bool:
        return self.owed_by == US
