"""The silence strip as SVG: geometry in percent, marks in pixels, sharp at any width."""

from collections.abc import Iterable
from typing import NamedTuple

from django.utils.safestring import SafeString

from slovo.lib.silence import StripParts
from slovo.web.patterns import escaped


class Forms(NamedTuple):
    """The marks of a strip of one size, with what is known only of each case left open."""

    base: str
    band: str
    tip: str
    now: str

    @classmethod
    def of(cls, height: int, top: int, body: int, tip: int) -> "Forms":
        rect = '<rect class="strip-%s" x="%.5g%%"'
        return cls(
            f'<rect class="strip-base" x="0" y="{height / 2 - 0.5:g}" width="100%" height="1"/>',
            f'{rect} y="{top}" width="%.5g%%" height="{body}"/>',
            f'{rect} y="0" width="{tip}" height="{height}" transform="translate(-{tip})"/>',
            f'{rect} y="0" width="1" height="{height}"/>',
        )


FORMS = {
    "row": Forms.of(12, 2, 8, 3),
    "client": Forms.of(14, 2, 10, 3),
    "long": Forms.of(22, 3, 16, 4),
}


def draw_strip(parts: StripParts, *, label: str = "", kind: str = "row") -> SafeString:
    """Light first, the dark never painted over, then the edge, the promised word and now."""
    forms = FORMS[kind]
    voice = f'role="img" aria-label="{escaped(label)}"' if label else 'aria-hidden="true"'
    layers = (
        ("ahead", parts.ahead),
        ("light", parts.light),
        ("dark", parts.dark),
        ("past", parts.past),
        ("edge", (parts.edge,) if parts.edge else ()),
    )
    drawn = [forms.band % (name, x, width) for name, spans in layers for x, width in spans]
    if parts.tip is not None:
        drawn.append(forms.tip % ("tip", parts.tip))
    if parts.now is not None:
        drawn.append(forms.now % ("now", parts.now))
    return SafeString(f'<svg class="strip strip-{kind}" {voice}>{forms.base}{"".join(drawn)}</svg>')


def draw_scale(ticks: Iterable[tuple[float, str, str]]) -> SafeString:
    """`kind` of a tick: "" or "first", "last", "now"."""
    texts = "".join(
        f'<text class="{f"is-{kind}" if kind else ""}" x="{x:.5g}%" y="11">{escaped(words)}</text>'
        for x, words, kind in ticks
    )
    return SafeString(f'<svg class="strip-scale" aria-hidden="true">{texts}</svg>')
