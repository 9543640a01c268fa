"""The first page: who waits, whom we owe a word, what did not arrive, what nobody has."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from slovo.domain.cases.lines import lines_of
from slovo.domain.cases.models import Case
from slovo.domain.cases.models.confidence import hides_from
from slovo.domain.cases.owed import dark_from
from slovo.domain.cases.today import Lane, lanes
from slovo.domain.notices.models import Notice
from slovo.domain.post.models import RawLetter
from slovo.domain.promises.models import FoundDate
from slovo.domain.staff.models import User
from slovo.interfaces.desk.calls.rows import waiting_calls
from slovo.interfaces.desk.doors import for_desk, reader
from slovo.interfaces.desk.duty.rota import asked_of, hole_rows
from slovo.interfaces.desk.headline import Headline, at_ease, headline
from slovo.interfaces.desk.live import last_event_id
from slovo.interfaces.desk.mistakes.rows import today_rows
from slovo.interfaces.desk.money.statements import below_rows
from slovo.interfaces.desk.notices import NoticeRow, notice_rows
from slovo.interfaces.desk.promises.due import promises_due
from slovo.interfaces.desk.quarantine import held_letters
from slovo.interfaces.desk.recovery.waiting import quarters_waiting
from slovo.interfaces.desk.relations.tasks import tasks_of
from slovo.interfaces.desk.rows import axis_ticks
from slovo.interfaces.desk.seldom import seldom
from slovo.interfaces.desk.spoken import Voice
from slovo.interfaces.desk.trouble import trouble_line
from slovo.interfaces.desk.waits import MOST_COUNTED, shown_lanes
from slovo.lib import clock
from slovo.lib.prepared import PreparedModels
from slovo.web.frame import frame_of

OURS = ("in_the_dark", "chasers", "first_answers", "next_words", "undelivered", "unassigned")
MOST_ROWS = 8
MOST_TOLD = 6
MOST_HELD = 3
MOST_HOLES = 6
Lanes = dict[str, Lane]
_HELD = PreparedModels(RawLetter, lambda: held_letters()[:MOST_HELD])


@for_desk()
def today(request: HttpRequest) -> HttpResponse:
    user, voice = reader(request), Voice.here(clock.now())
    whose = whose_lists(user, request.GET.get("whose", ""))
    last, frame, there = last_event_id(), frame_of(user, voice.now), seldom(user)
    lists = lanes(user, voice.now, whose=whose, most=MOST_ROWS, counted=MOST_COUNTED)
    found = {lane.name: lane for lane in lists}
    is_at_ease = not any(found[name].rows for name in OURS)
    context: dict[str, Any] = {
        "whose": whose,
        "last": last,
        "lanes": shown_lanes(found, user, voice, there),
        "headline": news(found, voice),
        "is_at_ease": is_at_ease,
        "ease": ease(user, whose, voice) if is_at_ease else "",
        "below": below_rows(user, voice) if there.below else [],
        **promises_due(user, whose, voice),
        "tasks": tasks_of(user, whose, there),
        "scale": axis_ticks(voice),
        "held": held(user),
        "trouble": trouble_line(user, voice.now),
        "told": told(user, voice) if frame.unseen else [],
        "frame": frame,
        "firm": frame.firm,
        "has_dates": there.dates and has_dates(user),
        **duty_holes(user, voice, has_rota=there.teams),
        "calls": waiting_calls(user, voice) if there.calls else [],
        "asked": asked_of(user, voice) if there.swaps else [],
        "mistakes": today_rows(user, whose, voice) if there.mistakes else [],
        "quarters": quarters_waiting(user, voice) if there.quarters or there.decisions else [],
    }
    return render(request, "desk/today.html", context)


def whose_lists(user: User, asked: str) -> str:
    """His own, or the firm's for those who give out the cases; he may ask for the other."""
    if asked in ("mine", "firm"):
        return asked
    return "firm" if user.may("assign_case") else "mine"


def news(found: Lanes, voice: Voice) -> Headline:
    """The list begins with the gravest; the sentence below the news names who waits longest."""
    dark = found["in_the_dark"]
    due = [case for name in ("first_answers", "next_words") for case in found[name].rows]
    first = min(due, key=lambda case: case.dark_at or voice.now, default=None)
    longest = min(dark.rows, key=lambda case: dark_from(case, voice.now), default=None)
    return headline(dark.count, longest, first, voice)


def has_dates(user: User) -> bool:
    """Whether any of the dates that wait to be looked at stand in letters that he may read."""
    visible = FoundDate.objects.visible_to(user)
    if visible.query.is_empty():
        return False
    return not hides_from(user) or visible.to_review().exists()


def ease(user: User, whose: str, voice: Voice) -> str:
    cases = Case.objects.visible_to(user)
    cases = cases.open_of(user) if whose == "mine" else cases.open()
    first = lines_of(cases.order_by("next_word_at", "pk")[:1])
    return at_ease(cases.count(), next(iter(first), None), voice)


def duty_holes(user: User, voice: Voice, *, has_rota: bool) -> dict[str, Any]:
    """Hours ahead in which nobody is on duty, for those who plan the rota."""
    may_plan = user.may("save_rota")
    rows = hole_rows(voice, user, MOST_HOLES) if may_plan and has_rota else []
    return {"holes": rows, "may_plan": may_plan}


def held(user: User) -> list[RawLetter]:
    return _HELD() if user.may("release_letter") else []


def told(user: User, voice: Voice) -> list[NoticeRow]:
    """What he has not read yet, the latest few, each sentence once."""
    unseen = Notice.objects.filter(user=user, seen_at=None).order_by("-at", "-pk")
    rows = notice_rows(list(unseen[: MOST_TOLD * 3]), user, voice)
    return list({row.words: row for row in reversed(rows)}.values())[: -MOST_TOLD - 1 : -1]
