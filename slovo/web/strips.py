"""The silence strip as SVG: geometry in percent, marks in pixels, sharp at any width."""

from collections.abc import Iterable
from typing import NamedTuple

from django.utils.html import conditional_escape
from django.utils.safestring import SafeString

from slovo.lib.silence import Part, StripParts


class Size(NamedTuple):
    height: int
    top: int
    body: int
    tip: int


SIZES = {"row": Size(12, 2, 8, 3), "client": Size(14, 2, 10, 3), "long": Size(22, 3, 16, 4)}


def draw_strip(parts: StripParts, *, label: str = "", kind: str = "row") -> SafeString:
    """Light first, the dark never painted over, then the edge, the promised word and now."""
    size = SIZES[kind]
    voice = (
        f'role="img" aria-label="{conditional_escape(label)}"' if label else 'aria-hidden="true"'
    )
    inside = (
        f'<rect class="strip-base" x="0" y="{size.height / 2 - 0.5:g}" width="100%" height="1"/>'
        + bands("ahead", parts.ahead, size)
        + bands("light", parts.light, size)
        + bands("dark", parts.dark, size)
        + bands("past", parts.past, size)
        + bands("edge", one(parts.edge), size)
        + tip(parts.tip, size)
        + now(parts.now, size)
    )
    return SafeString(f'<svg class="strip strip-{kind}" {voice}>{inside}</svg>')


def bands(part: str, spans: Iterable[Part], size: Size) -> str:
    return "".join(
        f'<rect class="strip-{part}" x="{x:.5g}%" y="{size.top}" '
        f'width="{width:.5g}%" height="{size.body}"/>'
        for x, width in spans
    )


def one(part: Part | None) -> list[Part]:
    return [part] if part else []


def tip(at: float | None, size: Size) -> str:
    if at is None:
        return ""
    return (
        f'<rect class="strip-tip" x="{at:.5g}%" y="0" width="{size.tip}" '
        f'height="{size.height}" transform="translate(-{size.tip})"/>'
    )


def now(at: float | None, size: Size) -> str:
    if at is None:
        return ""
    return f'<rect class="strip-now" x="{at:.5g}%" y="0" width="1" height="{size.height}"/>'


def draw_scale(ticks: Iterable[tuple[float, str, str]]) -> SafeString:
    """`kind` of a tick: "" or "first", "last", "now"."""
    texts = "".join(
        f'<text class="{f"is-{kind}" if kind else ""}" '
        f'x="{x:.5g}%" y="11">{conditional_escape(words)}</text>'
        for x, words, kind in ticks
    )
    return SafeString(f'<svg class="strip-scale" aria-hidden="true">{texts}</svg>')
