"""The list of cases: views on the left, rows in the middle, the chosen one beside them."""

from dataclasses import dataclass
from typing import Any
from urllib.parse import urlencode

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse

from slovo.domain.cases.models import Case
from slovo.domain.cases.models.case import CaseQuery
from slovo.domain.staff.models import User
from slovo.interfaces.desk.doors import for_desk, is_for, reader
from slovo.interfaces.desk.live import last_event_id
from slovo.interfaces.desk.paging import Page, page_of
from slovo.interfaces.desk.patterns import Pattern
from slovo.interfaces.desk.rows import Rows
from slovo.interfaces.desk.seeking import found_in
from slovo.interfaces.desk.spoken import Voice
from slovo.interfaces.desk.standing import BY_NAME, VIEWS, View, counts_of
from slovo.lib import clock

NEWEST = ("-opened_at",)


@dataclass(frozen=True, slots=True)
class Way:
    """One view on the left."""

    title: str
    icon: str
    url: str
    count: str
    is_here: bool
    group: str


@for_desk()
def show_list(request: HttpRequest) -> HttpResponse:
    user, voice = reader(request), Voice.here(clock.now())
    last = last_event_id()
    view = view_of(user, request.GET.get("view", ""))
    words = " ".join(request.GET.get("q", "").split())[:100]
    visible = Case.objects.visible_to(user)
    is_mine = request.GET.get("whose") == "mine"
    shown = view.narrowed if is_mine else view.cases
    query = found_in(visible, words) if words else shown(visible, user, voice.now)
    order = NEWEST if words else view.order
    asked = {"view": view.name, "q": words} | ({"whose": "mine"} if is_mine else {})
    page = page_of(query, order, request.GET.get("after", ""))
    context = {
        **views_of(visible, user, view, voice, is_search=bool(words)),
        **rows_of(page, user, voice, asked),
        "words": words,
        "is_mine": is_mine,
        "last": last,
    }
    part = "#rows" if is_for(request, "more") else ""
    return render(request, f"desk/cases/list.html{part}", context)


def views_of(
    cases: CaseQuery, user: User, here: View, voice: Voice, *, is_search: bool
) -> dict[str, Any]:
    counts = counts_of(cases, user, voice.now)
    ways = [way(each, counts, here, is_search=is_search) for each in VIEWS]
    return {"view": here, "ways": ways, "count": counts.get(here.name, "")}


def rows_of(page: Page, user: User, voice: Voice, asked: dict[str, str]) -> dict[str, Any]:
    rows = Rows(page.cases, user, voice)
    more = f"?{urlencode({**asked, 'after': page.after})}" if page.after else ""
    item = Pattern("desk/cases/item.html")
    return {"rows": [item.fill(rows.row(case)._asdict()) for case in page.cases], "more_url": more}


def view_of(user: User, name: str) -> View:
    """The view asked for; else his own cases, or all for those who give them out."""
    return BY_NAME.get(name) or BY_NAME["open" if user.may("assign_case") else "mine"]


def way(view: View, counts: dict[str, str], here: View, *, is_search: bool) -> Way:
    url = f"{reverse('case-list')}?view={view.name}"
    is_here = view is here and not is_search
    return Way(str(view.title), view.icon, url, counts.get(view.name, ""), is_here, view.group)
