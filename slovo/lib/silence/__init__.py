"""Silence, computed from stamps alone: how long a client waited, and when he was in the dark."""

from slovo.lib.silence.spans import Story, dark_since, dark_spans, gaps, longest_gap, total_dark
from slovo.lib.silence.stamps import Stamp
from slovo.lib.silence.strip import Axis, Part, StripParts, strip, strip_of_client

__all__ = [
    "Axis",
    "Part",
    "Stamp",
    "Story",
    "StripParts",
    "dark_since",
    "dark_spans",
    "gaps",
    "longest_gap",
    "strip",
    "strip_of_client",
    "total_dark",
]
