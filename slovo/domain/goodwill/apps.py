from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class GoodwillConfig(AppConfig):
    name = "slovo.domain.goodwill"
    label = "goodwill"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from slovo.domain.cases.sentences import MORE
        from slovo.domain.goodwill import reactions  # noqa: F401
        from slovo.domain.goodwill.wordings import SENTENCES, talk_notice
        from slovo.domain.notices.pages import PAGES, Page

        MORE.update(SENTENCES)
        PAGES["boundarytalk"] = Page(talk_notice, "/goodwill/", _("Goodwill"))
