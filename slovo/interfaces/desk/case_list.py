"""The list of cases: views on the left, rows in the middle, the chosen one beside them."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlencode

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _

from slovo.domain.cases.bulk import MOST
from slovo.domain.cases.models import Case, SavedView
from slovo.domain.cases.models.case import CaseQuery
from slovo.domain.cases.sieve import Sieve, sieve_of
from slovo.domain.staff.models import User
from slovo.interfaces.desk.bulk.acts import acts_for
from slovo.interfaces.desk.doors import for_desk, is_for, reader
from slovo.interfaces.desk.found import FoundPage, count_words, drawn, found_page, why
from slovo.interfaces.desk.live import last_event_id
from slovo.interfaces.desk.paging import Page, page_of
from slovo.interfaces.desk.rows import Rows
from slovo.interfaces.desk.saved import gone_from, saved_ways, views_known_to
from slovo.interfaces.desk.spoken import Voice
from slovo.interfaces.desk.standing import (
    BY_NAME,
    LISTS,
    SAVED,
    VIEWS,
    View,
    Way,
    counts_of,
    first_page,
)
from slovo.lib import clock
from slovo.lib.lemmas.marking import Marker
from slovo.web.patterns import Pattern

ITEM, BAR = "desk/cases/item.html", "desk/bulk/bar.html"
AMONG = ("mine", "open", "ended")


@dataclass(frozen=True, slots=True)
class Asked:
    """What somebody wants to see: a view, or words; `gone` is said of what is not there."""

    view: View
    saved: SavedView | None
    sieve: Sieve
    gone: str = ""


@for_desk()
def show_list(request: HttpRequest) -> HttpResponse:
    user, voice = reader(request), Voice.here(clock.now())
    last = last_event_id()
    visible = Case.objects.visible_to(user)
    counts = counts_of(visible, user, voice.now)
    views = views_known_to(user) if counts[SAVED] != "0" else []
    asked = asked_by(request, user, views)
    if asked.sieve.words:
        rows = search_rows(visible, asked, user, voice, request)
    else:
        rows = view_rows(visible, asked, user, voice, request)
    context = {
        **views_of(counts, user, asked, views, voice),
        **rows,
        "asked": asked,
        "words": "" if asked.saved else asked.sieve.words,
        "last": last,
        "bulk_bar": Pattern(BAR, voice.language).fill({}, acts=acts_for(user), most=MOST),
    }
    part = "#rows" if is_for(request, "more") else ""
    return render(request, f"desk/cases/list.html{part}", context)


def asked_by(request: HttpRequest, user: User, views: Sequence[SavedView]) -> Asked:
    """From its address: a saved view by its number, another by its name, or words."""
    name = request.GET.get("view", "")
    view = view_of(user, name)
    words = " ".join(request.GET.get("q", "").split())[:100]
    if name.isdecimal() and not words:
        saved = next((each for each in views if str(each.pk) == name), None)
        if saved is None:
            gone = _("This view is not there any more, or it is not yours.")
            return Asked(view, None, Sieve(view.name), gone)
        return Asked(BY_NAME.get(saved.among, view), saved, sieve_of(saved), gone_from(saved))
    if words:
        among = request.GET.get("among", "")
        return Asked(view, None, Sieve(among if among in AMONG else "", words))
    return Asked(view, None, Sieve(view.name, is_own=request.GET.get("whose") == "mine"))


def view_rows(
    visible: CaseQuery, asked: Asked, user: User, voice: Voice, request: HttpRequest
) -> dict[str, Any]:
    """The first page is asked for so often that its question stands ready."""
    view, sieve, after = asked.view, asked.sieve, request.GET.get("after", "")
    if after or asked.saved or view in LISTS:
        page = page_of(sieve.cases(visible, user, voice.now), view.standing.order, after)
    else:
        page = first_page(view, user, voice.now, is_mine=sieve.is_own)
    return rows_of(page, user, voice, address_of(asked))


def address_of(asked: Asked) -> dict[str, str]:
    """What leads here again."""
    sieve = asked.sieve
    if asked.saved:
        return {"view": str(asked.saved.pk)}
    if sieve.words:
        return {"q": sieve.words, "among": sieve.among}
    return {"view": asked.view.name} | ({"whose": "mine"} if sieve.is_own else {})


def views_of(
    counts: dict[str, str], user: User, asked: Asked, views: Sequence[SavedView], voice: Voice
) -> dict[str, Any]:
    here = asked.saved
    is_standing = not here and not asked.sieve.words
    ways = [way(each, counts, is_here=is_standing and each is asked.view) for each in VIEWS]
    saved = saved_ways(views, user, voice.now, here)
    at = next((each for each in saved if each.is_here), None)
    return {
        "view": asked.view,
        "title": here.name if here else asked.view.title,
        "count": at.count if at else counts.get(asked.view.name, ""),
        "ways": ways + saved,
        "has_saved": bool(saved),
        "may_change": here and user.may("save_view" if here.user_id else "share_view"),
        "keep_url": f"{reverse('view-new')}?{urlencode(address_of(asked))}",
    }


def rows_of(page: Page, user: User, voice: Voice, asked: dict[str, str]) -> dict[str, Any]:
    rows = Rows(page.cases, user, voice)
    more = f"?{urlencode({**asked, 'after': page.after})}" if page.after else ""
    item = Pattern(ITEM, voice.language)
    return {"rows": [item.fill(rows.row(case)._asdict()) for case in page.cases], "more_url": more}


def search_rows(
    visible: CaseQuery, asked: Asked, user: User, voice: Voice, request: HttpRequest
) -> dict[str, Any]:
    cases, words = asked.sieve.cases(visible, user, voice.now), asked.sieve.words
    after, is_typing = request.GET.get("after", ""), asked.saved is None
    shown = found_page(cases, words, after, is_typing=is_typing)
    rows = found_rows(shown, user, voice, address_of(asked))
    ways = [] if asked.saved else ways_among(words, asked.sieve.among)
    return rows | {"ways_among": ways}


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


def way(view: View, counts: dict[str, str], *, is_here: bool) -> Way:
    url = f"{reverse('case-list')}?view={view.name}"
    count, group = counts[view.name], str(view.group)
    return Way(str(view.title), view.icon, url, count, is_here, group)
