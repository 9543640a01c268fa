"""The first page: who waits, whom we owe a word, what did not arrive, what nobody has."""

from dataclasses import dataclass
from datetime import datetime

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from slovo.domain.cases.models import Case
from slovo.domain.cases.today import lanes
from slovo.domain.notices.models import Notice
from slovo.domain.post.models import RawLetter
from slovo.domain.staff.models import User
from slovo.interfaces.desk.classes import NextWords
from slovo.interfaces.desk.doors import for_desk, reader
from slovo.interfaces.desk.headline import at_ease, headline
from slovo.interfaces.desk.last_words import last_words_of
from slovo.interfaces.desk.live import last_event_id
from slovo.interfaces.desk.notices import NoticeRow, notice_rows
from slovo.interfaces.desk.quarantine import held_letters
from slovo.interfaces.desk.rows import CaseRow, Rows, axis_ticks
from slovo.interfaces.desk.spoken import Voice
from slovo.lib import clock

NAMES = {
    "in_the_dark": gettext_lazy("In the dark now"),
    "chasers": gettext_lazy("Had to ask again"),
    "first_answers": gettext_lazy("First answers due"),
    "next_words": gettext_lazy("Next words due"),
    "waiting": gettext_lazy("Waiting for the client"),
    "undelivered": gettext_lazy("Did not arrive"),
    "unassigned": gettext_lazy("Nobody has it"),
}
OURS = ("in_the_dark", "chasers", "first_answers", "next_words", "undelivered", "unassigned")
TALL = ("in_the_dark", "chasers")
ORDER = tuple(NAMES)
MOST_TOLD = 6


@dataclass(slots=True)
class Wait:
    """One row with what can be done from it."""

    row: CaseRow
    said: str
    is_tall: bool
    still_words: str
    still_at: datetime | None
    may_still: bool


@dataclass(slots=True)
class LaneShown:
    name: str
    title: str
    count: str
    waits: list[Wait]
    more: int


def longest(dark: list[Case]) -> Case | None:
    """The list begins with the gravest; the sentence below the news names who waits longest."""
    return min(dark, key=lambda case: case.dark_at or case.opened_at, default=None)


@for_desk()
def today(request: HttpRequest) -> HttpResponse:
    user, now = reader(request), clock.now()
    whose = whose_lists(user, request.GET.get("whose", ""))
    last = last_event_id()
    found = {lane.name: lane for lane in lanes(user, now, whose=whose)}
    voice = Voice.here(now)
    shown = [case for lane in found.values() for case in lane.rows]
    maker = Maker(shown, request, voice)
    page = [
        LaneShown(
            name,
            str(NAMES[name]),
            capped(found[name].count),
            [maker.wait(case, name) for case in found[name].rows],
            max(found[name].count - len(found[name].rows), 0),
        )
        for name in ORDER
        if name in found and found[name].rows
    ]
    dark = found["in_the_dark"]
    due = [case for name in ("first_answers", "next_words") for case in found[name].rows]
    first = min(due, key=lambda case: case.dark_at or now, default=None)
    is_at_ease = not any(found[name].rows for name in OURS)
    context = {
        "whose": whose,
        "lanes": page,
        "headline": headline(dark.count, longest(dark.rows), first, voice),
        "ease": ease(user, whose, voice) if is_at_ease else "",
        "is_at_ease": is_at_ease,
        "scale": axis_ticks(voice),
        "held": held(request),
        "told": told(user, voice),
        "last": last,
    }
    if whose == "mine":
        context["dark_count"] = dark.count
    return render(request, "desk/today.html", context)


def whose_lists(user: User, asked: str) -> str:
    """His own, or the firm's for those who give out the cases; he may ask for the other."""
    if asked in ("mine", "firm"):
        return asked
    return "firm" if user.may("assign_case") else "mine"


class Maker:
    """Makes the rows of one page."""

    def __init__(self, cases: list[Case], request: HttpRequest, voice: Voice) -> None:
        self.voice = voice
        self.rows = Rows(cases, reader(request), voice)
        self.words = NextWords(cases, voice.now)
        self.said = last_words_of(cases)
        self.may_answer = reader(request).may("answer_case")

    def wait(self, case: Case, lane: str) -> Wait:
        may_still = self.may_answer and case.is_open and lane not in ("unassigned", "waiting")
        word_at = self.words.of(case) if may_still else None
        when = self.voice.brief(word_at) if word_at else ""
        return Wait(
            self.rows.row(case, lane),
            self.said.get(case.pk, "") if lane in TALL else "",
            lane in TALL,
            _("Still on it, next word by %(when)s") % {"when": when} if word_at else "",
            word_at,
            may_still,
        )


def ease(user: User, whose: str, voice: Voice) -> str:
    cases = Case.objects.visible_to(user).open()
    cases = cases.mine(user) if whose == "mine" else cases
    first = cases.select_related("person").order_by("next_word_at", "pk").first()
    return at_ease(cases.count(), first, voice)


def held(request: HttpRequest) -> list[RawLetter]:
    return list(held_letters()[:3]) if reader(request).may("release_letter") else []


def told(user: User, voice: Voice) -> list[NoticeRow]:
    """What he has not read yet, the latest few."""
    unseen = Notice.objects.filter(user=user, seen_at=None).order_by("-at", "-pk")
    rows = notice_rows(list(unseen[: MOST_TOLD * 3]), user, voice)
    return list({row.words: row for row in reversed(rows)}.values())[: -MOST_TOLD - 1 : -1]


def capped(count: int) -> str:
    return "99+" if count > 99 else str(count)
