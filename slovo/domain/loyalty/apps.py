from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class LoyaltyConfig(AppConfig):
    name = "slovo.domain.loyalty"
    label = "loyalty"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from slovo.domain.loyalty.actions import joining  # noqa: F401
        from slovo.domain.loyalty.wordings import morning_words, streak_words
        from slovo.domain.notices.pages import PAGES, Page

        PAGES["morning"] = Page(morning_words, "/clients/nobody-forgotten/", _("Nobody forgotten"))
        PAGES["streak"] = Page(streak_words, "/clients/nobody-forgotten/", _("Nobody forgotten"))
