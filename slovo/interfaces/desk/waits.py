"""The lanes of Today: rows of those who wait, with what can be done in one press."""

from dataclasses import dataclass
from datetime import datetime

from django.utils.safestring import SafeString
from django.utils.translation import gettext_lazy

from slovo.domain.cases.lines import CaseLine
from slovo.domain.cases.today import GRAVEST, Lane
from slovo.domain.staff.models import User
from slovo.interfaces.desk.classes import NextWords
from slovo.interfaces.desk.last_words import last_words_of
from slovo.interfaces.desk.leaving import leaving_from
from slovo.interfaces.desk.rows import CaseRow, Rows
from slovo.interfaces.desk.seldom import Seldom
from slovo.interfaces.desk.spoken import Voice
from slovo.interfaces.desk.spoken import quick as _
from slovo.web.patterns import Pattern

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
VIEWS = {"in_the_dark": "dark", "unassigned": "no_owner"}
MOST_COUNTED = 99


@dataclass(slots=True)
class LaneShown:
    """One list as it stands on the page; `view`: where all of them are, if these are not all."""

    name: str
    title: str
    count: str
    waits: SafeString
    view: str


def shown_lanes(found: dict[str, Lane], user: User, voice: Voice, there: Seldom) -> list[LaneShown]:
    """Every list that is not empty, in the order of the page."""
    gravest = [case for name in TALL for case in found[name].rows]
    cases = [case for lane in found.values() for case in lane.rows]
    maker = Maker(cases, gravest, user, voice)
    if there.letters:
        maker.leaving = leaving_from(cases)
    return [maker.lane(found[name]) for name in NAMES if name in found and found[name].rows]


class Maker:
    """Makes the rows of one page."""

    def __init__(
        self, cases: list[CaseLine], gravest: list[CaseLine], user: User, voice: Voice
    ) -> None:
        self.voice = voice
        self.pattern = Pattern("desk/today_row.html", voice.language)
        self.rows = Rows(cases, user, voice)
        self.next_words = NextWords(cases, voice.now)
        self.stills: dict[datetime, dict[str, str]] = {}
        self.may_assign = user.may("assign_case")
        self.said = last_words_of(gravest)
        self.leaving: set[int] = set()

    def lane(self, lane: Lane) -> LaneShown:
        waits = SafeString("".join([self.wait(case, lane.name) for case in lane.rows]))
        is_exact = lane.count <= MOST_COUNTED or lane.name == GRAVEST
        count = str(lane.count) if is_exact else f"{MOST_COUNTED}+"
        view = VIEWS.get(lane.name, lane.name) if lane.count > len(lane.rows) else ""
        return LaneShown(lane.name, str(NAMES[lane.name]), count, waits, view)

    def wait(self, case: CaseLine, lane: str) -> SafeString:
        row, is_tall = self.rows.row(case, lane), lane in TALL
        act = self.act(case, lane)
        gaps = row._asdict() | self.words_of(row, self.said.get(case.pk, "") if is_tall else "")
        if act == "still":
            gaps |= self.still(case)
        has_owner = case.owner_id is not None
        return self.pattern.fill(gaps, is_tall=is_tall, has_owner=has_owner, act=act)

    def act(self, case: CaseLine, lane: str) -> str:
        if case.pk in self.leaving:
            return "leaving"
        if lane == "unassigned":
            return "assign" if self.may_assign else ""
        return "still" if case.is_open and lane != "waiting" else ""

    def still(self, case: CaseLine) -> dict[str, str]:
        at = self.next_words.of(case)
        if at not in self.stills:
            words = _("Still on it, next word by %(when)s") % {"when": self.voice.brief(at)}
            self.stills[at] = {"still_at": at.isoformat(), "still_words": words}
        return self.stills[at]

    def words_of(self, row: CaseRow, said: str) -> dict[str, object]:
        return {
            "said": _("“%(words)s”") % {"words": said} if said else row.about,
            "more": " · ".join(filter(None, (row.organisation, row.about if said else ""))),
        }
