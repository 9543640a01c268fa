"""A page as its reader has it: its words, and what stands in its form."""

import html
from html.parser import HTMLParser
from typing import Any

from slovo.domain.post import files
from slovo.domain.post.models import Delivery
from slovo.lib import mail


def text_of(answer: Any) -> str:
    return html.unescape(answer.content.decode())


class _Fields(HTMLParser):
    """What a browser would send if the form was sent at once; the last form of the page counts."""

    def __init__(self) -> None:
        super().__init__()
        self.found: dict[str, Any] = {}
        self.name = self.choice = ""
        self.text: list[str] | None = None
        self.is_first = False

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = dict(attrs)
        name = given.get("name") or ""
        if tag == "input" and name:
            self._input(name, given)
        elif tag == "textarea":
            self.name, self.text = name, []
        elif tag == "select":
            self.name, self.is_first = name, True
        elif tag == "option" and self.name and ("selected" in given or self.is_first):
            self.found[self.name], self.is_first = given.get("value") or "", False

    def _input(self, name: str, given: dict[str, str | None]) -> None:
        kind = given.get("type", "text")
        if kind in {"checkbox", "radio"}:
            if "checked" in given:
                self.found.setdefault(name, [])
                self.found[name].append(given.get("value") or "on")
        elif kind not in {"submit", "file"}:
            self.found[name] = given.get("value") or ""

    def handle_data(self, data: str) -> None:
        if self.text is not None:
            self.text.append(data)

    def handle_endtag(self, tag: str) -> None:
        if tag == "textarea" and self.text is not None:
            self.found[self.name] = "".join(self.text).removeprefix("\n")
            self.text = None
        if tag in {"textarea", "select"}:
            self.name = ""


def fields_of(answer: Any) -> dict[str, Any]:
    reader = _Fields()
    reader.feed(answer.content.decode())
    return reader.found


def letter_to(address: str) -> mail.Letter:
    return mail.read(files.get(Delivery.objects.get(to_address=address).file))
