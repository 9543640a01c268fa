"""What stands hundreds of times on a calendar, written out before the template begins."""

from collections.abc import Callable, Iterable
from datetime import date
from functools import lru_cache, partial

from django.utils.safestring import SafeString
from django.utils.translation import get_language, ngettext
from django.utils.translation import gettext as _

from slovo.domain.promises.load import Load, Loads
from slovo.interfaces.desk.promises.days import Cell, Item
from slovo.web.patterns import Pattern, escaped

MOST_MARKS = 8
NO_HEAT = "<td></td>"


def draw_heat(found: Iterable[tuple[str, Loads]], names: dict[date, str]) -> SafeString:
    """Colleague × day: hours promised, coloured by how full the day is."""
    unit = _("h")
    return SafeString("".join(_row(name, his, names, unit) for name, his in found))


def _row(name: str, his: Loads, names: dict[date, str], unit: str) -> str:
    drawn = {
        day: _heat(promised, capacity, names.get(day, ""), unit)
        for day, promised, capacity in zip(*his, strict=True)
    }
    days = "".join(drawn.get(day, NO_HEAT) for day in names)
    return f'<tr><th scope="row">{escaped(name)}</th>{days}</tr>'


@lru_cache(maxsize=4096)
def _heat(promised: int, capacity: int, name: str, unit: str) -> str:
    if not capacity and not promised:
        return '<td class="is-away"></td>'
    hours, whole = round(promised / 60), round(capacity / 60)
    title = escaped(f"{name}: {hours} / {whole} {unit}")
    heat = Load(promised, capacity).heat
    return f'<td class="heat-{heat}" title="{title}">{hours if promised else ""}</td>'


def draw_month(cells: Iterable[Cell]) -> SafeString:
    """Each day of a month: how full it is, a few promises each in one line, and how many more."""
    pattern = Pattern("desk/promises/month_cell.html")
    drawn = (_draw(cell, pattern, draw_marks(cell, "cell-mark", 2), _few) for cell in cells)
    return SafeString("".join(drawn))


def draw_week(cells: Iterable[Cell]) -> SafeString:
    """Each day with its promises, each with its hour and its people."""
    pattern, item = Pattern("desk/promises/day.html"), Pattern("desk/promises/day_item.html")
    draw = partial(_item, item)
    drawn = (_draw(cell, pattern, draw_marks(cell, "day-mark", MOST_MARKS), draw) for cell in cells)
    return SafeString("".join(drawn))


def _draw(
    cell: Cell, pattern: Pattern, marks: SafeString, draw: Callable[[Item], str]
) -> SafeString:
    load = cell.load_words
    gaps = {
        "name": cell.name,
        "day": cell.date.day,
        "url": cell.url,
        "load": load,
        "percent": cell.percent,
        "shift": cell.shift,
        "marks": marks,
        "items": SafeString("".join(map(draw, cell.items))),
        "more": more(cell.more),
        "count": cell.count,
    }
    return pattern.fill(
        gaps,
        heat=cell.heat,
        nature=cell.nature,
        is_today=cell.is_today,
        is_past=cell.is_past,
        is_off=cell.is_off,
        is_outside=cell.is_outside,
        has_load=bool(load),
        has_shift=bool(cell.shift),
        has_more=cell.more > 0,
        has_any=cell.count > 0,
    )


def more(count: int) -> str:
    return _more(get_language(), count) if count else ""


@lru_cache(maxsize=1024)
def _more(_language: str | None, count: int) -> str:
    return ngettext("%(more)s more", "%(more)s more", count) % {"more": count}


def draw_marks(cell: Cell, look: str, most: int) -> SafeString:
    """What is unusual; where there is no room for all, the last line says how many more."""
    shown = cell.marks if len(cell.marks) <= most else cell.marks[: most - 1]
    lines = [_mark(look, words, words) for words in shown]
    if len(cell.marks) > most:
        rest = cell.marks[most - 1 :]
        lines.append(_mark(look, more(len(rest)), "; ".join(rest)))
    return SafeString("".join(lines))


def _mark(look: str, words: str, title: str) -> str:
    return f'<p class="{look}" title="{escaped(title)}">{escaped(words)}</p>'


def _few(item: Item) -> str:
    theirs, text = " due-theirs" if item.is_theirs else "", escaped(item.text)
    look = f" due-{item.look}" if item.look else ""
    title = f"{item.hour} {text}, {escaped(item.person)}"
    return f'<a class="due{theirs}{look}" href="{item.url}" title="{title}">{text}</a>'


def _item(pattern: Pattern, item: Item) -> str:
    has_owner = bool(item.owner)
    return pattern.fill(
        item._asdict(), look=item.look, is_theirs=item.is_theirs, has_owner=has_owner
    )
