from django.db import models

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


class Token(models.Model):
    """A bearer token for the API: it may do what its user may."""

    user = models.ForeignKey(User, on_delete=models.CASCADE, related_name="tokens")
    name = models.CharField(max_length=80, blank=True)
    token_hash = models.CharField(max_length=64, unique=True)
    made_at = models.DateTimeField()
    revoked_at = models.DateTimeField(null=True)
