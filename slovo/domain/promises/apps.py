from django.apps import AppConfig


class PromisesConfig(AppConfig):
    name = "slovo.domain.promises"
    label = "promises"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from slovo.domain.promises import reactions  # noqa: F401
