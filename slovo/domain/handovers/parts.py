"""What other apps know a colleague to hold for clients: each names it, and how it goes over.

A finder gets the colleague; `PARTS` is where apps above this one put theirs.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import datetime

from slovo.domain.clients.models import Person
from slovo.domain.staff.models import User


@dataclass(frozen=True, slots=True)
class Passing:
    """Who gives, who takes, and who says so when."""

    of: User
    to: User
    by: User
    at: datetime


def goes_with_its_case(_passing: Passing) -> None:
    """Whoever gets the case has it."""


@dataclass(frozen=True, slots=True)
class Part:
    """One thing held for a person; `words` are told by the reader, None being anybody."""

    person: Person
    words: Callable[[User | None], str]
    pass_on: Callable[[Passing], None] = goes_with_its_case


PARTS: list[Callable[[User], Iterable[Part]]] = []
