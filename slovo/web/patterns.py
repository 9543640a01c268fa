"""Rows drawn quickly: a template is rendered once a language, and each row only fills its gaps."""

import re
from collections.abc import Mapping
from functools import lru_cache
from html import escape
from string import Formatter
from typing import NamedTuple

from django.template.loader import render_to_string
from django.utils.safestring import SafeString
from django.utils.translation import get_language

_SPECIAL = re.compile("[&<>\"']").search


class Drawn(NamedTuple):
    """A form with its gaps in the order in which they stand in it."""

    form: str
    gaps: tuple[str, ...]


class Pattern:
    """A template whose `{gaps}` are filled row by row; marks choose between its branches.

    Rendering a Django template for each of fifty rows costs more than all their queries; this way
    words, icons and branches are settled once, and what is filled in is escaped like anywhere else.
    """

    def __init__(self, template: str, language: str | None = None) -> None:
        """`language`: of a page that is drawn now; else whichever is switched on at each row."""
        self.template, self.language = template, language

    def fill(self, gaps: Mapping[str, object], **marks: object) -> SafeString:
        language = self.language or get_language()
        drawn = _drawn(self.template, language, tuple(marks.items()))
        values = [gaps[name] for name in drawn.gaps]
        # Few rows have anything to escape: they are looked through as a whole first.
        if _SPECIAL("".join([str(each) for each in values if each.__class__ is not SafeString])):
            values = [escaped(each) for each in values]
        return SafeString(drawn.form % tuple(values))


def escaped(value: object) -> str:
    """As a template writes it; a page does so a thousand times."""
    if isinstance(value, SafeString):
        return value
    text = str(value)
    return escape(text) if _SPECIAL(text) else text


@lru_cache(maxsize=256)
def _drawn(template: str, _language: str | None, marks: tuple[tuple[str, object], ...]) -> Drawn:
    parts = list(Formatter().parse(render_to_string(template, dict(marks))))
    form = "".join(
        before.replace("%", "%%") + ("" if name is None else "%s") for before, name, *_rest in parts
    )
    return Drawn(form, tuple(name for _before, name, *_rest in parts if name is not None))
