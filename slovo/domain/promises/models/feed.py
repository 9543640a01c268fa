from django.db import models

from slovo.domain.staff.models import User


class Feed(models.Model):
    """A link by which a colleague's own calendar reads his promises. The token is never stored."""

    user = models.ForeignKey(User, on_delete=models.CASCADE, related_name="feeds")
    nonce = models.CharField(max_length=32)
    token_hash = models.CharField(max_length=64, unique=True)
    made_at = models.DateTimeField()
    revoked_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["user"],
                condition=models.Q(revoked_at=None),
                name="one_feed_at_a_time",
            ),
        ]
