"""What notices may be about besides cases: apps above name their words and their page."""

from collections.abc import Callable
from dataclasses import dataclass

from django.utils.functional import Promise as Lazy

from slovo.domain.notices.models import Notice


@dataclass(frozen=True, slots=True)
class Page:
    """`words` say one sentence in a zone and a language; empty when what it was about is gone.

    `name` is that of the page.
    """

    words: Callable[[Notice, str, str], str]
    path: str
    name: str | Lazy


PAGES: dict[str, Page] = {}


def page_of(notice: Notice) -> Page | None:
    """By what it is about, such as morning:7."""
    return PAGES.get(notice.subject.partition(":")[0])
