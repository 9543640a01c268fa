"""Dates and deadlines that the writer of a letter promises, in English, Russian and Ukrainian.

Left out is what only looks like one: the past, questions, quotations, dates of laws and contracts,
amounts, versions, telephone numbers, what the reader or somebody else is to do, what is refused or
only wished, opening hours, absences. What is decided (R087, docs/guide/dates.md):

A named day ends at its close of work, on a day off and after the close at 23:59:59: «до пятницы» is
Friday's close, and so are "on Friday", "EOB Friday" and "by the end of Friday". A weekday alone is
the next such day, on that very day the one in a week; "this Friday" lies in this week, Monday to
Sunday, "next Friday", «в следующую пятницу» and «наступної п’ятниці» in the week after it. A day
and month without a year is the next such date; up to three months back it is taken for the past,
unless «до» or "by" leads it. 15/03 is a day and a month unless that cannot be.

"N days" end at 23:59:59, "N working days" at the close of the Nth working day, hours and minutes
are elapsed time; of "two or three" the later counts. A week ends with its last working day, its
beginning with Tuesday, its middle with Wednesday; a month begins until the 10th, its middle is the
15th. Morning ends at 12:00, lunch at 13:00, the afternoon at the close, the evening at 21:00. An
hour of 1 to 7 without minutes is in the afternoon. Times stand in the writer's zone unless another
is told; a time the clocks skip is the moment of the skip, of one that comes twice the first.
"""

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
    """Return the promised dates of a text, in order; the first 20,000 letters are read.

    `now` is the moment of writing, aware; `zone` the writer's, an IANA name or a tzinfo; `language`
    "en", "ru" or "uk" settles Cyrillic words that could be either; without `hours` work is Monday
    to Friday, 09 to 18. Never raises on any text.
    """
    calendar = Calendar(now, zone_of(zone), hours)
    found: list[Found] = []
    for tokens in sentences(text, language):
        said = Sentence(tokens)
        for phrase in phrases(said, calendar):
            if phrase.due > now and is_promised(said, phrase):
                start, end = tokens[phrase.first].start, tokens[phrase.last - 1].end
                end += text[end : end + 1] == ")" and "(" in text[start:end].rpartition(")")[2]
                found.append(Found(start, end, phrase.due, text[start:end]))
    return found
