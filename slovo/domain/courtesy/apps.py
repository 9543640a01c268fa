from django.apps import AppConfig


class CourtesyConfig(AppConfig):
    name = "slovo.domain.courtesy"
    label = "courtesy"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from slovo.domain.courtesy.actions import joining  # noqa: F401
