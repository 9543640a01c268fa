"""A line of the agreed list as the client reads it, in his language and time."""

from datetime import datetime

from django.utils import translation
from django.utils.translation import gettext as _

from slovo.domain.cases.wordings import language_of
from slovo.domain.talks.models import AgreedList, Duty
from slovo.lib import moments


def duty_lines(
    agreed: AgreedList, at: datetime, language: str = "", client: str = "", reader_zone: str = ""
) -> list[str]:
    """“Petro Marchenko: the draft, Fri 19 March, 18:00 (UTC+2)”.

    The client is “You” to himself; colleagues read his name, given as `client`, and the time on
    their own wall (`reader_zone`) with his beside it where they differ.
    """
    language = language or language_of(agreed.case)
    with translation.override(language):
        return [
            _("%(who)s: %(text)s, by %(when)s")
            % {
                "who": duty.owner.full_name if duty.is_ours and duty.owner else client or _("You"),
                "text": duty.text,
                "when": _due(duty, agreed.case.zone, reader_zone, language, at),
            }
            for duty in agreed.duties.select_related("owner").order_by("place")
        ]


def _due(duty: Duty, zone: str, reader_zone: str, language: str, at: datetime) -> str:
    theirs = moments.moment(duty.due_at, zone, language, now=at, offset=True)
    ours = moments.moment(duty.due_at, reader_zone or zone, language, now=at, offset=True)
    if ours == theirs:
        return theirs
    return _("%(ours)s, for the client %(theirs)s") % {"ours": ours, "theirs": theirs}


def agreed_lines(agreed: AgreedList, language: str) -> list[str]:
    """The lines on the client's own page, as of the day they were written."""
    return duty_lines(agreed, agreed.asked_at, language)
