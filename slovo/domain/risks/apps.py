from django.apps import AppConfig


class RisksConfig(AppConfig):
    name = "slovo.domain.risks"
    label = "risks"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from slovo.domain.delivery.questions import KINDS
        from slovo.domain.risks import reactions  # noqa: F401
        from slovo.domain.risks.models import BadNews

        KINDS["badnews"] = BadNews
