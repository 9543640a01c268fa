"""One complaint as a card of the board, drawn as quickly as a row."""

from collections.abc import Iterator, Mapping
from datetime import datetime, timedelta
from functools import lru_cache
from typing import Any, NamedTuple

from django.urls import reverse
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext_lazy as _

from slovo.domain.complaints.models import OWED, Grade
from slovo.domain.staff.names import initials
from slovo.interfaces.desk.spoken import Voice, quick, short
from slovo.web.patterns import Pattern

SHORT = 90
SOON = timedelta(days=2)
STEPS = (timedelta(days=1), timedelta(hours=1), timedelta(minutes=1))
GRADES: Mapping[str, Any] = {Grade.HIGH: _("High severity"), Grade.MEDIUM: _("Medium severity")}


class Carried(NamedTuple):
    """What is read of a complaint for a card."""

    number: int
    stated: str
    is_safety: bool
    severity: str
    received_at: datetime
    acknowledged_at: datetime | None
    assessed_at: datetime | None
    assess_by: datetime
    progress_at: datetime | None
    answer_by: datetime
    rejected_at: datetime | None
    phase: str
    outside_owner_name: str
    person__full_name: str
    organisation__name: str | None
    owner__full_name: str | None


class Cards:
    """Says many complaints to one reader."""

    def __init__(self, voice: Voice) -> None:
        self.voice = voice
        self.pattern = Pattern("desk/complaints/card.html", voice.language)
        self.url = reverse("complaint-show", args=[0]).replace("0", "%s")

    def card(self, row: Carried) -> SafeString:
        is_owed = row.phase in OWED
        is_late = is_owed and row.answer_by <= self.voice.now
        owner = row.owner__full_name or row.outside_owner_name
        gaps = {
            "url": self.url % row.number,
            "ref": f"C-{row.number}",
            "person": row.person__full_name,
            "organisation": row.organisation__name or "",
            "text": short(row.stated, SHORT),
            "flags": SafeString("".join(self._flags(row))),
            "due": self._due(row.answer_by, is_late=is_late) if is_owed else "",
            "owner": owner or quick("nobody yet"),
            "initials": initials(owner) if owner else "?",
            "age": self.voice.span(_rounded(self.voice.now - row.received_at)),
        }
        is_soon = row.answer_by <= self.voice.now + SOON
        look = "" if not is_owed else "late" if is_late else "soon" if is_soon else "ahead"
        return self.pattern.fill(gaps, look=look)

    def _due(self, answer_by: datetime, *, is_late: bool) -> str:
        if not is_late:
            return quick("Answer due %(when)s") % {"when": self.voice.by(answer_by)}
        span = self.voice.span(self.voice.now - answer_by)
        return quick("Answer late by %(span)s") % {"span": span}

    def _flags(self, row: Carried) -> Iterator[SafeString]:
        """What weighs most first; a step that is late is said in words."""
        now, is_owed = self.voice.now, row.phase in OWED
        if row.is_safety:
            yield _flag("safety", quick("Safety"))
        if row.severity in GRADES:
            yield _flag(row.severity, str(GRADES[row.severity]))
        if row.rejected_at and row.phase == "answered":
            yield _flag("late", quick("The client does not accept it"))
        if is_owed and not row.acknowledged_at:
            yield _flag("late", quick("No receipt yet"))
        if is_owed and not row.assessed_at and row.assess_by <= now:
            yield _flag("late", quick("Assessment late"))
        if is_owed and row.progress_at and row.progress_at <= now:
            yield _flag("late", quick("Word to the client late"))


@lru_cache(maxsize=64)
def _flag(look: str, words: str) -> SafeString:
    return format_html('<span class="flag flag-{}">{}</span>', look, words)


def _rounded(age: timedelta) -> timedelta:
    """To whole days, or hours of the first day: an age of «9 d»."""
    step = next((step for step in STEPS if age >= step), STEPS[-1])
    return age // step * step
