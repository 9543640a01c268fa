"""Why colleagues are told of a quarterly review or of what it decided: one sentence each."""

from django.utils import translation
from django.utils.translation import gettext as _

from slovo.domain.complaints.models import QuarterReview, Resolution
from slovo.domain.notices.models import Notice
from slovo.domain.staff.models import User
from slovo.lib import moments


def quarter_words(review: QuarterReview) -> str:
    said = {"quarter": (review.quarter.month + 2) // 3, "year": review.quarter.year}
    return _("quarter %(quarter)s of %(year)s") % said


def review_notice(notice: Notice, zone: str, language: str) -> str:
    found = QuarterReview.objects.filter(pk=_key(notice)).first()
    return _review(found, notice.why, zone, language) if found else ""


def resolution_notice(notice: Notice, zone: str, language: str) -> str:
    found = Resolution.objects.filter(pk=_key(notice)).first()
    return _resolution(found, notice.why, zone, language) if found else ""


def review_subject(about: QuarterReview | Resolution, why: str, user: User) -> str:
    if isinstance(about, Resolution):
        return _resolution(about, why, user.zone, user.language)[:300]
    return _review(about, why, user.zone, user.language)[:300]


def _key(notice: Notice) -> int:
    return int(notice.subject.partition(":")[2])


def _review(review: QuarterReview, why: str, zone: str, language: str) -> str:
    with translation.override(language):
        said = {
            "review_opened": _(
                "The review of complaints for %(quarter)s is open: to be signed by %(day)s."
            ),
            "review_missed": _(
                "The review of complaints for %(quarter)s should have been signed by %(day)s."
            ),
        }[why]
        day = moments.day(review.due_at, zone, language)
        return said % {"quarter": quarter_words(review), "day": day}


def _resolution(resolution: Resolution, why: str, zone: str, language: str) -> str:
    with translation.override(language):
        said = {
            "resolution_yours": _("The review decided: “%(text)s”, yours by %(day)s."),
            "resolution_late": _("“%(text)s” should have been done by %(day)s."),
        }[why]
        day = moments.day(resolution.due_at, zone, language)
        return said % {"text": resolution.text, "day": day}
