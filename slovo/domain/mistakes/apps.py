from django.apps import AppConfig


class MistakesConfig(AppConfig):
    name = "slovo.domain.mistakes"
    label = "mistakes"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from slovo.domain.cases.bars import BARS
        from slovo.domain.cases.sentences import MORE
        from slovo.domain.delivery.questions import KINDS, Kind
        from slovo.domain.handovers.parts import PARTS
        from slovo.domain.mistakes import reactions  # noqa: F401
        from slovo.domain.mistakes.actions.correcting import verify_correction
        from slovo.domain.mistakes.barring import open_mistakes
        from slovo.domain.mistakes.handing import mistake_parts
        from slovo.domain.mistakes.models import Verification
        from slovo.domain.mistakes.notices import SENTENCES

        BARS.append(open_mistakes)
        PARTS.append(mistake_parts)
        MORE.update(SENTENCES)
        KINDS["verification"] = Kind(Verification, verify_correction)
