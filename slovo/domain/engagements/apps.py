from django.apps import AppConfig


class EngagementsConfig(AppConfig):
    name = "slovo.domain.engagements"
    label = "engagements"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from slovo.domain.engagements import reach  # noqa: F401
