from typing import Any

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from slovo.domain.cases.models.case import Case
from slovo.domain.clients.models import Person
from slovo.domain.journal.facts import vouched
from slovo.domain.post.models import Delivery, RawLetter
from slovo.domain.staff.levels import Level, sees_all
from slovo.domain.staff.models import User
from slovo.lib.sound import PLAYED


class Direction(models.TextChoices):
    IN = "in", _("From the client")
    OUT = "out", _("To the client")
    NOTE = "note", _("Note, the client does not see it")


SPOKEN = ("phone", "in_person")  # channels of a word that was said by voice


class Nature(models.TextChoices):
    """Who speaks: a person, or a machine that stops and starts no clock."""

    HUMAN = "human", _("Person")
    AUTO_REPLY = "auto_reply", _("Automatic reply")
    BOUNCE = "bounce", _("Returned letter")
    DELAY = "delay", _("Delayed letter")
    LIST = "list", _("Mailing list")
    HOUSE = "house", _("Written by the house")


@vouched("message")
class Message(models.Model):
    """One letter, note or web message in a case. What was sent or received is never edited."""

    case = models.ForeignKey(
        Case, on_delete=models.CASCADE, related_name="messages", db_index=False
    )
    direction = models.CharField(max_length=4, choices=Direction)
    nature = models.CharField(max_length=10, choices=Nature, default=Nature.HUMAN)
    wording = models.CharField(
        max_length=30, blank=True, help_text="which automatic letter: receipt…"
    )
    channel = models.CharField(max_length=12, help_text="email, webform, portal, telegram, desk…")
    person = models.ForeignKey(Person, null=True, on_delete=models.PROTECT, related_name="messages")
    author = models.ForeignKey(
        User, null=True, on_delete=models.PROTECT, related_name="+", db_index=False
    )
    sender = models.CharField(
        max_length=320, blank=True, help_text="as the letter says, if not the person"
    )
    forwarded_by = models.ForeignKey(
        User,
        null=True,
        on_delete=models.PROTECT,
        related_name="+",
        db_index=False,
        help_text="the colleague through whom the client's letter came",
    )
    at = models.DateTimeField(help_text="received, or written")
    delivered_at = models.DateTimeField(
        null=True, help_text="accepted by the server we handed it to"
    )
    cancelled_at = models.DateTimeField(null=True, help_text="taken back within the undo time")
    chased_at = models.DateTimeField(null=True, help_text="the client chased us with it (R024)")
    next_word_at = models.DateTimeField(null=True, help_text="the next word this letter promises")
    question = models.TextField(blank=True, help_text="what we wait for once it is delivered")
    subject = models.CharField(max_length=300, blank=True)
    text = models.TextField(blank=True, help_text="the new words")
    quoted_text = models.TextField(blank=True)
    html = models.TextField(blank=True, help_text="as received or composed; cleaned when shown")
    language = models.CharField(max_length=5, blank=True)
    message_id = models.CharField(max_length=500, blank=True)
    in_reply_to = models.CharField(max_length=500, blank=True)
    references = models.TextField(blank=True)
    solves = models.BooleanField(default=False, help_text="it asks him whether all is solved")
    level = models.CharField(max_length=12, choices=Level, blank=True)
    raw = models.ForeignKey(
        RawLetter, null=True, on_delete=models.SET_NULL, related_name="+", db_index=False
    )
    delivery = models.OneToOneField(
        Delivery,
        null=True,
        on_delete=models.SET_NULL,
        related_name="message",
    )

    class Meta:
        ordering = ["at", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=~Q(direction="note") | Q(delivery=None, delivered_at=None),
                name="a_note_never_leaves",
            ),
            models.UniqueConstraint(
                fields=["case", "message_id"],
                condition=~Q(message_id=""),
                name="the_same_letter_is_one_message",
            ),
        ]
        indexes = [
            models.Index(fields=["case", "at"], name="message_of_case"),
            models.Index(
                fields=["id", "case"],
                name="message_case_by_id",
                condition=Q(cancelled_at__isnull=True),
            ),
            models.Index(fields=["message_id"], name="message_by_id"),
            models.Index(
                fields=["person", "channel", "delivered_at", "case"],
                name="message_told_to",
                condition=Q(direction="out", nature="human"),
            ),
        ]

    @property
    def came_back(self) -> bool:
        """We gave it up, or it was returned, and nobody has sent it again."""
        delivery = self.delivery
        return delivery is not None and bool(delivery.failed_at or delivery.returned_at)

    def is_shown_to(self, user: User) -> bool:
        """Its case is shown to him; told in confidence, it is its writer's and his people's."""
        if not self.level or sees_all(user) or self.author_id == user.pk:
            return True
        is_theirs = self.direction == Direction.IN and self.level == Level.RELATIONSHIP
        return is_theirs and user.pk in (self.case.handler_id, self.case.answerer_id)

    def sealed_facts(self) -> dict[str, Any]:
        return {
            "case": self.case_id,
            "direction": self.direction,
            "at": self.at,
            "delivered_at": self.delivered_at,
            "subject": self.subject,
            "text": self.text,
            "html": self.html,
            "message_id": self.message_id,
            "next_word_at": self.next_word_at,
        }


class Draft(models.Model):
    """A letter or note being written: one per colleague and case, kept by the server."""

    user = models.ForeignKey(User, on_delete=models.CASCADE, related_name="drafts")
    case = models.ForeignKey(Case, on_delete=models.CASCADE, related_name="drafts")
    is_note = models.BooleanField(default=False)
    html = models.TextField(blank=True)
    next_word_at = models.DateTimeField(null=True)
    question = models.TextField(blank=True)
    opened_at = models.DateTimeField(help_text="what came in later is asked about before sending")
    saved_at = models.DateTimeField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["user", "case"], name="one_draft_each")]


class Attachment(models.Model):
    """A file of a message or a draft, in the files' storage under its own digest."""

    message = models.ForeignKey(
        Message, null=True, on_delete=models.CASCADE, related_name="attachments"
    )
    draft = models.ForeignKey(
        Draft, null=True, on_delete=models.CASCADE, related_name="attachments"
    )
    name = models.CharField(max_length=255)
    type = models.CharField(max_length=120)
    size = models.PositiveBigIntegerField()
    digest = models.CharField(max_length=64)
    file = models.CharField(max_length=120)
    content_id = models.CharField(max_length=255, blank=True)

    class Meta:
        ordering = ["pk"]

    @property
    def is_sound(self) -> bool:
        return self.type in PLAYED
