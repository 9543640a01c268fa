"""What stands hundreds of times on a calendar, written out before the template begins."""

from collections.abc import Iterable

from django.utils.html import escape
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _

from slovo.domain.promises.load import Load
from slovo.interfaces.desk.promises.days import Cell, Item


def draw_heat(loads: Iterable[tuple[Load | None, Cell]]) -> SafeString:
    """A colleague's days: hours promised, coloured by how full they are; nothing when over."""
    unit = escape(_("h"))
    return mark_safe("".join(_heat(load, cell, unit) for load, cell in loads))  # noqa: S308


def _heat(load: Load | None, cell: Cell, unit: str) -> str:
    if load is None:
        return "<td></td>"
    if not load.capacity and not load.promised:
        return '<td class="is-away"></td>'
    promised, capacity = round(load.promised / 60), round(load.capacity / 60)
    title = f"{escape(cell.name)}: {promised} / {capacity} {unit}"
    hours = promised if load.promised else ""
    return f'<td class="heat-{load.heat}" title="{title}">{hours}</td>'


def draw_few(items: Iterable[Item]) -> SafeString:
    """The promises of a cell of a month, each in one line."""
    return mark_safe("".join(map(_few, items)))  # noqa: S308


def _few(item: Item) -> str:
    theirs, text = " due-theirs" if item.is_theirs else "", escape(item.text)
    look = f" due-{item.look}" if item.look else ""
    title = f"{item.hour} {text}, {escape(item.person)}"
    return f'<a class="due{theirs}{look}" href="{item.url}" title="{title}">{text}</a>'
