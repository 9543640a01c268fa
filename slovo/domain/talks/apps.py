from django.apps import AppConfig


class TalksConfig(AppConfig):
    name = "slovo.domain.talks"
    label = "talks"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from slovo.domain.delivery.questions import KINDS
        from slovo.domain.talks.models import AgreedList

        KINDS["agreedlist"] = AgreedList
