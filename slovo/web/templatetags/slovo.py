"""Small marks that stand on every page. Written as plain strings: a page may hold hundreds."""

from collections.abc import Sequence
from datetime import datetime
from functools import lru_cache
from typing import Any

from babel.dates import format_datetime
from django import template
from django.contrib.auth.base_user import AbstractBaseUser
from django.template.context import Context
from django.templatetags.static import static
from django.urls import NoReverseMatch, reverse
from django.utils.html import conditional_escape
from django.utils.safestring import SafeString
from django.utils.translation import get_language

from slovo.web.strips import draw_scale, draw_strip
from slovo.web.toasts import Toast, toasts_of

register = template.Library()


@lru_cache(maxsize=1)
def sprite() -> str:
    return static("built/icons.svg")


@register.simple_tag
@lru_cache(maxsize=512)
def icon(name: str, size: str = "", label: str = "") -> SafeString:
    """{% icon "phone" %}, {% icon "phone" "s" %}, and with words when it stands alone."""
    kind = f"icon icon-{size}" if size else "icon"
    voice = (
        f'role="img" aria-label="{conditional_escape(label)}"' if label else 'aria-hidden="true"'
    )
    return SafeString(f'<svg class="{kind}" {voice}><use href="{sprite()}#{name}"/></svg>')


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


@register.filter
def day_and_time(at: datetime | None) -> str:
    """Friday 26 March, 09:12, as it stands in the bar."""
    if not at:
        return ""
    return format_datetime(at, "EEEE d MMMM, HH:mm", locale=get_language() or "en")


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


def url_name(context: Context) -> str:
    request = context.get("request")
    match = request.resolver_match if request is not None else None
    return (match.url_name or "") if match is not None else ""


@register.simple_tag
def font(name: str) -> SafeString:
    """{% font "literata-latin-500" %}: fetched before the style sheet asks, so that nothing jumps."""
    url = static(f"built/{name}-normal.woff2")
    return SafeString(
        f'<link rel="preload" href="{url}" as="font" type="font/woff2" crossorigin>',
    )


@register.simple_tag
def scripts(*names: str) -> SafeString:
    """{% scripts "keys" "live" %}: modules of ours; each works alone."""
    tags = (f'<script type="module" src="{static(f"slovo/{name}.js")}"></script>' for name in names)
    return SafeString("".join(tags))


@register.simple_tag(takes_context=True)
def toasts(context: Context) -> list[Toast]:
    """{% toasts as words %}: what happened, with the way back."""
    return toasts_of(context.get("messages") or ())
