"""winmail.dat."""

from __future__ import annotations

from dataclasses import dataclass, field


@dataclass(slots=True)
class Tnef:
    """What an envelope held; files as (name, type, content, content id)."""

    text: str = ""
    html: str = ""
    files: list[tuple[str, str, bytes, str]] = field(default_factory=list)


def read_tnef(raw: bytes) -> Tnef | None:
    """None."""
    return None
