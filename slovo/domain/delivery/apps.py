from django.apps import AppConfig


class DeliveryConfig(AppConfig):
    name = "slovo.domain.delivery"
    label = "delivery"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from slovo.domain.delivery import reactions  # noqa: F401
