from django.apps import AppConfig


class ChatsConfig(AppConfig):
    name = "slovo.domain.chats"
    label = "chats"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from slovo.domain.chats import reactions  # noqa: F401
