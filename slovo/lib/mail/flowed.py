"""`format=flowed` (RFC 3676): paragraphs that were broken for the wire are made whole again."""

from __future__ import annotations


def unflow(text: str, *, delete_space: bool) -> str:
    """Join soft-broken lines of one quoting depth; `-- ` before a signature stays a line."""
    out: list[str] = []
    depth_before, soft = 0, False
    for line in text.split("\n"):
        depth = len(line) - len(line.lstrip(">"))
        words = line[depth:].removeprefix(" ")
        if soft and depth == depth_before and words != "-- ":
            out[-1] += words
        else:
            out.append(f"{'>' * depth}{' ' if depth and words else ''}{words}")
        soft = words.endswith(" ") and words != "-- "
        if soft and delete_space:
            out[-1] = out[-1][:-1]
        depth_before = depth
    return "\n".join(out)
