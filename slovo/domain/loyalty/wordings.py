"""What a colleague is told in the morning, in his language."""

from collections.abc import Mapping

from django.utils import translation
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from slovo.domain.clients.models import Person
from slovo.domain.loyalty.models import Streak
from slovo.domain.notices.models import Notice
from slovo.domain.staff.models import User


def morning_words(notice: Notice, _zone: str, language: str) -> str:
    """«3 of your clients should hear from you. 1 new agreement has gaps…»"""
    with translation.override(language):
        return _counted(notice.refs)


def morning_subject(user: User, counts: Mapping[str, int]) -> str:
    with translation.override(user.language):
        return _counted(counts)


def _counted(counts: Mapping[str, int]) -> str:
    people, gaps = counts.get("people", 0), counts.get("gaps", 0)
    of_people = ngettext(
        "%(count)s of your clients should hear from you.",
        "%(count)s of your clients should hear from you.",
        people,
    )
    of_gaps = ngettext(
        "%(count)s new agreement has a gap in its first days.",
        "%(count)s new agreements have gaps in their first days.",
        gaps,
    )
    said = [(people, of_people), (gaps, of_gaps)]
    return " ".join(words % {"count": count} for count, words in said if count)


def streak_words(notice: Notice, _zone: str, language: str) -> str:
    key = int(notice.subject.partition(":")[2])
    streak = Streak.objects.select_related("person").filter(pk=key).first()
    return _streak(streak.person, language) if streak else ""


def streak_subject(user: User, person: Person) -> str:
    return _streak(person, user.language)[:300]


def _streak(person: Person, language: str) -> str:
    with translation.override(language):
        words = _("%(name)s has had to start three times running. The next word should be ours.")
        return words % {"name": person.full_name}
