from django.apps import AppConfig


class BillingConfig(AppConfig):
    name = "slovo.domain.billing"
    label = "billing"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from slovo.domain.billing import reactions  # noqa: F401
