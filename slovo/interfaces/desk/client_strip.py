"""Ninety days of one client: when he knew, and when he waited in any of his cases."""

from collections.abc import Iterable
from datetime import timedelta
from typing import Any

from django.utils.translation import gettext as _

from slovo.domain.cases.lines import CaseLine
from slovo.domain.cases.owed import owed_at
from slovo.domain.cases.silences import stamps_of
from slovo.domain.clients.models import Person
from slovo.interfaces.desk.long_strip import ticks_between
from slovo.interfaces.desk.spoken import Voice
from slovo.lib import silence
from slovo.web.strips import draw_strip

BEHIND = timedelta(days=90)
AHEAD = timedelta(days=7)
MOST_CASES = 200


def client_strip(person: Person, cases: Iterable[CaseLine], voice: Voice) -> dict[str, Any]:
    """`strip` and its `ticks` for the head of his page; nothing before the first case."""
    known = list(cases)[:MOST_CASES]
    stories = [silence.Story.of(each, voice.now) for each in stamps_of(known).values()]
    start, end = voice.now - BEHIND, voice.now + AHEAD
    owed = [at for at in map(owed_at, known) if at is not None]
    word_at = min(owed, default=None)
    parts = silence.strip_of_client(stories, start, end, voice.now, word_at)
    if parts.edge is None:
        return {}
    dark = [story.dark_since(voice.now) for story in stories]
    words = said_of(person, voice, [at for at in dark if at is not None], owed)
    strip = draw_strip(parts, label=words, kind="long")
    return {"strip": strip, "ticks": sorted(ticks_between(start, end, voice))}


def said_of(person: Person, voice: Voice, dark: list[Any], owed: list[Any]) -> str:
    """The strip in a sentence, for those who hear it."""
    names = {"name": person.full_name}
    if dark or (owed and min(owed) < voice.now):
        span = voice.span(voice.now - min([*dark, *owed]))
        return _("%(name)s has been without a word for %(span)s") % {**names, "span": span}
    if owed:
        when = voice.brief(min(owed))
        return _("%(name)s knows; next word %(when)s") % {**names, "when": when}
    return _("%(name)s knows") % names
