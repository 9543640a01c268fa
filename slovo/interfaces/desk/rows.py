"""Rows as a template shows them: paths, words and strips are ready before it begins."""

from collections.abc import Iterable
from datetime import datetime, timedelta
from typing import NamedTuple

from django.urls import reverse
from django.utils.safestring import SafeString

from slovo.domain.cases.lines import CaseLine
from slovo.domain.cases.models import Case
from slovo.domain.cases.models.case import State
from slovo.domain.cases.owed import dark_from, owed_at
from slovo.domain.cases.silences import stamps_of
from slovo.domain.staff.models import User
from slovo.domain.staff.names import initials
from slovo.interfaces.desk.spoken import Voice
from slovo.interfaces.desk.spoken import quick as _
from slovo.lib import silence
from slovo.web.strips import draw_strip

BEHIND = timedelta(days=4)
AHEAD = timedelta(days=1)
AROUND_NOW = timedelta(hours=18)  # the widest word for it, and a day beside it
SOON = timedelta(hours=2)
Stamps = dict[int, list[silence.Stamp]]
AnyCase = Case | CaseLine
Due = tuple[str, datetime | None, str, str]


class CaseRow(NamedTuple):
    """A case in a list: who, what about, how long he waits, who owes him a word and when."""

    ref: str
    url: str
    name: str
    initials: str
    organisation: str
    about: str
    strip: SafeString
    owner_name: str
    owner_initials: str
    owner_look: str
    due: str
    due_at: str
    look: str
    why: str


class Rows:
    """Makes rows of cases for one reader; all strips of a page share one axis of time."""

    def __init__(self, cases: Iterable[AnyCase], reader: User, voice: Voice) -> None:
        self.reader, self.voice, self.now = reader, voice, voice.now
        self.axis = silence.Axis(self.now - BEHIND, self.now + AHEAD, self.now)
        self.stamps: Stamps = stamps_of(cases)
        self.base = reverse("case-list")
        self.voices: dict[str, Voice] = {}
        self.owners: dict[int | None, tuple[str, str, str]] = {}

    def row(self, case: CaseLine, lane: str = "") -> CaseRow:
        owner_name, owner_initials, owner_look = self.owner_of(case)
        due, due_at, look, why = self.due(case, lane)
        return CaseRow(
            ref=case.ref,
            url=f"{self.base}{case.ref}/",
            name=case.person__full_name,
            initials=case.person_initials,
            organisation=case.organisation__name or "",
            about=case.waiting_question if lane == "waiting" else case.subject,
            strip=self.strip(case),
            owner_name=owner_name,
            owner_initials=owner_initials,
            owner_look=owner_look,
            due=due,
            due_at=due_at.isoformat() if due_at else "",
            look=look,
            why=why,
        )

    def owner_of(self, case: CaseLine) -> tuple[str, str, str]:
        """His name, his initials and the look of his face."""
        key = case.owner_id
        if key not in self.owners:
            name = self.called(key, case.owner_name)
            look = "face-me" if key == self.reader.pk else ""
            self.owners[key] = name, initials(case.owner_name) if key else "", look
        return self.owners[key]

    def name_of(self, user: User | None) -> str:
        return self.called(user.pk, user.full_name) if user else self.called(None, "")

    def called(self, user_id: int | None, name: str) -> str:
        if user_id is None:
            return _("No owner")
        return _("You") if user_id == self.reader.pk else name

    def strip(self, case: CaseLine) -> SafeString:
        story = silence.Story.of(self.stamps.get(case.pk, ()), self.now)
        parts = self.axis.strip(story, owed_at(case))
        return draw_strip(parts, label=self.strip_words(case, case.person__full_name, story))

    def strip_words(self, case: AnyCase, name: str, story: silence.Story) -> str:
        """The strip in a sentence, for those who hear it."""
        dark_from = story.dark_since(self.now) or self.overdue(case)
        if dark_from is not None:
            span = self.voice.span(self.now - dark_from)
            return _("%(name)s has been without a word for %(span)s") % {"name": name, "span": span}
        if case.is_open and case.next_word_at:
            when = self.voice.brief(case.next_word_at)
            return _("%(name)s knows; next word %(when)s") % {"name": name, "when": when}
        return _("%(name)s knows") % {"name": name}

    def overdue(self, case: AnyCase) -> datetime | None:
        told_at = owed_at(case)
        return told_at if told_at and told_at <= self.now else None

    def due(self, case: AnyCase, lane: str) -> Due:
        """What stands at the row's end: a time or a span, its instant, its look, its reason."""
        found = getattr(self, f"_due_{lane}", self._due_by_state)
        due: Due = found(case)
        return due

    def _due_in_the_dark(self, case: AnyCase) -> Due:
        since = dark_from(case, self.now)
        when = self.voice.brief(since)
        return self.voice.span(self.now - since), since, "late", _("past %(when)s") % {"when": when}

    def _due_chasers(self, case: AnyCase) -> Due:
        since = case.chased_at or self.now
        return self.voice.brief(since), since, "soon", _("had to ask again")

    def _due_undelivered(self, case: AnyCase) -> Due:
        since = case.undelivered_at or self.now
        return self.voice.brief(since), since, "soon", _("did not arrive")

    def _due_unassigned(self, case: AnyCase) -> Due:
        due_at = case.dark_at or case.next_word_at
        by = _("answer by %(when)s") % {"when": self.voice.brief(due_at)} if due_at else ""
        return self.voice.span(self.now - case.opened_at), case.opened_at, "soon", by

    def _due_first_answers(self, case: AnyCase) -> Due:
        return self._due_word(case, _("first answer"))

    def _due_next_words(self, case: AnyCase) -> Due:
        return self._due_word(case, _("answer") if case.waits_since else "")

    def _due_word(self, case: AnyCase, why: str) -> Due:
        due_at = case.dark_at or case.next_word_at or self.now
        look = "soon" if due_at - self.now < SOON else ""
        return self.voice.brief(due_at), due_at, look, self._there(case, due_at) or why

    def _due_waiting(self, case: AnyCase) -> Due:
        since = case.waiting_since or self.now
        word_at = case.next_word_at
        why = _("next word %(when)s") % {"when": self.voice.brief(word_at)} if word_at else ""
        return _("since %(when)s") % {"when": self.voice.brief(since)}, since, "", why

    def _due_by_state(self, case: AnyCase) -> Due:
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

    def _there(self, case: AnyCase, at: datetime) -> str:
        """The client’s own hour, where it differs from the reader's."""
        zone = case.person__zone if isinstance(case, CaseLine) else case.person.zone
        if not zone or zone == self.voice.zone:
            return ""
        if zone not in self.voices:
            self.voices[zone] = Voice(zone, self.voice.language, self.now)
        there, here = self.voices[zone].brief(at), self.voice.brief(at)
        return "" if there == here else _("%(time)s for the client") % {"time": there}


def axis_ticks(voice: Voice) -> list[tuple[float, str, str]]:
    """The days under the shared axis of a page: (percent, words, kind)."""
    start, length = voice.now - BEHIND, BEHIND + AHEAD
    ticks: list[tuple[float, str, str]] = []
    for days in range(-BEHIND.days, AHEAD.days + 1):
        noon = voice.midnight(voice.now, days) + timedelta(hours=12)
        x = (noon - start) / length * 100
        if 3 < x < 97 and abs(noon - voice.now) > AROUND_NOW:
            ticks.append((x, voice.weekday(noon), ""))
    ticks.append((BEHIND / length * 100, _("now"), "now"))
    return sorted(ticks)
