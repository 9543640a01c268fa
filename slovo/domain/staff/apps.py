from django.apps import AppConfig


class StaffConfig(AppConfig):
    name = "slovo.domain.staff"
    label = "staff"
    default_auto_field = "django.db.models.BigAutoField"
