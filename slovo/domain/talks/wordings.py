"""A line of the agreed list as the client reads it, in his language and time."""

from datetime import datetime

from django.utils import translation
from django.utils.translation import gettext as _

from slovo.domain.cases.wordings import language_of
from slovo.domain.talks.models import AgreedList
from slovo.lib import moments


def duty_lines(agreed: AgreedList, at: datetime, language: str = "", client: str = "") -> list[str]:
    """“Petro Marchenko: the draft, Fri 19 March, 18:00 (UTC+2)”.

    The client is “You” to himself; colleagues read his name, given as `client`.
    """
    language = language or language_of(agreed.case)
    zone = agreed.case.zone
    with translation.override(language):
        return [
            _("%(who)s: %(text)s, by %(when)s")
            % {
                "who": duty.owner.full_name if duty.is_ours and duty.owner else client or _("You"),
                "text": duty.text,
                "when": moments.moment(duty.due_at, zone, language, now=at, offset=True),
            }
            for duty in agreed.duties.select_related("owner").order_by("place")
        ]


def agreed_lines(agreed: AgreedList, language: str) -> list[str]:
    """The lines on the client's own page, as of the day they were written."""
    return duty_lines(agreed, agreed.asked_at, language)
