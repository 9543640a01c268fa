"""A letter's HTML made safe to show: no script, no style that leaves its place, nothing fetched."""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import lru_cache
from html import escape, unescape
from typing import Any
from urllib.parse import unquote

from slovo.lib.mail.htmltext import rough_text

Resolver = Callable[[str], str | None]

_TAGS = """
a abbr b big blockquote br caption center cite code col colgroup dd del div dl dt em font h1 h2 h3
h4 h5 h6 hr i img ins kbd li ol p pre q s samp small span strike strong sub sup table tbody td
tfoot th thead tr tt u ul var
"""
_STYLES = """
background-color border border-bottom border-collapse border-color border-left border-right
border-spacing border-style border-top border-width color direction font-family font-size
font-style font-weight height letter-spacing line-height list-style-type margin margin-bottom
margin-left margin-right margin-top max-width padding padding-bottom padding-left padding-right
padding-top text-align text-decoration text-indent vertical-align white-space width
word-break word-spacing
"""
_ATTRIBUTES = {
    "*": {"dir", "lang", "style", "title", "align", "valign", "bgcolor", "width", "height"},
    "a": {"href", "name"},
    "img": {"src", "alt", "border"},
    "font": {"color", "face", "size"},
    "table": {"border", "cellpadding", "cellspacing"},
    "td": {"colspan", "rowspan"},
    "th": {"colspan", "rowspan"},
    "col": {"span"},
    "ol": {"start", "type"},
}
_INLINE = ("data:image/png;", "data:image/jpeg;", "data:image/gif;", "data:image/webp;")
MAX_INLINE = 500_000
MAX_DEPTH = 3_000
_NESTING = re.compile(
    r"<(/?)(?:(br|hr|img|p|li|td|tr|th|col|meta|link|input)\b|[a-z])", re.IGNORECASE
)
# The cleaner writes every attribute as ` name="value"` with quotes escaped, so this is exact.
_IMAGE = re.compile(r'<img((?: [\w-]+="[^"]*")*)>')
_SOURCE = re.compile(r' src="([^"]*)"')


def clean_html(
    html: str,
    resolve_cid: Resolver | None = None,
    *,
    show_remote: bool = False,
) -> str:
    """Safe HTML. Remote images lose `src` and carry `data-remote-src` until somebody asks.

    The frame that shows it should say `<base target="_blank">`: links carry no target.

    `resolve_cid` gives the address of an inline image by its content id, or None to leave it out.
    """
    if _is_too_deep(html):
        return "<div>" + escape(rough_text(html)).replace("\n", "<br>") + "</div>"
    cleaned = _cleaner().clean(html)
    return _show_images(cleaned, resolve_cid, show_remote=show_remote)


def _is_too_deep(html: str) -> bool:
    """Nesting costs the cleaner the square of its depth: 14 seconds for 100,000 boxes."""
    if html.count("<") < MAX_DEPTH:
        return False
    depth = deepest = 0
    for closing, alone in _NESTING.findall(html):
        depth += 0 if alone else -1 if closing else 1
        deepest = max(deepest, depth)
    return deepest > MAX_DEPTH


@lru_cache(maxsize=1)
def _cleaner() -> Any:
    from nh3 import Cleaner

    return Cleaner(
        tags=set(_TAGS.split()),
        clean_content_tags={"script", "style", "title"},
        attributes=_ATTRIBUTES,
        attribute_filter=_kept,
        url_schemes={"http", "https", "mailto", "tel", "cid", "data"},
        url_relative=_not_relative,
        filter_style_properties=set(_STYLES.split()),
        link_rel="noopener noreferrer nofollow",
    )


def _kept(_tag: str, attribute: str, value: str) -> str | None:
    if attribute == "href" and value.strip().lower().startswith(("cid:", "data:")):
        return None
    return value


def _not_relative(url: str) -> str | None:
    """A letter has no place that a link could be relative to; `//host` is a remote one."""
    return f"https:{url}" if url.startswith("//") else None


def _show_images(html: str, resolve: Resolver | None, *, show_remote: bool) -> str:
    def image(match: re.Match[str]) -> str:
        found = _SOURCE.search(match[1])
        if not found:
            return match[0]
        source = unescape(found[1]).strip()
        return f"<img{_SOURCE.sub(lambda _: _source(source, resolve, show_remote), match[1])}>"

    return _IMAGE.sub(image, html)


def _source(source: str, resolve: Resolver | None, show_remote: bool) -> str:  # noqa: FBT001
    scheme = source.partition(":")[0].lower()
    if scheme in {"http", "https"}:
        name = "src" if show_remote else "data-remote-src"
        return f' {name}="{escape(source)}"'
    if scheme == "cid":
        place = resolve(unquote(source[4:]).strip("<>")) if resolve else None
        return f' src="{escape(place)}"' if place else ""
    is_picture = source.lower().startswith(_INLINE) and len(source) <= MAX_INLINE
    return f' src="{escape(source)}"' if is_picture else ""
