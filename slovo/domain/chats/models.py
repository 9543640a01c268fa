from typing import ClassVar

from django.db import models
from django.db.models import Q

from slovo.domain.clients.models import Person
from slovo.domain.post.models import Delivery, RawLetter
from slovo.domain.staff.models import User
from slovo.lib.prepared import PreparedModels
from slovo.lib.rows import first


class Bot(models.Model):
    """The firm's bot in Telegram: clients write to it, and it carries our words."""

    number = models.BigIntegerField(help_text="Telegram's own")
    username = models.CharField(max_length=64, help_text="its name in links, without @")
    name = models.CharField(max_length=120, blank=True)
    token = models.BinaryField(help_text="encrypted with a key outside the database")
    connected_at = models.DateTimeField(help_text="what is older is history")
    closed_at = models.DateTimeField(null=True)
    last_update = models.BigIntegerField(default=0, help_text="taken in up to this number")
    read_at = models.DateTimeField(null=True)
    failed_at = models.DateTimeField(null=True, help_text="since then Telegram does not answer us")
    failure = models.CharField(max_length=300, blank=True)
    quiet_until = models.DateTimeField(null=True, help_text="Telegram asked us to send no sooner")

    class Meta:
        constraints = [
            models.UniqueConstraint(
                models.Value(1), condition=Q(closed_at=None), name="one_bot_at_a_time"
            ),
        ]

    def __str__(self) -> str:
        return f"@{self.username}"

    def link_of(self, token: str) -> str:
        """Whoever opens it there first is taken for the client whose token it is."""
        return f"https://t.me/{self.username}?start={token}"


class ChatQuery(models.QuerySet["Chat"]):
    def visible_to(self, user: User) -> "ChatQuery":
        return self if user.may("see_cases") else self.none()

    def open(self) -> "ChatQuery":
        """Where our words are taken."""
        return self.filter(blocked_at=None, bot__closed_at=None).order_by("-bound_at", "-pk")


class Chat(models.Model):
    """One person and the firm's bot, between themselves."""

    bot = models.ForeignKey(Bot, on_delete=models.CASCADE, related_name="chats", db_index=False)
    number = models.BigIntegerField(help_text="Telegram's own")
    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="chats")
    username = models.CharField(max_length=64, blank=True)
    bound_at = models.DateTimeField()
    blocked_at = models.DateTimeField(null=True, help_text="he takes nothing from the bot")

    objects: ClassVar[ChatQuery] = ChatQuery.as_manager()  # type: ignore[assignment]

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["bot", "number"], name="one_chat_once"),
        ]

    def __str__(self) -> str:
        return f"@{self.username}" if self.username else str(self.number)


class ChatLine(models.Model):
    """One message in a chat under Telegram's own number: from a client, or a part of ours."""

    chat = models.ForeignKey(Chat, on_delete=models.CASCADE, related_name="lines", db_index=False)
    number = models.BigIntegerField()
    at = models.DateTimeField()
    raw = models.ForeignKey(RawLetter, null=True, on_delete=models.CASCADE, related_name="+")
    delivery = models.ForeignKey(Delivery, null=True, on_delete=models.CASCADE, related_name="+")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["chat", "number"], name="one_line_once"),
        ]


_OPEN = PreparedModels(
    Chat, lambda person: Chat.objects.open().filter(person=person).select_related("bot")[:1]
)


def open_bot() -> Bot | None:
    return first(Bot, closed_at=None)


def chat_of(person_id: int) -> Chat | None:
    """Where he is reached in Telegram: the chat he bound last."""
    return next(iter(_OPEN(person=person_id)), None)
