from typing import Any, ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _

from slovo.domain.billing.seeing import within_sight
from slovo.domain.engagements.models import Engagement
from slovo.domain.journal.facts import vouched
from slovo.domain.staff.models import User


class Paper(models.TextChoices):
    """What kind of document it is."""

    CONTRACT = "contract", _("Contract")
    TERMS = "terms", _("Terms of reference")
    OTHER = "other", _("Another document")


class DocumentQuery(models.QuerySet["Document"]):
    def visible_to(self, user: User) -> "DocumentQuery":
        return self.filter(within_sight(user, "engagement__"))

    def newest(self) -> "DocumentQuery":
        """Each in its last version."""
        return self.filter(replaced_by=None)


@vouched("document")
class Document(models.Model):
    """A paper of an agreement, such as its contract. A new version replaces it; the old stays."""

    engagement = models.ForeignKey(Engagement, on_delete=models.PROTECT, related_name="documents")
    kind = models.CharField(max_length=10, choices=Paper)
    title = models.CharField(max_length=200)
    signed_on = models.DateField(null=True)
    name = models.CharField(max_length=255, help_text="of the file")
    type = models.CharField(max_length=120)
    size = models.PositiveBigIntegerField()
    digest = models.CharField(max_length=64)
    file = models.CharField(max_length=120)
    replaces = models.OneToOneField(
        "self", null=True, on_delete=models.PROTECT, related_name="replaced_by"
    )
    added_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    added_at = models.DateTimeField()
    shared_at = models.DateTimeField(null=True, help_text="since when the client sees it")

    objects: ClassVar[DocumentQuery] = DocumentQuery.as_manager()  # type: ignore[assignment]

    class Meta:
        ordering = ["kind", "-added_at", "-pk"]

    def __str__(self) -> str:
        return self.title

    def sealed_facts(self) -> dict[str, Any]:
        return {
            "engagement": self.engagement_id,
            "kind": self.kind,
            "title": self.title,
            "signed_on": self.signed_on,
            "digest": self.digest,
            "replaces": self.replaces_id,
            "added_at": self.added_at,
        }
