"""The limit of silence in words, for who is about to promise a word beyond it."""

from datetime import datetime

from django.utils import translation
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from slovo.domain.cases.models import Case
from slovo.domain.staff.models import User
from slovo.domain.standards.models import Pace
from slovo.lib import moments


def limit_words(case: Case, limit: datetime, reader: User) -> str:
    """How often this client hears from us, and until when he must."""
    language = translation.get_language() or reader.language
    when = moments.moment(limit, reader.zone, language)
    return f"{_rhythm_words(case, language)} " + _("The limit is %(when)s.") % {"when": when}


def _rhythm_words(case: Case, language: str) -> str:
    rule = case.service_class
    if case.pace >= Pace.HIGH:
        critical = case.pace >= Pace.CRITICAL
        minutes = rule.critical_silence_minutes if critical else rule.high_silence_minutes
        span = {"span": moments.span(minutes * 60, language)}
        return _("This client is used to hearing from us within %(span)s.") % span
    if rule.rhythm_days:
        return _("This client is used to hearing from us on set days.")
    if case.pace == Pace.NORMAL:
        return ngettext(
            "This client is used to hearing from us every business day.",
            "This client is used to hearing from us every %(count)s business days.",
            rule.normal_silence_days,
        ) % {"count": rule.normal_silence_days}
    return ngettext(
        "This client is used to hearing from us every day.",
        "This client is used to hearing from us every %(count)s days.",
        rule.slow_silence_days,
    ) % {"count": rule.slow_silence_days}
