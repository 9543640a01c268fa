from django.db import models
from django.db.models import Q

from slovo.domain.complaints.models.complaint import Complaint
from slovo.domain.mistakes.models import Branch


class Why(models.Model):
    """One answer to "why": a link of the chain, or with a branch a bone of the fish."""

    complaint = models.ForeignKey(Complaint, on_delete=models.CASCADE, related_name="whys")
    branch = models.CharField(max_length=12, choices=Branch, blank=True)
    place = models.PositiveSmallIntegerField()
    text = models.CharField(max_length=300)

    class Meta:
        ordering = ["branch", "place"]
        constraints = [
            models.UniqueConstraint(
                fields=["complaint", "branch", "place"], name="whys_in_their_order"
            ),
            models.CheckConstraint(condition=~Q(text=""), name="a_why_says_something"),
        ]

    def __str__(self) -> str:
        return self.text
