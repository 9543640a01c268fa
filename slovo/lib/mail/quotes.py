"""What the writer wrote this time, and what he quoted. Nothing is ever lost: it is divided.

A quote below an answer is folded away, and so is one above it. When somebody answers between the
lines, quotes and answers stay together, for either alone makes no sense. A letter that is nothing
but a quote (a forward without a word, an empty answer) stays whole.
"""

from __future__ import annotations

from dataclasses import dataclass

from slovo.lib.mail.quotemarks import (
    ANSWERS_BELOW,
    FOOTER,
    KEY_LINE,
    RULE,
    SENT_FROM,
    SIGN_OFF,
    attribution,
    is_header_block,
    is_separator,
)

# Set into converted HTML, each on a line of its own: a quote begins, ends, all below is quoted.
BEGIN, END, CUT = "\uf8f0", "\uf8f1", "\uf8f2"
MARKS = (BEGIN, END, CUT)


@dataclass(slots=True)
class Row:
    """A line, whether somebody else wrote it, and whether only HTML showed that it is so."""

    text: str
    quoted: bool = False
    bare: bool = False

    @property
    def is_blank(self) -> bool:
        """Nothing to read in it."""
        return not self.text.strip(" \t\xa0>")


def fold(text: str) -> tuple[str, str]:
    """Divide a letter's text (from HTML: with marks) into new text and quoted text."""
    rows, cut = _rows(text)
    _take_attributions(rows)
    cut = min(cut, _cut_at(rows))
    while 0 < cut < len(rows) and (rows[cut - 1].is_blank or RULE.fullmatch(rows[cut - 1].text)):
        cut -= 1
    new, quoted = _divide(rows[:cut])
    new, quoted = _without_sent_from(new), quoted + rows[cut:]
    answered_inside = cut < len(rows) and _says_below(new)
    if answered_inside or all(row.is_blank for row in new):
        return _joined(rows, signs=False), ""
    return _joined(new, signs=True), _joined(quoted, signs=False)


def _says_below(rows: list[Row]) -> bool:
    """ "My answers are below, in red": they are in the quote, and nothing marks them."""
    words = "\n".join(row.text for row in rows)
    return len(words) < 400 and ANSWERS_BELOW.search(words) is not None


def _rows(text: str) -> tuple[list[Row], int]:
    rows: list[Row] = []
    depth, cut = 0, -1
    marked = any(mark in text for mark in MARKS)
    for line in text.split("\n"):
        if marked and (mark := line.strip()) in MARKS:
            if mark == CUT and depth == 0 and cut < 0:
                cut = len(rows)
            depth = max(0, depth + (mark == BEGIN) - (mark == END))
            continue
        signed = line.lstrip(" \t\xa0").startswith(">")
        rows.append(Row(line, depth > 0 or signed, depth > 0 and not signed))
    return rows, cut if cut >= 0 else len(rows)


def _take_attributions(rows: list[Row]) -> None:
    """The lines "Ann wrote:" before a quote belong to it, with what stands between."""
    for at in range(1, len(rows)):
        if not rows[at].quoted or rows[at - 1].quoted:
            continue
        last = at - 1
        while last > at - 4 and last > 0 and rows[last].is_blank:
            last -= 1
        first = _attribution_start(rows, last, quote_follows=True)
        if first is not None:
            while first > 0 and _belongs(rows[first - 1].text):
                first -= 1
            for row in rows[first:at]:
                row.quoted = True


def _belongs(line: str) -> bool:
    return bool(KEY_LINE.match(line) or RULE.fullmatch(line) or is_separator(line))


def _attribution_start(rows: list[Row], last: int, *, quote_follows: bool) -> int | None:
    """Where the attribution that ends in row `last` starts: it may be wrapped over three lines."""
    if not rows[last].text.rstrip(" \t\xa0*_").endswith(":"):
        return None
    text = ""
    for first in range(last, max(last - 3, -1), -1):
        if rows[first].is_blank or rows[first].quoted:
            break
        text = f"{rows[first].text.strip()} {text}".strip()
        if attribution(text, quote_follows=quote_follows):
            return _whole_attribution(rows, first)
    return None


def _whole_attribution(rows: list[Row], first: int) -> int:
    """A wrapped line above that opens the attribution ("On Monday, 12 January,") goes with it."""
    above = rows[first - 1].text.strip() if first else ""
    begins = above.startswith(("On ", "В ", "У ")) or above[:1].isdigit() or above[2:3] == ","
    if above and len(above) < 120 and begins and above[-1] not in ".!?:;":
        return first - 1
    return first


def _cut_at(rows: list[Row]) -> int:
    """The first row from which on everything is quoted without being marked so."""
    lines = [row.text for row in rows]
    for at, row in enumerate(rows):
        line = row.text
        if row.quoted or (":" not in line and "--" not in line[:12] and not line[:1].strip()):
            continue
        if is_separator(line) or (":" in line and is_header_block(lines, at)):
            return at
        first = _attribution_start(rows, at, quote_follows=False)
        if first is not None:
            return first
    return len(rows)


def _divide(rows: list[Row]) -> tuple[list[Row], list[Row]]:
    """Rows above the cut: top answer, bottom answer, or answers between the lines."""
    written = [at for at, row in enumerate(rows) if not row.quoted and not row.is_blank]
    quoted = [at for at, row in enumerate(rows) if row.quoted]
    if not quoted or not written:
        return rows, []
    first_quote, last_quote = quoted[0], quoted[-1]
    answers = [at for at in written if at > first_quote]
    if written[0] < first_quote:
        if answers and answers[0] > last_quote and _is_footer(rows[answers[0]].text):
            answers = []
        if not answers:
            return rows[:first_quote], rows[first_quote:]
        if answers[0] > last_quote and SIGN_OFF.match(rows[answers[0]].text):
            tail = rows[answers[0] :]
            return [*rows[:first_quote], *tail], rows[first_quote : answers[0]]
    elif answers[0] > last_quote:
        return rows[last_quote + 1 :], rows[: last_quote + 1]
    return rows[: answers[-1] + 1], rows[answers[-1] + 1 :]


def _is_footer(line: str) -> bool:
    return bool(FOOTER.match(line) or SENT_FROM.fullmatch(line))


def _without_sent_from(rows: list[Row]) -> list[Row]:
    end, dropped = len(rows), False
    while end:
        line = rows[end - 1].text
        said = len(line) < 400 and SENT_FROM.fullmatch(line) is not None
        if not said and not rows[end - 1].is_blank:
            break
        dropped = dropped or said
        end -= 1
    if dropped and end and rows[end - 1].text.strip() in {"--", "—"}:
        end -= 1
    return rows[:end]


def _joined(rows: list[Row], *, signs: bool) -> str:
    lines = (f"> {row.text}" if signs and row.bare else row.text for row in rows)
    return "\n".join(line.rstrip() for line in lines).strip("\n")
