from django.db import models
from django.utils.translation import gettext_lazy as _

from slovo.domain.clients.models import Person
from slovo.domain.staff.models import User


class ClientLink(models.Model):
    """A door without a password for one person to one thing. The token itself is never stored."""

    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="links")
    subject = models.CharField(max_length=40, help_text="such as case:12")
    nonce = models.CharField(max_length=32)
    token_hash = models.CharField(max_length=64, unique=True)
    made_at = models.DateTimeField()
    revoked_at = models.DateTimeField(null=True)

    class Meta:
        indexes = [models.Index(fields=["subject", "person"], name="link_of_subject")]


class TokenRight(models.TextChoices):
    """What alone a token is for; one without it may all that its user may."""

    CALLS = "report_call", _("A telephone system: it tells of calls, and reads nothing")


class Token(models.Model):
    """A bearer token for the API: it may do what its user may, or one thing of that."""

    user = models.ForeignKey(User, on_delete=models.CASCADE, related_name="tokens")
    name = models.CharField(max_length=80, blank=True)
    right = models.CharField(max_length=30, blank=True, choices=TokenRight)
    token_hash = models.CharField(max_length=64, unique=True)
    made_at = models.DateTimeField()
    revoked_at = models.DateTimeField(null=True)
