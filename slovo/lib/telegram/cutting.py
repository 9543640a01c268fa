"""Long texts in pieces that Telegram takes, parted where a reader would pause."""

LONGEST = 4096
PAUSES = ("\n\n", "\n", ". ", " ")


def cut(text: str, longest: int = LONGEST) -> list[str]:
    """Nothing is lost but the white space at the ends. Lengths are UTF-16 units, as counted there.

    Source: core.telegram.org/bots/api#sendmessage, 1–4096 characters.
    """
    pieces, rest = [], text.strip()
    while _length(rest) > longest:
        end = _end(rest, longest)
        pieces.append(rest[:end].rstrip())
        rest = rest[end:].lstrip()
    return [*pieces, rest] if rest else pieces


def _end(text: str, longest: int) -> int:
    fits = text[:longest]
    while _length(fits) > longest:
        fits = fits[: -max(1, (_length(fits) - longest) // 2)]
    for pause in PAUSES:
        found = fits.rfind(pause)
        if found > len(fits) // 2:
            return found + len(pause)
    return len(fits)


def _length(text: str) -> int:
    return len(text.encode("utf-16-le", "surrogatepass")) // 2
