from django.apps import AppConfig


class CourtesyConfig(AppConfig):
    name = "slovo.domain.courtesy"
    label = "courtesy"
    default_auto_field = "django.db.models.BigAutoField"
