from django.apps import AppConfig


class HandoversConfig(AppConfig):
    name = "slovo.domain.handovers"
    label = "handovers"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from slovo.domain.handovers import reactions  # noqa: F401
        from slovo.domain.handovers.parts import PARTS
        from slovo.domain.handovers.spoken import spoken_parts

        PARTS.append(spoken_parts)
