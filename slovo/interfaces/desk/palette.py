"""Find or do anything: what fits the words, the likeliest first."""

from dataclasses import dataclass
from urllib.parse import urlencode

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import NoReverseMatch, reverse
from django.utils.html import conditional_escape, escape
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from slovo.domain.cases.models import Case
from slovo.domain.cases.search.reading import excerpts
from slovo.domain.staff.models import User
from slovo.interfaces.desk.doors import for_desk, reader
from slovo.interfaces.desk.found import drawn, in_order
from slovo.interfaces.desk.rows import Rows
from slovo.interfaces.desk.seeking import people_beginning
from slovo.interfaces.desk.spoken import Voice
from slovo.interfaces.desk.standing import VIEWS
from slovo.lib import clock
from slovo.lib.lemmas.marking import Marker

MOST = 6


@dataclass(frozen=True, slots=True)
class Hit:
    """One thing to open or to do. `strip` and `initials` only where they help."""

    url: str
    words: SafeString
    more: str = ""
    icon: str = ""
    initials: str = ""
    strip: str = ""
    why: str = ""
    key: str = ""


@dataclass(frozen=True, slots=True)
class Group:
    title: str
    hits: list[Hit]


@for_desk()
def palette(request: HttpRequest) -> HttpResponse:
    words = " ".join(request.GET.get("q", "").split())[:100]
    user = reader(request)
    groups = [
        Group(_("Do"), acts(words)),
        Group(_("People"), people(words)),
        Group(_("Cases"), cases(user, words)),
    ]
    context = {"groups": [group for group in groups if group.hits], "words": words}
    part = "#hits" if request.headers.get("HX-Request") else ""
    return render(request, f"desk/palette.html{part}", context)


def acts(words: str) -> list[Hit]:
    ways = [
        ("case-new", _("New case"), "plus", "C"),
        ("today", _("Today: who waits"), "sun", "G T"),
        ("case-list", _("Cases"), "inbox", "G C"),
        ("person-list", _("Clients"), "users", "G P"),
        ("letter-list", _("Outgoing letters"), "mail", "G L"),
        ("quarantine", _("Letters in quarantine"), "shield-x", ""),
        ("notice-list", _("What I was told"), "bell", ""),
        ("settings", _("Settings"), "settings", "G S"),
    ]
    found = [(address(name), title, icon, key) for name, title, icon, key in ways]
    for view in VIEWS:
        url = f"{reverse('case-list')}?view={view.name}"
        found.append((url, _("Cases: %(view)s") % {"view": view.title}, view.icon, ""))
    fitting = [each for each in found if each[0] and fits(each[1], words)]
    return [
        Hit(url, marked(title, words), icon=icon, key=key)
        for url, title, icon, key in fitting[: MOST if words else 4]
    ]


def address(name: str, *args: object) -> str:
    try:
        return reverse(name, args=args)
    except NoReverseMatch:
        return ""


def people(words: str) -> list[Hit]:
    if not words:
        return []
    found = people_beginning(words, MOST).prefetch_related("standings__organisation")
    return [
        Hit(
            address("person-show", person.pk),
            marked(person.full_name, words),
            more=", ".join(str(s.organisation) for s in person.standings.all() if not s.to_date),
            initials=person.initials,
        )
        for person in found
    ]


def cases(user: User, words: str) -> list[Hit]:
    if not words:
        return []
    visible = Case.objects.visible_to(user)
    found = visible.search(words, is_typing=True)
    keys = found.case_ids[:MOST]
    why, marker = excerpts(found, keys), Marker(found.ask)
    shown = in_order(keys)
    rows = Rows(shown, user, Voice.here(clock.now()))
    hits = [
        Hit(
            reverse("case-show", args=[case.ref]),
            drawn(marker.mark(case.subject)),
            more=f"{case.ref}, {case.person__full_name}",
            icon="inbox",
            strip=rows.strip(case),
            why=drawn(why[case.pk].parts) if case.pk in why else "",
        )
        for case in shown
    ]
    return [*hits, *_the_rest(words, len(found.hits), is_cut=found.is_cut)]


def _the_rest(words: str, count: int, *, is_cut: bool) -> list[Hit]:
    if count <= MOST:
        return []
    number = f"{count}+" if is_cut else str(count)
    said = _("All cases with these words (%(count)s)") % {"count": number}
    return [Hit(f"{reverse('case-list')}?{urlencode({'q': words})}", escape(said), icon="search")]


def fits(title: str, words: str) -> bool:
    return all(word.lower() in title.lower() for word in words.split())


def marked(text: str, words: str) -> SafeString:
    """The text with the first word that was looked for made visible."""
    word = next((word for word in words.split() if word.lower() in text.lower()), "")
    if not word:
        return conditional_escape(text)
    start = text.lower().index(word.lower())
    end = start + len(word)
    parts = [conditional_escape(part) for part in (text[:start], text[start:end], text[end:])]
    return SafeString(f"{parts[0]}<u>{parts[1]}</u>{parts[2]}")
