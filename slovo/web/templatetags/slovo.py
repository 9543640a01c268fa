"""Small marks that stand on every page. Written as plain strings: a page may hold hundreds."""

from collections.abc import Sequence
from datetime import datetime, timedelta
from functools import lru_cache
from hashlib import md5
from pathlib import Path
from typing import Any

from django import template
from django.contrib.auth.base_user import AbstractBaseUser
from django.template.context import Context
from django.templatetags.static import static
from django.urls import NoReverseMatch, reverse
from django.utils import timezone
from django.utils.html import conditional_escape
from django.utils.safestring import SafeString
from django.utils.translation import get_language

from slovo.domain.staff.models import User
from slovo.lib import links, moments
from slovo.lib.phones import dialled
from slovo.web.assets import BUILT
from slovo.web.patterns import Pattern
from slovo.web.strips import draw_scale, draw_strip
from slovo.web.toasts import Toast, toasts_of

register = template.Library()
MOST_TOLD = 99
ASIDE = ("see_letters", "see_rota")  # what the desk shows to some who see no cases
_RAIL, _BAR = Pattern("web/rail.html"), Pattern("web/bar.html")


@register.filter
def linked(text: str, limit: int | None = None) -> SafeString:
    """{{ text|linked:60 }}: plain words, their addresses made links and shown cut."""
    return links.linked(text, limit)


@register.simple_tag
@lru_cache(maxsize=64)
def built(name: str) -> str:
    """{% built "slovo.css" %}: the address of a built file; a new build has a new address."""
    path = Path(f"{BUILT}/{name}")
    mark = md5(path.read_bytes(), usedforsecurity=False).hexdigest()[:8] if path.exists() else ""
    return static(f"built/{name}") + (f"?v={mark}" if mark else "")


@register.simple_tag
@lru_cache(maxsize=512)
def icon(name: str, size: str = "", label: str = "") -> SafeString:
    """{% icon "phone" %}, {% icon "phone" "s" %}, and with words when it stands alone."""
    kind = f"icon icon-{size}" if size else "icon"
    voice = (
        f'role="img" aria-label="{conditional_escape(label)}"' if label else 'aria-hidden="true"'
    )
    return SafeString(
        f'<svg class="{kind}" {voice}><use href="{built("icons.svg")}#{name}"/></svg>'
    )


@register.simple_tag(takes_context=True)
def face(context: Context, who: Any, *marks: str) -> SafeString:
    """{% face person %}: a circle for a client, a square for a colleague, yours filled.

    Marks: "small", "large", "ours" (when `who` is a plain row), "me".
    """
    if not who:
        return SafeString(
            f'<span class="face face-none" aria-hidden="true">{icon("user-question", "s")}</span>'
        )
    is_ours = "ours" in marks or isinstance(who, AbstractBaseUser)
    is_me = "me" in marks or (is_ours and who == context.get("user"))
    kinds = ["face"]
    kinds += ["face-ours"] if is_ours else []
    kinds += ["face-me"] if is_me else []
    kinds += ["face-s"] if "small" in marks else []
    kinds += ["face-l"] if "large" in marks else []
    letters = conditional_escape(who if isinstance(who, str) else who.initials)
    return SafeString(f'<span class="{" ".join(kinds)}" aria-hidden="true">{letters}</span>')


def here() -> tuple[str, str]:
    """The reader's zone and language."""
    return timezone.get_current_timezone_name(), get_language() or "en"


@register.filter
def may(user: User, right: str) -> bool:
    """{% if user|may:"release_letter" %}: no way is shown to what would be refused."""
    return user.may(right)


@register.filter
def moment(at: datetime | None, now: datetime | None = None) -> str:
    """{{ at|moment }}: «Thu 11 March, 11:05»; {{ at|moment:now }} adds the year when it differs."""
    return moments.moment(at, *here(), now=now) if at else ""


@register.filter
def near(at: datetime | None, now: datetime) -> str:
    """{{ at|near:now }}: «11:05» today, «Thu 11:05» this week, else the day."""
    return moments.near(at, *here(), now=now) if at else ""


@register.filter
def day(at: datetime | None, now: datetime | None = None) -> str:
    """{{ at|day }}: «Thu 11 March»."""
    return moments.day(at, *here(), now=now) if at else ""


@register.filter
def hour(at: datetime | None) -> str:
    """{{ at|hour }}: «11:05»."""
    return moments.hour(at, here()[0]) if at else ""


@register.filter
def by_words(at: datetime | None) -> str:
    """{{ at|by_words }}: «on Monday, 29 March, by 19:00»."""
    return moments.by_words(at, *here()) if at else ""


@register.filter
def tel(phone: str) -> str:
    """{{ person.phone|tel }}: «tel:+380445550127»; nothing when there is nothing to dial."""
    number = dialled(phone)
    return f"tel:{number}" if number else ""


@register.filter
def span(seconds: float | timedelta | None) -> str:
    """{{ seconds|span }}: «19 h 12 min»."""
    if seconds is None:
        return ""
    length = seconds.total_seconds() if isinstance(seconds, timedelta) else seconds
    return moments.span(length, here()[1])


@register.simple_tag(takes_context=True)
def when(context: Context, at: datetime | None, kind: str = "") -> SafeString:
    """{% when at %}, {% when at "late" %}: a <time> as a list needs it."""
    if at is None:
        return SafeString()
    words = moments.near(at, *here(), now=context["now"])
    look = f' class="{kind}"' if kind else ""
    return SafeString(f'<time datetime="{at.isoformat()}"{look}>{words}</time>')


@register.simple_tag
def strip(parts: Any, label: str = "", kind: str = "row") -> SafeString:
    """{% strip parts words "long" %}: the silence strip; without words it is decoration."""
    return draw_strip(parts, label=label, kind=kind)


@register.simple_tag
def scale(ticks: Sequence[Any]) -> SafeString:
    """{% scale ticks %}: the days under or over a strip, each (x in percent, words, kind)."""
    return draw_scale(ticks)


@register.simple_tag(takes_context=True)
def way(context: Context, name: str, image: str, label: str, **more: Any) -> SafeString:
    """One way in the rail; nothing while the page does not exist.

    `also`: beginnings of URL names that belong to it; `count`, `count_words`; `kind`: a class.
    """
    try:
        url = reverse(name)
    except NoReverseMatch:
        return SafeString()
    starts = (name, *more.get("also", "").split())
    current = ' aria-current="page"' if url_name(context).startswith(starts) else ""
    count = more.get("count") or ""
    if count:
        words = conditional_escape(more.get("count_words", ""))
        count = f'<span class="rail-count">{count}<span class="only-read"> {words}</span></span>'
    return SafeString(
        f'<a class="rail-way {more.get("kind", "")}" href="{url}"{current} data-way="{name}">'
        f"{icon(image)}<span>{conditional_escape(label)}</span>{count}</a>",
    )


@register.simple_tag(takes_context=True)
def rail(context: Context) -> SafeString:
    """{% rail %}: the ways of the desk, what calls for a look, and what is one's own."""
    user: Any = context.get("user")
    frame, is_signed_in = context["frame"], isinstance(user, User)
    unseen = f"{MOST_TOLD}+" if frame.unseen > MOST_TOLD else frame.unseen
    sides = ("full_name", "email", "initials", "theme")
    mine = {side: getattr(user, side) if is_signed_in else "" for side in sides}
    figures = {"dark": frame.dark, "unseen": unseen}
    ours = {"csrf": context.get("csrf_token", ""), "path": context["request"].get_full_path()}
    return _RAIL.fill(
        {**ours, **mine, **figures},
        url_name=url_name(context),
        theme=mine["theme"],
        is_signed_in=is_signed_in,
        **{right: is_signed_in and user.may(right) for right in ("see_cases", *ASIDE)},
        **{name: f"{{{name}}}" if count else "" for name, count in figures.items()},
    )


@register.simple_tag(takes_context=True)
def bar(context: Context) -> SafeString:
    """{% bar %}: the firm and the reader's time, find anything, something new."""
    firm, local = context["firm"], context["local_now"]
    gaps = {"firm": firm.name if firm else "", "now": local.isoformat(), "moment": moment(local)}
    user: Any = context.get("user")
    sees_cases = isinstance(user, User) and user.may("see_cases")
    return _BAR.fill(gaps, has_firm=bool(firm), sees_cases=sees_cases)


@register.simple_tag
def settled(name: str) -> SafeString:
    """{% settled "web/keys.html" %}: a part of a page that only the language changes."""
    return Pattern(name).fill({})


def url_name(context: Context) -> str:
    if "url_name" in context:
        return str(context["url_name"])
    request = context.get("request")
    match = request.resolver_match if request is not None else None
    return (match.url_name or "") if match is not None else ""


@register.simple_tag
def font(name: str) -> SafeString:
    """{% font "literata-latin-500" %}: fetched before it is asked for, so that nothing jumps."""
    url = static(f"built/{name}-normal.woff2")
    return SafeString(
        f'<link rel="preload" href="{url}" as="font" type="font/woff2" crossorigin>',
    )


MODULE = 'type="module"'
CLASSIC = ("htmx", "trix")  # parts that live in the page's own space


@register.simple_tag
@lru_cache(maxsize=64)
def scripts(*names: str) -> SafeString:
    """{% scripts "keys" "live" %}: run when the page is there, in this order."""
    return SafeString(
        "".join(
            f"<script {'defer' if name in CLASSIC else MODULE} "
            f'src="{built(f"{name}.js")}"></script>'
            for name in names
        ),
    )


@register.simple_tag(takes_context=True)
def toasts(context: Context) -> list[Toast]:
    """{% toasts as words %}: what happened, with the way back."""
    return toasts_of(context.get("messages") or ())
