"""The words of letters about an agreement, in the client's language and his own time."""

import re
from datetime import UTC, date, datetime, time
from typing import Any

from babel.dates import format_date
from django.conf import settings
from django.template.loader import render_to_string
from django.utils import translation
from django.utils.translation import gettext as _

from slovo.domain.cases.models import Case
from slovo.domain.cases.wordings import language_of
from slovo.domain.delivery.models import Asked, Decision, ScopeChange
from slovo.domain.delivery.models.decision import Figure
from slovo.domain.staff.models import Firm
from slovo.lib import moments
from slovo.lib.sums import money


def question_url(token: str) -> str:
    return f"{settings.PUBLIC_URL}/q/{token}/"


def words_of(case: Case, wording: str, at: datetime, **said: Any) -> str:
    """`wording`: a template of that name; instants among `said` are told in the client's time."""
    language = language_of(case)
    with translation.override(language):
        told = {name: _told(value, case, language, at) for name, value in said.items()}
        context = {"case": case, "person": case.person, "firm": Firm.current(), **told}
        words = render_to_string(f"delivery/letters/{wording}.txt", context)
        return re.sub(r"\n{3,}", "\n\n", words.strip())


def _told(value: Any, case: Case, language: str, at: datetime) -> Any:
    if isinstance(value, datetime):
        return moments.moment(value, case.zone, language, now=at, offset=True)
    return value


def effect_of(change: ScopeChange, language: str) -> list[str]:
    """What a change of scope means for time, money and the end, a sentence each."""
    with translation.override(language):
        hours = moments.span(change.more_minutes * 60, language)
        price = money(change.more_money, change.currency, language)
        said = [
            _("It takes %(hours)s more.") % {"hours": hours}
            if change.more_minutes
            else _("It takes no more time."),
            _("It costs %(price)s more.") % {"price": price}
            if change.more_money
            else _("It costs nothing more."),
        ]
        if change.done_by:
            noon = datetime.combine(change.done_by, time(12), UTC)
            said.append(_("All is done by %(day)s.") % {"day": moments.day(noon, UTC, language)})
        return said


def figure_lines(decision: Decision, language: str) -> list[str]:
    """What he decides on, each with its source and day."""
    return [
        row["what"] + (f" ({', '.join(known)})" if (known := _origin_of(row, language)) else "")
        for row in decision.figures
    ]


def _origin_of(row: Figure, language: str) -> list[str]:
    return [*filter(None, [row["source"], _day_of(row["day"], language)])]


def _day_of(day: str, language: str) -> str:
    try:
        return format_date(date.fromisoformat(day), "long", locale=language)
    except ValueError:
        return day


def headline_of(asked: Asked, language: str) -> str:
    """The question in one line, as its own page begins."""
    with translation.override(language):
        return str(asked.headline)
