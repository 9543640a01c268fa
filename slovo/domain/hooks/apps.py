from django.apps import AppConfig


class HooksConfig(AppConfig):
    name = "slovo.domain.hooks"
    label = "hooks"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from slovo.domain.hooks import reactions  # noqa: F401
