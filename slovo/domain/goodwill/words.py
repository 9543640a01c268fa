"""What a letter says, without how it looks."""

from html import unescape

from django.utils.html import strip_tags


def plain(html: str) -> str:
    """The words as they are read, lines kept."""
    return unescape(strip_tags(html))


def alike(text: str) -> str:
    """For comparing: one space between words, no capitals."""
    return " ".join(text.split()).casefold()
