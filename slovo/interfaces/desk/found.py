"""What a search found, as a page shows it: rows with the words that were asked for marked."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.utils.html import escape, format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from slovo.domain.cases.lines import CaseLine, lines_by_key
from slovo.domain.cases.models.case import CaseQuery
from slovo.domain.cases.search.finding import Found
from slovo.domain.cases.search.reading import Excerpt, excerpts
from slovo.interfaces.desk.paging import Page
from slovo.interfaces.desk.spoken import Voice
from slovo.lib.lemmas.marking import Part

SIZE, FURTHEST = 20, 2_000


@dataclass(frozen=True, slots=True)
class FoundPage:
    """The cases of one page in their order, and of each why it is here."""

    found: Found
    page: Page
    excerpts: dict[int, Excerpt]


def found_page(cases: CaseQuery, words: str, after: str, *, is_typing: bool = True) -> FoundPage:
    """The page that begins after so many cases."""
    found = cases.search(words, is_typing=is_typing)
    first = min(int(after), FURTHEST) if after.isdecimal() and len(after) < 6 else 0
    keys = found.case_ids[first : first + SIZE]
    more = str(first + SIZE) if len(found.case_ids) > first + SIZE else ""
    return FoundPage(found, Page(in_order(keys), more), excerpts(found, keys))


def in_order(keys: list[int]) -> list[CaseLine]:
    rows = lines_by_key(keys)
    return [rows[key] for key in keys if key in rows]


def drawn(parts: Iterable[Part]) -> SafeString:
    """Each piece escaped, and those that were asked for marked."""
    return SafeString(
        "".join(
            f"<mark>{escape(words)}</mark>" if is_marked else escape(words)
            for words, is_marked in parts
        )
    )


def why(one: Excerpt | None, voice: Voice) -> SafeString:
    """Whose words they are and when they were said, and the words."""
    if one is None:
        return SafeString("")
    words = drawn(one.parts)
    if one.at is None:
        return format_html('<p class="excerpt clip-2">{}</p>', words)
    whose = {"in": _("wrote"), "out": _("we wrote"), "note": _("note")}[one.direction]
    said = f"{whose}, {voice.brief(one.at)}"
    return format_html(
        '<p class="excerpt clip-2"><span class="quiet">{}:</span> {}</p>', said, words
    )


def count_words(shown: FoundPage) -> str:
    count = len(shown.found.hits)
    if shown.found.is_cut:
        return _("Very many cases have these words; the newest stand here. Add a word.")
    said = ngettext("%(count)s case has these words.", "%(count)s cases have these words.", count)
    return said % {"count": count}
