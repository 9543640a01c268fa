from django.apps import AppConfig


class TalksConfig(AppConfig):
    name = "slovo.domain.talks"
    label = "talks"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from slovo.domain.delivery.questions import KINDS, Kind
        from slovo.domain.talks.actions.agreeing import answer_agreed_list
        from slovo.domain.talks.models import AgreedList
        from slovo.domain.talks.wordings import agreed_lines

        KINDS["agreedlist"] = Kind(AgreedList, answer_agreed_list, agreed_lines)
