from django.apps import AppConfig


class BillingConfig(AppConfig):
    name = "slovo.domain.billing"
    label = "billing"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from slovo.domain.billing import reactions  # noqa: F401
        from slovo.domain.billing.actions.expecting import answer_expectation
        from slovo.domain.billing.models import Expectation
        from slovo.domain.delivery.questions import KINDS, Kind

        KINDS["expectation"] = Kind(Expectation, answer_expectation)
