from django.apps import AppConfig


class CasesConfig(AppConfig):
    name = "slovo.domain.cases"
    label = "cases"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from slovo.domain.cases import reactions  # noqa: F401
        from slovo.domain.cases.actions import joining  # noqa: F401
