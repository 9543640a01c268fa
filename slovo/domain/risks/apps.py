from django.apps import AppConfig


class RisksConfig(AppConfig):
    name = "slovo.domain.risks"
    label = "risks"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from slovo.domain.delivery.questions import KINDS, Kind
        from slovo.domain.risks import reactions  # noqa: F401
        from slovo.domain.risks.actions.choosing import choose_way
        from slovo.domain.risks.models import BadNews
        from slovo.domain.risks.wordings import ways_of

        KINDS["badnews"] = Kind(BadNews, choose_way, ways=ways_of)
