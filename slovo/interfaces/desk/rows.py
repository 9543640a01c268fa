"""Rows as a template shows them: paths, words and strips are ready before it begins."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.urls import reverse
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from slovo.domain.cases.models import Case
from slovo.domain.cases.models.case import State
from slovo.domain.cases.silences import stamps_of
from slovo.domain.staff.models import User
from slovo.interfaces.desk.spoken import Voice
from slovo.lib import silence
from slovo.web.strips import draw_strip

BEHIND = timedelta(days=4)
AHEAD = timedelta(days=1)
SOON = timedelta(hours=2)
Stamps = dict[int, list[silence.Stamp]]


@dataclass(slots=True)
class CaseRow:
    """A case in a list: who, what about, how long he waits, who owes him a word and when."""

    ref: str
    url: str
    name: str
    initials: str
    organisation: str
    about: str
    strip: SafeString
    owner: User | None
    owner_name: str
    due: str
    due_at: str
    look: str
    why: str

    def gaps(self) -> dict[str, object]:
        """What a pattern of a row is filled with."""
        return {name: getattr(self, name) for name in self.__slots__}


class Rows:
    """Makes rows of cases for one reader; all strips of a page share one axis of time."""

    def __init__(self, cases: Iterable[Case], reader: User, voice: Voice) -> None:
        self.reader, self.voice, self.now = reader, voice, voice.now
        self.start, self.end = self.now - BEHIND, self.now + AHEAD
        self.stamps: Stamps = stamps_of(cases)
        self.base = reverse("case-list")

    def row(self, case: Case, lane: str = "") -> CaseRow:
        owner = case.answerer or case.handler
        due, due_at, look, why = self.due(case, lane)
        return CaseRow(
            ref=case.ref,
            url=f"{self.base}{case.ref}/",
            name=case.person.full_name,
            initials=case.person.initials,
            organisation=case.organisation.name if case.organisation else "",
            about=case.waiting_question if lane == "waiting" else case.subject,
            strip=self.strip(case),
            owner=owner,
            owner_name=self.name_of(owner),
            due=due,
            due_at=due_at.isoformat() if due_at else "",
            look=look,
            why=why,
        )

    def name_of(self, user: User | None) -> str:
        if user is None:
            return _("No owner")
        return _("You") if user == self.reader else user.full_name

    def strip(self, case: Case) -> SafeString:
        stamps = self.stamps.get(case.pk, [])
        parts = silence.strip(stamps, self.start, self.end, self.now, owed_at(case))
        return draw_strip(parts, label=self.strip_words(case, stamps))

    def strip_words(self, case: Case, stamps: list[silence.Stamp]) -> str:
        """The strip in a sentence, for those who hear it."""
        names = {"name": case.person.full_name}
        dark_from = silence.dark_since(stamps, self.now) or self.overdue(case)
        if dark_from is not None:
            span = self.voice.span(self.now - dark_from)
            return _("%(name)s has been without a word for %(span)s") % {**names, "span": span}
        if case.is_open and case.next_word_at:
            when = self.voice.brief(case.next_word_at)
            return _("%(name)s knows; next word %(when)s") % {**names, "when": when}
        return _("%(name)s knows") % names

    def overdue(self, case: Case) -> datetime | None:
        told_at = owed_at(case)
        return told_at if told_at and told_at <= self.now else None

    def due(self, case: Case, lane: str) -> tuple[str, datetime | None, str, str]:
        """What stands at the row's end: a time or a span, its instant, its look, its reason."""
        found = getattr(self, f"_due_{lane}", self._due_by_state)
        due: tuple[str, datetime | None, str, str] = found(case)
        return due

    def _due_in_the_dark(self, case: Case) -> tuple[str, datetime | None, str, str]:
        since = case.dark_at or self.now
        when = self.voice.brief(since)
        return self.voice.span(self.now - since), since, "late", _("past %(when)s") % {"when": when}

    def _due_chasers(self, case: Case) -> tuple[str, datetime | None, str, str]:
        since = case.chased_at or self.now
        return self.voice.brief(since), since, "soon", _("had to ask again")

    def _due_undelivered(self, case: Case) -> tuple[str, datetime | None, str, str]:
        since = case.undelivered_at or self.now
        return self.voice.brief(since), since, "soon", _("did not arrive")

    def _due_unassigned(self, case: Case) -> tuple[str, datetime | None, str, str]:
        due_at = case.dark_at or case.next_word_at
        by = _("answer by %(when)s") % {"when": self.voice.brief(due_at)} if due_at else ""
        return self.voice.span(self.now - case.opened_at), case.opened_at, "soon", by

    def _due_first_answers(self, case: Case) -> tuple[str, datetime | None, str, str]:
        return self._due_word(case, _("first answer"))

    def _due_next_words(self, case: Case) -> tuple[str, datetime | None, str, str]:
        return self._due_word(case, _("answer") if case.waits_since else "")

    def _due_word(self, case: Case, why: str) -> tuple[str, datetime | None, str, str]:
        due_at = case.dark_at or case.next_word_at or self.now
        look = "soon" if due_at - self.now < SOON else ""
        return self.voice.brief(due_at), due_at, look, self._there(case, due_at) or why

    def _due_waiting(self, case: Case) -> tuple[str, datetime | None, str, str]:
        since = case.waiting_since or self.now
        word_at = case.next_word_at
        why = _("next word %(when)s") % {"when": self.voice.brief(word_at)} if word_at else ""
        return _("since %(when)s") % {"when": self.voice.brief(since)}, since, "", why

    def _due_by_state(self, case: Case) -> tuple[str, datetime | None, str, str]:
        """In a list of all kinds: what is gravest about this one."""
        if case.undelivered_at:
            when = self.voice.brief(case.undelivered_at)
            return _("returned %(when)s") % {"when": when}, case.undelivered_at, "soon", ""
        if case.is_open and case.dark_at and case.dark_at <= self.now:
            return self._due_in_the_dark(case)
        if case.state == State.WAITING:
            return _("waiting for the client"), case.waiting_since, "", ""
        if case.is_open:
            due_at = case.dark_at or case.next_word_at
            look = "soon" if due_at and due_at - self.now < SOON else ""
            when = self.voice.brief(due_at) if due_at else ""
            return _("next word %(when)s") % {"when": when}, due_at, look, ""
        ended_at = case.closed_at or case.solved_at or case.changed_at
        words = _("solved %(when)s") if case.state == State.SOLVED else _("ended %(when)s")
        return words % {"when": self.voice.brief(ended_at)}, ended_at, "", ""

    def _there(self, case: Case, at: datetime) -> str:
        """The client’s own hour, where it differs from the reader's."""
        zone = case.person.zone
        if not zone or zone == self.voice.zone:
            return ""
        there = Voice(zone, self.voice.language, self.now).brief(at)
        here = self.voice.brief(at)
        return "" if there == here else _("%(time)s for the client") % {"time": there}


def owed_at(case: Case) -> datetime | None:
    """When he expects to hear from us: the word he was told, an answer if that comes first.

    The limit of silence of his class alerts us, but is not his: he was told the later word.
    """
    if not case.is_open:
        return None
    if case.waits_since is None and case.next_word_at:
        return case.next_word_at
    return min(filter(None, (case.dark_at, case.next_word_at)), default=None)


def axis_ticks(voice: Voice) -> list[tuple[float, str, str]]:
    """The days under the shared axis of a page: (percent, words, kind)."""
    start, length = voice.now - BEHIND, BEHIND + AHEAD
    ticks: list[tuple[float, str, str]] = []
    for days in range(-BEHIND.days, AHEAD.days + 1):
        noon = voice.midnight(voice.now, days) + timedelta(hours=12)
        x = (noon - start) / length * 100
        if 3 < x < 97 and abs(noon - voice.now) > timedelta(hours=10):
            ticks.append((x, voice.weekday(noon), ""))
    ticks.append((BEHIND / length * 100, _("now"), "now"))
    return sorted(ticks)
