"""Tables that people save from a bank or a spreadsheet (CSV), read whatever their dialect.

`read(content)` never raises: bytes in UTF-8, UTF-16 or the Cyrillic code page, delimited by comma,
semicolon or tab. `amount` and `day` read sums and dates as people of our languages write them.
`inert` is for tables of ours: a spreadsheet reckons with whatever looks like a formula.
"""

import csv
import re
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal, InvalidOperation

DELIMITERS = ";\t,|"
END = ""  # a line after the last one: whoever reads past it is still inside a quotation
FOUR = 4  # a mark and three figures after it
CODES = ("utf-8-sig", "cp1251")
DAYS = ("%Y-%m-%d", "%d.%m.%Y", "%d/%m/%Y", "%d-%m-%Y", "%d.%m.%y")

# OWASP, CSV injection, with the wide signs of East Asia. A telephone number stays as it is written.
FORMULA = re.compile(r"(?!\+[\d ()-]+$)[=+@\t\r\n\uff1d\uff0b\uff0d\uff20-]")


@dataclass(frozen=True, slots=True)
class Line:
    """`number` as an editor counts them, from 1; `cells` stripped."""

    number: int
    cells: list[str]


def read(content: bytes) -> list[Line]:
    """Return the lines in which something stands; the first is the head.

    A quotation that never ends would swallow what follows: from there on it is a single cell, so
    that nobody takes it for a line that is whole.
    """
    text = decoded(content)
    written = text.splitlines(keepends=True)
    reader = csv.reader([*written, END], delimiter=_delimiter(text))
    lines, read_to = [], 0
    try:
        for cells in reader:
            if reader.line_num > len(written):
                break
            read_to = reader.line_num
            stripped = [cell.strip() for cell in cells]
            if any(stripped):
                lines.append(Line(read_to, stripped))
    except csv.Error:
        pass
    if read_to < len(written):
        lines.append(Line(read_to + 1, [written[read_to].strip()]))
    return lines


def decoded(content: bytes) -> str:
    """Return the text; what no code page knows becomes a replacement sign."""
    if content.startswith((b"\xff\xfe", b"\xfe\xff")):
        return content.decode("utf-16", "replace")
    for code in CODES:
        try:
            return content.decode(code)
        except UnicodeDecodeError:
            continue
    return content.decode("utf-8", "replace")


def inert(cell: str) -> str:
    """Words that a spreadsheet shows and does not follow."""
    return f"'{cell}" if FORMULA.match(cell) else cell


def as_written(cell: str) -> str:
    """What `inert` was given; every other cell as it is."""
    return cell[1:] if cell.startswith("'") and FORMULA.match(cell[1:]) else cell


def amount(text: str) -> Decimal | None:
    """Return 1234.56 of «1 234,56», «1,234.56», «1234.5»; None when it is no sum.

    «1,234» may be a thousand or a little more than one: nobody guesses with money, so it is none.
    """
    plain = re.sub(r"[\s'’]", "", text)
    last = max(plain.rfind(","), plain.rfind("."))
    if last >= 0:
        mark = plain[last]
        is_alone = plain.count(",") + plain.count(".") == 1
        if is_alone and len(plain) - last == FOUR:
            return None
        plain = plain.replace("." if mark == "," else ",", "")
        plain = plain.replace(mark, "" if plain.count(mark) > 1 else ".")
    try:
        found = Decimal(plain)
    except InvalidOperation:
        return None
    return found if found.is_finite() else None


def day(text: str) -> date | None:
    """Return the day of «2027-03-14», «14.03.2027», «14/03/2027»; a time after it is left out."""
    word = text.strip().partition(" ")[0].partition("T")[0]
    for form in DAYS:
        try:
            return datetime.strptime(word, form).date()  # noqa: DTZ007 - a day has no zone
        except ValueError:
            continue
    return None


def _delimiter(text: str) -> str:
    """The mark that stands most often in the first line with anything in it."""
    head = next((line for line in text.splitlines() if line.strip()), "")
    return max(DELIMITERS, key=head.count)
