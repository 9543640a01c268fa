"""What a colleague is told about the rota, in his language and zone."""

from datetime import datetime

from django.utils import translation
from django.utils.translation import gettext as _

from slovo.domain.duty.models import Shift, Swap
from slovo.domain.notices.models import Notice
from slovo.domain.staff.models import User
from slovo.lib import moments

NOUNS = ("swap", "shift")


def is_about_duty(notice: Notice) -> bool:
    return notice.subject.partition(":")[0] in NOUNS


def duty_words(notice: Notice, zone: str, language: str) -> str:
    """One sentence; empty when what it was about is gone."""
    swap = Swap.objects.select_related("shift__user", "shift__team", "asked_by", "to").filter(
        pk=int(notice.subject.partition(":")[2])
    )
    known = swap.first()
    if known is None:
        return ""
    said = {
        "swap_asked": _("%(name)s asks you to take the duty %(when)s."),
        "swap_accepted": _("%(to)s takes your duty %(when)s."),
        "swap_declined": _("%(to)s cannot take your duty %(when)s."),
    }[notice.why]
    sides = {"name": known.asked_by.full_name, "to": known.to.full_name}
    return said % {**sides, "when": when_of(known.shift, zone, language)}


def duty_subject(notice: Notice, user: User) -> str:
    with translation.override(user.language):
        return duty_words(notice, user.zone, user.language)[:300]


def when_of(shift: Shift, zone: str, language: str) -> str:
    """«Sat 24 October, 20:00 – Sun 25 October, 08:00», the day once when it is one day."""
    starts = moments.moment(shift.starts_at, zone, language)
    return f"{starts} – {_end(shift.starts_at, shift.ends_at, zone, language)}"


def _end(starts_at: datetime, ends_at: datetime, zone: str, language: str) -> str:
    is_one_day = moments.day(starts_at, zone, language) == moments.day(ends_at, zone, language)
    return moments.hour(ends_at, zone) if is_one_day else moments.moment(ends_at, zone, language)
