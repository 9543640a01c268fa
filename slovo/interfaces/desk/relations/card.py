"""Ten seconds before a call: who he is, what is open, the last word, what not to do."""

from datetime import datetime, timedelta
from functools import partial
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from slovo.domain.cases.lines import lines_of
from slovo.domain.cases.models import Case, Message, Promise
from slovo.domain.cases.models.message import Direction, Nature
from slovo.domain.clients.models import Person
from slovo.domain.clients.models.detail import Use
from slovo.domain.courtesy.contact import days_of
from slovo.domain.risks.models import Risk
from slovo.domain.staff.models import User
from slovo.interfaces.desk.doors import for_desk, load_person, reader
from slovo.interfaces.desk.promises.rows import promise_row
from slovo.interfaces.desk.remembered import remembered
from slovo.interfaces.desk.rows import Rows
from slovo.interfaces.desk.spoken import Voice, short
from slovo.lib import clock
from slovo.lib.prepared import Prepared, PreparedModels

MOST_CASES, MOST_PROMISES, MOST_DETAILS, WORDS = 5, 6, 3, 240
WEEK = timedelta(days=7)


@for_desk()
def show(request: HttpRequest, pk: int) -> HttpResponse:
    person, user, voice = load_person(request, pk), reader(request), Voice.here(clock.now())
    visible = Case.objects.visible_to(user).filter(person=person)
    cases = lines_of(visible.open().order_by("dark_at", "pk")[: MOST_CASES + 1])
    recent = list(visible.order_by("-changed_at", "-pk").values_list("pk", flat=True)[:MOST_CASES])
    rows = Rows(cases[:MOST_CASES], user, voice)
    standings = person.standings.filter(to_date=None).select_related("organisation")
    context = {
        "person": person,
        "standings": standings.order_by("pk"),
        "there": there(person, voice),
        "cases": [rows.row(case) for case in cases[:MOST_CASES]],
        "has_more": len(cases) > MOST_CASES,
        "risks": risks_of(user, recent),
        "promises": promises_of(person, user, voice),
        "said": [last_word(recent, way, voice) for way in (Direction.IN, Direction.OUT)],
        "spoke": spoke_this_week(recent, voice),
        "days": days_of(person, voice.now),
        "remembered": before_a_call(person, user, voice),
    }
    return render(request, "desk/relations/card.html", context)


def there(person: Person, voice: Voice) -> str:
    """His hour, when it is not ours."""
    if not person.zone or person.zone == voice.zone:
        return ""
    return Voice(person.zone, voice.language, voice.now).brief(voice.now)


def before_a_call(person: Person, user: User, voice: Voice) -> list[Any]:
    """What must not be done first, then the rest; three, as nobody reads more."""
    found = remembered(person, user, voice, Use.CALL, Use.ALWAYS)
    found.sort(key=lambda row: (not row.warning, row.detail.use != Use.CALL))
    return found[:MOST_DETAILS]


def promises_of(person: Person, user: User, voice: Voice) -> list[Any]:
    """Both ways, the next one due first."""
    given = Promise.objects.visible_to(user).given().open().filter(person=person)
    shown = given.select_related("case", "person", "owner").order_by("due_at", "pk")
    return [promise_row(promise, voice) for promise in shown[:MOST_PROMISES]]


def risks_of(user: User, cases: list[int]) -> Any:
    """Bad news he does not know yet."""
    untold = Risk.objects.visible_to(user).open().filter(case__in=cases)
    return untold.select_related("case").order_by("tell_by", "pk")[:MOST_CASES]


def last_word(cases: list[int], way: Direction, voice: Voice) -> dict[str, Any] | None:
    found = next(iter(_LAST[way](cases=cases)), None)
    if found is None:
        return None
    author, person, at, text = found
    return {"who": author or person, "when": voice.full(at), "words": short(text, WORDS)}


def spoke_this_week(cases: list[int], voice: Voice) -> list[User]:
    """Which of us, so that nobody is asked the same twice."""
    return _SPOKE(cases=cases, since=voice.now - WEEK)


def _last(way: Direction, cases: list[int]) -> Any:
    human = Message.objects.filter(case__in=cases, direction=way, nature=Nature.HUMAN)
    sides = ("author__full_name", "person__full_name", "at", "text")
    last = human.filter(cancelled_at=None, level="").order_by("-at", "-pk")
    return last.values_list(*sides)[:1]


def _spoke(cases: list[int], since: datetime) -> Any:
    ours = Message.objects.filter(case__in=cases, direction=Direction.OUT, at__gte=since)
    human = ours.filter(nature=Nature.HUMAN, cancelled_at=None).order_by().values("author")
    return User.objects.filter(pk__in=human).order_by("full_name", "pk")


_LAST = {way: Prepared(partial(_last, way)) for way in (Direction.IN, Direction.OUT)}
_SPOKE = PreparedModels(User, _spoke)
