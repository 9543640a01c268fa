"""The lanes of Today: rows of those who wait, with what can be done in one press."""

from dataclasses import dataclass
from datetime import datetime

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from slovo.domain.cases.models import Case
from slovo.domain.cases.today import Lane
from slovo.domain.staff.models import User
from slovo.interfaces.desk.classes import NextWords
from slovo.interfaces.desk.last_words import last_words_of
from slovo.interfaces.desk.leaving import leaving_from
from slovo.interfaces.desk.rows import CaseRow, Rows
from slovo.interfaces.desk.spoken import Voice

NAMES = {
    "in_the_dark": gettext_lazy("In the dark now"),
    "chasers": gettext_lazy("Had to ask again"),
    "first_answers": gettext_lazy("First answers due"),
    "next_words": gettext_lazy("Next words due"),
    "waiting": gettext_lazy("Waiting for the client"),
    "undelivered": gettext_lazy("Did not arrive"),
    "unassigned": gettext_lazy("Nobody has it"),
}
TALL = ("in_the_dark", "chasers")
NO_WORD = ("unassigned", "waiting")


@dataclass(slots=True)
class Wait:
    """One row with what can be done from it."""

    row: CaseRow
    said: str
    is_tall: bool
    is_leaving: bool
    still_words: str
    still_at: datetime | None


@dataclass(slots=True)
class LaneShown:
    name: str
    title: str
    count: str
    waits: list[Wait]
    more: int


def shown_lanes(found: dict[str, Lane], user: User, voice: Voice) -> list[LaneShown]:
    """Every list that is not empty, in the order of the page."""
    maker = Maker([case for lane in found.values() for case in lane.rows], user, voice)
    return [maker.lane(found[name]) for name in NAMES if name in found and found[name].rows]


class Maker:
    """Makes the rows of one page."""

    def __init__(self, cases: list[Case], user: User, voice: Voice) -> None:
        self.voice = voice
        self.rows = Rows(cases, user, voice)
        self.words = NextWords(cases, voice.now)
        self.said = last_words_of(cases)
        self.leaving = leaving_from(cases)
        self.may_answer = user.may("answer_case")

    def lane(self, lane: Lane) -> LaneShown:
        waits = [self.wait(case, lane.name) for case in lane.rows]
        more = max(lane.count - len(waits), 0)
        count = "99+" if lane.count > 99 else str(lane.count)
        return LaneShown(lane.name, str(NAMES[lane.name]), count, waits, more)

    def wait(self, case: Case, lane: str) -> Wait:
        is_leaving = case.pk in self.leaving
        may_still = self.may_answer and case.is_open and lane not in NO_WORD and not is_leaving
        word_at = self.words.of(case) if may_still else None
        when = {"when": self.voice.brief(word_at)} if word_at else {}
        return Wait(
            row=self.rows.row(case, lane),
            said=self.said.get(case.pk, "") if lane in TALL else "",
            is_tall=lane in TALL,
            is_leaving=is_leaving,
            still_words=_("Still on it, next word by %(when)s") % when if word_at else "",
            still_at=word_at,
        )
