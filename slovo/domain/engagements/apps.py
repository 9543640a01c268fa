from django.apps import AppConfig


class EngagementsConfig(AppConfig):
    name = "slovo.domain.engagements"
    label = "engagements"
    default_auto_field = "django.db.models.BigAutoField"
