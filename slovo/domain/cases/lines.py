"""What a list tells of a case: plain values, for fifty rows at a time cost less than objects."""

from datetime import datetime
from functools import reduce
from typing import Any, NamedTuple

from slovo.domain.cases.models import Case
from slovo.domain.cases.models.case import OPEN, CaseQuery
from slovo.domain.staff.names import initials
from slovo.lib.prepared import Prepared


class CaseLine(NamedTuple):
    """A case as one line of a list. The people are their names."""

    pk: int
    number: int
    subject: str
    channel: str
    state: str
    pace: int
    severity_client: int
    severity_ours: int
    service_class_id: int
    opened_at: datetime
    first_answer_due_at: datetime | None
    first_answered_at: datetime | None
    next_word_at: datetime | None
    waits_since: datetime | None
    dark_at: datetime | None
    chased_at: datetime | None
    waiting_since: datetime | None
    waiting_question: str
    undelivered_at: datetime | None
    put_back_at: datetime | None
    solved_at: datetime | None
    closed_at: datetime | None
    changed_at: datetime
    person_id: int
    person__full_name: str
    person__zone: str
    organisation_id: int | None
    organisation__name: str | None
    handler_id: int | None
    handler__full_name: str | None
    handler__email: str | None
    answerer_id: int | None
    answerer__full_name: str | None
    answerer__email: str | None

    @property
    def ref(self) -> str:
        return f"S-{self.number}"

    @property
    def is_open(self) -> bool:
        return self.state in OPEN

    @property
    def person_initials(self) -> str:
        return initials(self.person__full_name)

    @property
    def owner_id(self) -> int | None:
        """Who owes him a word: who answers, else who handles."""
        return self.answerer_id or self.handler_id

    @property
    def owner_name(self) -> str:
        return self.answerer__full_name or self.handler__full_name or ""


def lines_of(cases: CaseQuery) -> list[CaseLine]:
    """One query, with the names of the people, in the order of `cases`."""
    return [CaseLine._make(row) for row in cases.values_list(*CaseLine._fields)]


def lines_by_key(keys: list[int]) -> dict[int, CaseLine]:
    return {row[0]: CaseLine._make(row) for row in _LINES(keys=keys)}


def line_of(case: Case) -> CaseLine:
    """The same of a case that is loaded already."""
    return CaseLine._make(reduce(_side, name.split("__"), case) for name in CaseLine._fields)


def _side(thing: Any, name: str) -> Any:
    return getattr(thing, name) if thing is not None else None


def _lines(keys: list[int]) -> Any:
    return Case.objects.filter(pk__in=keys).values_list(*CaseLine._fields)


_LINES = Prepared(_lines)
