"""Rows drawn quickly: a template is rendered once a page, and each row only fills its gaps."""

from collections.abc import Mapping

from django.template.loader import render_to_string
from django.utils.html import format_html
from django.utils.safestring import SafeString


class Pattern:
    """A template whose `{gaps}` are filled row by row; marks choose between its branches.

    Rendering a Django template for each of fifty rows costs more than all their queries; this way
    words, icons and branches are settled once, and what is filled in is escaped like anywhere else.
    """

    def __init__(self, template: str) -> None:
        self.template = template
        self.drawn: dict[tuple[object, ...], str] = {}

    def fill(self, gaps: Mapping[str, object], **marks: object) -> SafeString:
        key = tuple(marks.values())
        if key not in self.drawn:
            self.drawn[key] = render_to_string(self.template, marks)
        return format_html(self.drawn[key], **gaps)
