"""Which calls of a table are ours to keep, line by line, before anything is written."""

from dataclasses import dataclass, field
from datetime import datetime

from slovo.domain.calls.callers import Callers
from slovo.domain.calls.models import Call, Course
from slovo.domain.clients.models import Person
from slovo.domain.staff.models import User
from slovo.lib.cdr import Fault, Row, read

LARGEST = 20 * 1024 * 1024
FUTURE = "future"


@dataclass(frozen=True, slots=True)
class Found:
    """A call with a client, ready to be kept."""

    row: Row
    course: str
    number: str
    person: Person
    line: str
    user: User | None


@dataclass(slots=True)
class Sorted:
    """`faults`: lines that cannot be read; `unknown`: line and number that nobody here has."""

    found: list[Found] = field(default_factory=list)
    faults: list[Fault] = field(default_factory=list)
    unknown: list[tuple[int, str]] = field(default_factory=list)
    inside: int = 0
    known: int = 0


def sort_calls(content: bytes, zone: str, at: datetime) -> Sorted:
    """Calls inside the house are counted only; what is here already is known.

    A ring group writes a line for each telephone that rang, under one number: they are one call.
    """
    callers, out = Callers(), Sorted()
    chosen: dict[str, Row] = {}
    for row in read(content, zone):
        if isinstance(row, Fault):
            out.faults.append(row)
        elif row.ended_at > at:
            out.faults.append(Fault(row.line, FUTURE, f"{row.started_at:%Y-%m-%d %H:%MZ}"))
        elif row.uid not in chosen or (row.answered_at and not chosen[row.uid].answered_at):
            chosen[row.uid] = row
    known = _known(list(chosen))
    out.known = len(known)
    for row in chosen.values():
        if row.uid not in known:
            _sort(row, callers, out)
    return out


def _known(uids: list[str]) -> set[str]:
    found: set[str] = set()
    for start in range(0, len(uids), 500):
        some = uids[start : start + 500]
        found |= set(Call.objects.filter(uid__in=some).values_list("uid", flat=True))
    return found


def _sort(row: Row, callers: Callers, out: Sorted) -> None:
    src, dst = callers.whole(row.src), callers.whole(row.dst)
    theirs = callers.person(src) if src else None
    if theirs is not None:
        course, number, person = Course.IN, src, theirs
    else:
        number, course = (dst, Course.OUT) if dst else (src, Course.IN)
        found = callers.person(dst) if dst else None
        if not number:
            out.inside += 1
            return
        if found is None:
            out.unknown.append((row.line, src or dst))
            return
        person = found
    line = row.dst_line if course == Course.IN else row.src_line or row.src
    out.found.append(Found(row, course, number, person, line, callers.colleague(line)))
