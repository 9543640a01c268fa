"""Why colleagues are told of an answer or a measure: one sentence each."""

from django.utils import translation
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from slovo.domain.complaints.models import Measure
from slovo.domain.notices.models import Notice
from slovo.domain.staff.models import User
from slovo.lib import moments

ABOUT_ANSWERS = {
    "complaint_accepted": gettext_lazy("%(name)s accepts our answer to the complaint."),
    "complaint_rejected": gettext_lazy(
        "%(name)s does not accept our answer. The complaint stays open."
    ),
    "complaint_reopened": gettext_lazy(
        "Our answer did not help %(name)s. The complaint is open again, and a principal’s."
    ),
    "follow_up_call": gettext_lazy(
        "%(name)s has not said whether our answer helped. Please call once."
    ),
    "follow_up_uncalled": gettext_lazy(
        "Nobody has called %(name)s to ask whether our answer helped."
    ),
    "waiver_asked": gettext_lazy(
        "After the complaint of %(name)s nothing is to be changed. Do you agree?"
    ),
    "waiver_approved": gettext_lazy(
        "A principal agrees: the complaint of %(name)s needs no measure."
    ),
    "waiver_declined": gettext_lazy("A principal wants a measure after the complaint of %(name)s."),
}


def measure_words(notice: Notice, zone: str, language: str) -> str:
    """Without the client's name: whose it is need not be told of the complaint."""
    found = Measure.objects.filter(pk=int(notice.subject.partition(":")[2])).first()
    return _measure(found, notice.why, zone, language) if found else ""


def measure_subject(measure: Measure, why: str, user: User) -> str:
    return _measure(measure, why, user.zone, user.language)[:300]


def _measure(measure: Measure, why: str, zone: str, language: str) -> str:
    with translation.override(language):
        said = {
            "measure_yours": _("“%(text)s” is yours to put in force: by %(day)s."),
            "measure_late": _("“%(text)s” should be in force since %(day)s, and is not."),
            "measure_failed": _("“%(text)s” does not hold: the same has happened again."),
        }[why]
        return said % {"text": measure.text, "day": moments.day(measure.due_at, zone, language)}
