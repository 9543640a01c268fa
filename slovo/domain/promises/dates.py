"""Which dates stand in a colleague's words to a client, and what is known of them (R087)."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta

from slovo.domain.cases.models import Case, Promise
from slovo.domain.promises.models import FoundDate
from slovo.domain.staff.hours import hours_of
from slovo.domain.staff.models import User

NEAR = timedelta(minutes=1)
LONGEST = 200
MOST = 50


@dataclass(frozen=True, slots=True)
class WrittenDate:
    """A date as it is written, the sentence around it, and what was decided about it."""

    words: str
    due_at: datetime
    sentence: str
    decided: FoundDate | None
    is_known: bool

    @property
    def is_open(self) -> bool:
        return self.decided is None and not self.is_known


def words_of(html: str) -> str:
    from slovo.lib.mail.htmltext import text_of_html

    return text_of_html(html)


def dates_in(
    text: str, case: Case, author: User, *, next_word_at: datetime | None = None, at: datetime
) -> list[WrittenDate]:
    """Each once, in order. Known is what the letter's next word or a promise says already."""
    from slovo.lib.dates import find

    found = find(text, at, author.zone, hours=hours_of(author)) if text.strip() else []
    if not found:
        return []
    decided = {row.words: row for row in FoundDate.objects.in_draft(case, author)}
    known = _known(case, next_word_at)
    written: dict[str, WrittenDate] = {}
    for one in found[:MOST]:
        words = " ".join(one.words.split())[:LONGEST]
        is_known = any(abs(one.due - due) < NEAR for due in known)
        sentence = _sentence(text, one.start, one.end)
        date = WrittenDate(words, one.due, sentence, decided.get(words), is_known)
        written.setdefault(words, date)
    return list(written.values())


def _known(case: Case, next_word_at: datetime | None) -> Iterable[datetime]:
    promised = Promise.objects.open().given().filter(case=case)
    dues = list(promised.order_by("due_at", "pk").values_list("due_at", flat=True))
    return [*dues, *([next_word_at] if next_word_at else [])]


def _sentence(text: str, start: int, end: int) -> str:
    """What is promised, as the letter says it."""
    ends = (text.find(sign, end) for sign in (". ", "! ", "? ", "\n"))
    last = min((found for found in ends if found >= 0), default=len(text))
    first = max(text.rfind(sign, 0, start) for sign in (". ", "! ", "? ", "\n"))
    return " ".join(text[first + 1 : last].strip(" .,;:!?–—").split())[:300]


def sentence_with(text: str, words: str) -> str:
    """The sentence of a letter in which these words stand; the words alone if they do not."""
    start = text.find(words)
    return _sentence(text, start, start + len(words)) if start >= 0 else words
