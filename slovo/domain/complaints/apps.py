from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class ComplaintsConfig(AppConfig):
    name = "slovo.domain.complaints"
    label = "complaints"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from slovo.domain.cases import bars
        from slovo.domain.cases.sentences import MORE
        from slovo.domain.complaints import hearing, reactions  # noqa: F401
        from slovo.domain.complaints.actions.accepting import answer_finding
        from slovo.domain.complaints.barring import open_complaints
        from slovo.domain.complaints.handing import complaint_parts
        from slovo.domain.complaints.models import Finding
        from slovo.domain.complaints.notices import SENTENCES
        from slovo.domain.complaints.parting import in_the_way
        from slovo.domain.complaints.review_words import resolution_notice, review_notice
        from slovo.domain.complaints.sentences import ABOUT_ANSWERS, measure_words
        from slovo.domain.delivery.questions import KINDS, Kind
        from slovo.domain.goodwill.bars import BARS
        from slovo.domain.handovers.parts import PARTS
        from slovo.domain.notices.pages import PAGES, Page

        PARTS.append(complaint_parts)
        MORE.update(SENTENCES)
        BARS.append(in_the_way)
        bars.BARS.append(open_complaints)
        MORE.update(ABOUT_ANSWERS)
        KINDS["finding"] = Kind(Finding, answer_finding)
        PAGES["measure"] = Page(measure_words, "/complaints/measures/", _("Measures"))
        PAGES["quarterreview"] = Page(review_notice, "/recovery/reviews/", _("Reviews"))
        PAGES["resolution"] = Page(resolution_notice, "/recovery/reviews/", _("Reviews"))
