"""The list of cases: views on the left, rows in the middle, the chosen one beside them."""

from dataclasses import dataclass
from typing import Any
from urllib.parse import urlencode

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _

from slovo.domain.cases.models import Case
from slovo.domain.cases.models.case import CaseQuery
from slovo.domain.staff.models import User
from slovo.interfaces.desk.doors import for_desk, is_for, reader
from slovo.interfaces.desk.found import FoundPage, count_words, drawn, found_page, why
from slovo.interfaces.desk.live import last_event_id
from slovo.interfaces.desk.paging import Page, page_of
from slovo.interfaces.desk.rows import Rows
from slovo.interfaces.desk.spoken import Voice
from slovo.interfaces.desk.standing import BY_NAME, LISTS, VIEWS, View, counts_of, first_page
from slovo.lib import clock
from slovo.lib.lemmas.marking import Marker
from slovo.web.patterns import Pattern

ITEM = "desk/cases/item.html"
AMONG = ("mine", "open", "ended")


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
    if words:
        rows = search_rows(visible, words, user, voice, request)
    else:
        rows = view_rows(visible, view, user, voice, request)
    context = {
        **views_of(visible, user, view, voice, is_search=bool(words)),
        **rows,
        "words": words,
        "is_mine": is_mine(request),
        "last": last,
    }
    part = "#rows" if is_for(request, "more") else ""
    return render(request, f"desk/cases/list.html{part}", context)


def is_mine(request: HttpRequest) -> bool:
    return request.GET.get("whose") == "mine"


def view_rows(
    visible: CaseQuery, view: View, user: User, voice: Voice, request: HttpRequest
) -> dict[str, Any]:
    """The first page is asked for so often that its question stands ready."""
    mine, after = is_mine(request), request.GET.get("after", "")
    if after or view in LISTS:
        shown = view.narrowed if mine else view.cases
        page = page_of(shown(visible, user, voice.now), view.order, after)
    else:
        page = first_page(view, user, voice.now, is_mine=mine)
    return rows_of(page, user, voice, {"view": view.name} | ({"whose": "mine"} if mine else {}))


def views_of(
    cases: CaseQuery, user: User, here: View, voice: Voice, *, is_search: bool
) -> dict[str, Any]:
    counts = counts_of(cases, user, voice.now)
    ways = [way(each, counts, here, is_search=is_search) for each in VIEWS]
    return {"view": here, "ways": ways, "count": counts.get(here.name, "")}


def rows_of(page: Page, user: User, voice: Voice, asked: dict[str, str]) -> dict[str, Any]:
    rows = Rows(page.cases, user, voice)
    more = f"?{urlencode({**asked, 'after': page.after})}" if page.after else ""
    item = Pattern(ITEM, voice.language)
    return {"rows": [item.fill(rows.row(case)._asdict()) for case in page.cases], "more_url": more}


def search_rows(
    visible: CaseQuery, words: str, user: User, voice: Voice, request: HttpRequest
) -> dict[str, Any]:
    among = request.GET.get("among", "")
    cases = BY_NAME[among].cases(visible, user, voice.now) if among in AMONG else visible
    shown = found_page(cases, words, request.GET.get("after", ""))
    rows = found_rows(shown, user, voice, {"q": words, "among": among})
    return rows | {"ways_among": ways_among(words, among)}


def found_rows(shown: FoundPage, user: User, voice: Voice, asked: dict[str, str]) -> dict[str, Any]:
    rows, item = Rows(shown.page.cases, user, voice), Pattern(ITEM, voice.language)
    found, marker = [], Marker(shown.found.ask)
    for case in shown.page.cases:
        gaps = rows.row(case)._asdict()
        gaps["name"] = drawn(marker.mark(case.person__full_name))
        gaps["about"] = drawn(marker.mark(case.subject))
        gaps["why"] = why(shown.excerpts.get(case.pk), voice)
        found.append(item.fill(gaps, is_found=True))
    after = shown.page.after
    more = f"?{urlencode({**asked, 'after': after})}" if after else ""
    return {"rows": found, "more_url": more, "found": count_words(shown), "ask": shown.found.ask}


def ways_among(words: str, here: str) -> list[tuple[str, str, bool]]:
    """(title, address, whether we are here): the same words among fewer cases."""
    ways = [("", _("All")), *((name, str(BY_NAME[name].title)) for name in AMONG)]
    return [
        (title, f"?{urlencode({'q': words, 'among': name})}", name == here) for name, title in ways
    ]


def view_of(user: User, name: str) -> View:
    """The view asked for; else his own cases, or all for those who give them out."""
    return BY_NAME.get(name) or BY_NAME["open" if user.may("assign_case") else "mine"]


def way(view: View, counts: dict[str, str], here: View, *, is_search: bool) -> Way:
    url = f"{reverse('case-list')}?view={view.name}"
    is_here = view is here and not is_search
    return Way(str(view.title), view.icon, url, counts.get(view.name, ""), is_here, view.group)
