from django.apps import AppConfig


class DutyConfig(AppConfig):
    name = "slovo.domain.duty"
    label = "duty"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from slovo.domain.duty import reactions  # noqa: F401
