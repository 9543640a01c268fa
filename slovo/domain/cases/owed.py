"""When a client expects to hear from us, and since when he has waited too long."""

from datetime import datetime

from slovo.domain.cases.lines import CaseLine
from slovo.domain.cases.models import Case


def owed_at(case: Case | CaseLine) -> datetime | None:
    """When he expects to hear from us: the word he was told, an answer if that comes first.

    The limit of silence of his class alerts us, but is not his: he was told the later word.
    """
    if not case.is_open:
        return None
    is_limit = case.waits_since is None or (case.dark_at and case.dark_at <= case.waits_since)
    if is_limit and case.next_word_at:
        return case.next_word_at
    return min(filter(None, (case.dark_at, case.next_word_at)), default=None)


def dark_from(case: Case | CaseLine, now: datetime) -> datetime:
    """Since when he has waited too long: past the word he was told, else past our own limit."""
    told_at = owed_at(case)
    return told_at if told_at and told_at <= now else case.dark_at or now
