"""Beside the talk: the person, whom he stands for, his addresses, what runs, who is around."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.utils.translation import gettext as _

from slovo.domain.access.links import standing_token
from slovo.domain.cases.lines import CaseLine, lines_of
from slovo.domain.cases.models import Case
from slovo.domain.cases.models.case import CaseQuery
from slovo.domain.cases.models.confidence import hides_from
from slovo.domain.cases.models.promise import Promise
from slovo.domain.cases.wordings import page_url
from slovo.domain.clients.models import Address, Standing
from slovo.domain.engagements.models import Engagement
from slovo.domain.staff.models import User
from slovo.interfaces.desk.belonging import Belonging, initial_of, is_asked
from slovo.interfaces.desk.rows import CaseRow, Rows
from slovo.interfaces.desk.spoken import Voice
from slovo.lib.prepared import Prepared, PreparedModels
from slovo.lib.rows import every

OTHERS, MOST_CLOCKS = 5, 10


@dataclass(frozen=True, slots=True)
class Clock:
    words: str
    due: str
    due_at: datetime
    look: str


@dataclass(frozen=True, slots=True)
class Colleague:
    user: User
    words: str


@dataclass(frozen=True, slots=True)
class Dossier:
    person: Any
    standings: list[Standing]
    belonging: Belonging | None
    addresses: list[Address]
    clocks: list[Clock]
    others: list[CaseRow]
    around: list[Colleague]
    link: str
    may_revoke: bool
    local_time: str


def dossier_of(
    case: Case, rows: Rows, others: list[CaseLine], reader: User, voice: Voice
) -> Dossier:
    person = case.person
    standings = _STANDINGS(person=person.pk)
    may_say = reader.may("confirm_person") and is_asked(case, standings)
    token = standing_token(person, f"case:{case.pk}")
    return Dossier(
        person=person,
        standings=standings,
        belonging=Belonging(initial=initial_of(case)) if may_say else None,
        addresses=every(Address, person_id=person.pk),
        clocks=[clock_row(promise, voice) for promise in running(case)],
        others=[rows.row(other) for other in others],
        around=around(case),
        link=page_url(token) if token else "",
        may_revoke=reader.may("revoke_link"),
        local_time=local_time(case, voice),
    )


def other_cases(case: Case, reader: User) -> list[CaseLine]:
    """His other cases, the latest first."""
    visible = Case.objects.visible_to(reader)
    if visible.query.is_empty():
        return []
    if hides_from(reader):
        return lines_of(_of_person(visible, case.person_id, case.pk)[:OTHERS])
    rows = _OTHERS(person=case.person_id, case=case.pk)
    return [CaseLine._make(row) for row in rows]


def _others(person: int, case: int) -> Any:
    theirs = _of_person(Case.objects.all(), person, case)
    return theirs.values_list(*CaseLine._fields)[:OTHERS]


def _of_person(cases: CaseQuery, person: int, case: int) -> CaseQuery:
    return cases.filter(person=person).exclude(pk=case).order_by("-opened_at", "-pk")


_OTHERS = Prepared(_others)
_STANDINGS = PreparedModels(
    Standing,
    lambda person: (
        Standing.objects.filter(person=person, to_date=None)
        .select_related("organisation")
        .order_by("pk")
    ),
)
_RUNNING = PreparedModels(
    Promise,
    lambda case: (
        Promise.objects.open()
        .filter(case=case, source="rule")
        .order_by("due_at", "pk")[:MOST_CLOCKS]
    ),
)


def running(case: Case) -> list[Promise]:
    return _RUNNING(case=case.pk)


def clock_row(promise: Promise, voice: Voice) -> Clock:
    look = "late" if promise.due_at <= voice.now else ""
    words = promise.text or promise.get_kind_display()
    return Clock(words, voice.by(promise.due_at), promise.due_at, look)


def around(case: Case | Engagement) -> list[Colleague]:
    """Who works on it, each once, with all he does."""
    does: dict[int, tuple[User, list[str]]] = {}
    parts = (
        (case.handler, _("handles")),
        (case.answerer, _("answers")),
        (case.deputy, _("stands in")),
        (case.principal, _("principal")),
    )
    for user, words in parts:
        if user is not None:
            does.setdefault(user.pk, (user, []))[1].append(words)
    return [Colleague(user, ", ".join(words)) for user, words in does.values()]


def local_time(case: Case, voice: Voice) -> str:
    """What time it is where he lives, when it is not ours."""
    if not case.person.zone or case.person.zone == voice.zone:
        return ""
    return Voice(case.person.zone, voice.language, voice.now).brief(voice.now)
