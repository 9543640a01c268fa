"""Dates and deadlines that the writer of a letter promises, in English, Russian and Ukrainian."""

from datetime import datetime, tzinfo

from slovo.lib.dates.calendar import Calendar, zone_of
from slovo.lib.dates.found import Found
from slovo.lib.dates.phrases import phrases
from slovo.lib.dates.promised import is_promised
from slovo.lib.dates.sentence import Sentence
from slovo.lib.dates.tokens import sentences
from slovo.lib.worktime import WorkingHours

__all__ = ["Found", "find"]


def find(
    text: str,
    now: datetime,
    zone: str | tzinfo,
    language: str | None = None,
    hours: WorkingHours | None = None,
) -> list[Found]:
    """Return the promised dates of a text, in order."""
    calendar = Calendar(now, zone_of(zone), hours)
    found: list[Found] = []
    for tokens in sentences(text, language):
        said = Sentence(tokens)
        for phrase in phrases(said, calendar):
            if phrase.due > now and is_promised(said, phrase):
                start, end = tokens[phrase.first].start, tokens[phrase.last - 1].end
                found.append(Found(start, end, phrase.due, text[start:end]))
    return found
