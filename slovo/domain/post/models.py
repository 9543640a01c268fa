from datetime import datetime

from django.db import models

from slovo.domain.staff.models import User


class Mailbox(models.Model):
    """An address of the firm: where we fetch from (IMAP) and send through (SMTP)."""

    address = models.EmailField(unique=True)
    name = models.CharField(max_length=120, blank=True)
    imap_host = models.CharField(max_length=200, blank=True)
    imap_port = models.PositiveIntegerField(default=993)
    imap_security = models.CharField(max_length=8, default="ssl", help_text="ssl, starttls or none")
    folder_names = models.CharField(max_length=300, default="INBOX", help_text="by commas")
    smtp_host = models.CharField(max_length=200, blank=True)
    smtp_port = models.PositiveIntegerField(default=465)
    smtp_security = models.CharField(max_length=8, default="ssl")
    username = models.CharField(max_length=200, blank=True)
    secret = models.BinaryField(
        default=b"", help_text="password, encrypted with a key outside the database"
    )
    handler = models.ForeignKey(User, null=True, on_delete=models.SET_NULL, related_name="+")
    is_default = models.BooleanField(default=False)
    takes_plus = models.BooleanField(
        default=False, help_text="the provider delivers what is sent to name+anything@…"
    )
    connected_at = models.DateTimeField(
        help_text="older mail is history: no receipt, clock or notice"
    )
    closed_at = models.DateTimeField(null=True)
    fetched_at = models.DateTimeField(null=True)
    failed_at = models.DateTimeField(null=True)
    failure = models.CharField(max_length=300, blank=True)
    sending_failed_at = models.DateTimeField(
        null=True, help_text="since then its outgoing server takes nothing from us"
    )
    sending_failure = models.CharField(max_length=300, blank=True)
    next_at = models.DateTimeField(null=True)

    class Meta:
        indexes = [
            models.Index(
                fields=["next_at"], name="mailbox_due", condition=models.Q(closed_at=None)
            ),
        ]

    def __str__(self) -> str:
        return self.address

    @property
    def names_of_folders(self) -> list[str]:
        names = (name.strip() for name in self.folder_names.split(","))
        return list(dict.fromkeys(name for name in names if name)) or ["INBOX"]

    @property
    def past_left(self) -> int:
        """How many older letters are still to be read."""
        return sum(folder.past_left for folder in self.folders.all())


class Consent(models.Model):
    """Leave given by a provider (OAuth) to come into a mailbox without a password."""

    mailbox = models.OneToOneField(Mailbox, on_delete=models.CASCADE, related_name="consent")
    provider = models.CharField(max_length=12, help_text="microsoft, google or other")
    client_id = models.CharField(max_length=200)
    client_secret = models.BinaryField(default=b"", help_text="encrypted, as all below")
    tenant = models.CharField(max_length=120, blank=True)
    authorise_url = models.CharField(max_length=300, blank=True)
    token_url = models.CharField(max_length=300, blank=True)
    scope = models.CharField(max_length=300, blank=True)
    refresh = models.BinaryField(default=b"")
    access = models.BinaryField(default=b"")
    access_until = models.DateTimeField(null=True)
    given_at = models.DateTimeField(null=True)
    refused_at = models.DateTimeField(null=True, help_text="it ran out or was taken back")

    def __str__(self) -> str:
        return f"{self.mailbox} · {self.provider}"


class Folder(models.Model):
    """How far a mailbox folder has been read: upwards to what is new, downwards to the past."""

    mailbox = models.ForeignKey(Mailbox, on_delete=models.CASCADE, related_name="folders")
    name = models.CharField(max_length=200, default="INBOX")
    uid_validity = models.BigIntegerField(null=True)
    last_uid = models.BigIntegerField(default=0)
    past_uid = models.BigIntegerField(null=True, help_text="what is below is still to be read")
    past_left = models.PositiveIntegerField(default=0, help_text="so many letters")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["mailbox", "name"], name="one_folder_once"),
        ]


class RawLetter(models.Model):
    """A letter exactly as it came, stored before anybody reads it. The same bytes are one row."""

    digest = models.CharField(max_length=64, unique=True, help_text="sha256 of the bytes")
    file = models.CharField(max_length=120, help_text="path in the files' storage, gzip")
    size = models.PositiveBigIntegerField()
    source = models.CharField(max_length=12, help_text="imap, inlet, ingest, telegram")
    mailbox = models.ForeignKey(
        Mailbox, null=True, on_delete=models.SET_NULL, related_name="+", db_index=False
    )
    received_at = models.DateTimeField(
        help_text="law 5: inlet, INTERNALDATE, or Date; never later than now"
    )
    stored_at = models.DateTimeField()
    is_history = models.BooleanField(default=False)
    read_at = models.DateTimeField(
        null=True, help_text="it became a message, a bounce or was set aside"
    )
    outcome = models.CharField(
        max_length=20, blank=True, help_text="message, machine, own, quarantined, discarded, failed"
    )
    subject_ref = models.CharField(
        max_length=40, blank=True, help_text="what it became, such as message:7"
    )
    quarantined_at = models.DateTimeField(null=True)
    sender = models.CharField(max_length=254, blank=True)
    subject = models.CharField(max_length=300, blank=True)
    failure = models.TextField(blank=True)

    class Meta:
        indexes = [
            models.Index(fields=["id"], name="raw_unread", condition=models.Q(read_at=None)),
            models.Index(
                fields=["quarantined_at"],
                name="raw_quarantine",
                condition=models.Q(outcome="quarantined"),
            ),
        ]


class Delivery(models.Model):
    """One letter on its way to one address: its Message-ID is fixed before the first try."""

    subject = models.CharField(
        max_length=40, help_text="what is sent, such as message:12 or notice:3"
    )
    case_id = models.BigIntegerField(null=True)
    mailbox = models.ForeignKey(
        Mailbox, null=True, on_delete=models.SET_NULL, related_name="+", db_index=False
    )
    way = models.CharField(max_length=12, default="email", help_text="email or telegram")
    to_name = models.CharField(max_length=200, blank=True)
    to_address = models.CharField(max_length=254, help_text="by Telegram: the number of the chat")
    letter_subject = models.CharField(max_length=300)
    message_id = models.CharField(max_length=255, unique=True)
    file = models.CharField(
        max_length=120, blank=True, help_text="the letter's bytes in the files' storage"
    )
    queued_at = models.DateTimeField()
    next_at = models.DateTimeField(null=True)
    leased_until = models.DateTimeField(null=True)
    attempts = models.PositiveIntegerField(default=0)
    sent_at = models.DateTimeField(null=True, help_text="the server we handed it to accepted it")
    failed_at = models.DateTimeField(null=True, help_text="we gave up")
    returned_at = models.DateTimeField(null=True, help_text="it bounced after it was accepted")
    cancelled_at = models.DateTimeField(null=True)
    failure = models.CharField(max_length=300, blank=True)

    class Meta:
        indexes = [
            models.Index(
                fields=["next_at"], name="delivery_due", condition=models.Q(next_at__isnull=False)
            ),
            models.Index(fields=["case_id"], name="delivery_of_case"),
            models.Index(fields=["-queued_at"], name="delivery_newest"),
            models.Index(
                fields=["to_address", "sent_at"],
                name="delivery_sent_to",
                condition=models.Q(sent_at__isnull=False),
            ),
        ]

    @property
    def state(self) -> str:
        """queued, sending, sent, failed, returned or cancelled, by the stamps alone."""
        stamps: list[tuple[str, datetime | None]] = [
            ("cancelled", self.cancelled_at),
            ("returned", self.returned_at),
            ("failed", self.failed_at),
            ("sent", self.sent_at),
            ("sending", self.leased_until),
        ]
        return next((name for name, stamp in stamps if stamp), "queued")
