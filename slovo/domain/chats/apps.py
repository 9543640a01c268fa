from django.apps import AppConfig


class ChatsConfig(AppConfig):
    name = "slovo.domain.chats"
    label = "chats"
    default_auto_field = "django.db.models.BigAutoField"
