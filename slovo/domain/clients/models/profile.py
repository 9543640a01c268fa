from django.db import models

from slovo.domain.clients.models.person import Organisation
from slovo.domain.staff.models import User


class Profile(models.Model):
    """How the business of an organisation works (R083); its busy days stand among the blackouts."""

    organisation = models.OneToOneField(
        Organisation, on_delete=models.CASCADE, related_name="profile"
    )
    works = models.TextField(blank=True, help_text="what it lives from, who its clients are")
    products = models.TextField(blank=True)
    risks = models.TextField(blank=True, help_text="what it fears")
    changed_at = models.DateTimeField()
    changed_by = models.ForeignKey(User, null=True, on_delete=models.PROTECT, related_name="+")

    def __str__(self) -> str:
        return str(self.organisation)


class Term(models.Model):
    """A word of theirs, and what they mean by it."""

    organisation = models.ForeignKey(Organisation, on_delete=models.CASCADE, related_name="terms")
    word = models.CharField(max_length=80)
    meaning = models.CharField(max_length=300)

    class Meta:
        ordering = ["word", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["organisation", "word"], name="a_word_means_one_thing"),
        ]

    def __str__(self) -> str:
        return self.word
