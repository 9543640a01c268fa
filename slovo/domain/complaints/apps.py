from django.apps import AppConfig


class ComplaintsConfig(AppConfig):
    name = "slovo.domain.complaints"
    label = "complaints"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from slovo.domain.complaints import reactions  # noqa: F401
