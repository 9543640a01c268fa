from django.db import models

from slovo.domain.staff.models import User


class Notice(models.Model):
    """Something a colleague must know now: why (a code), about what, and when he saw it."""

    user = models.ForeignKey(User, on_delete=models.CASCADE, related_name="notices")
    why = models.CharField(max_length=40)
    subject = models.CharField(max_length=40, help_text="such as case:12")
    refs = models.JSONField(default=dict)
    at = models.DateTimeField()
    seen_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ["-at", "-pk"]
        indexes = [
            models.Index(
                fields=["user", "-at"], name="notice_unseen", condition=models.Q(seen_at=None)
            ),
        ]
