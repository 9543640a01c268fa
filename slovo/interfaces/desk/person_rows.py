"""What stands around one client, asked in questions that are built once."""

from datetime import datetime
from html import escape
from typing import Any

from django.db.models import Q
from django.utils.safestring import SafeString

from slovo.domain.cases.lines import CaseLine, lines_of
from slovo.domain.cases.models import Case
from slovo.domain.cases.models.case import OPEN, CaseQuery
from slovo.domain.cases.models.confidence import hides_from
from slovo.domain.clients.models import Address, Organisation, Person, Standing
from slovo.domain.engagements.models import Engagement
from slovo.domain.staff.models import User
from slovo.interfaces.desk.case_rows import case_rows, newest
from slovo.interfaces.desk.client_strip import BEHIND, MOST_CASES
from slovo.interfaces.desk.spoken import Voice
from slovo.lib.prepared import Prepared, PreparedModels
from slovo.lib.rows import every

OFFERED = 200


def around_person(person: Person, user: User, voice: Voice) -> dict[str, Any]:
    """His cases, agreements, organisations and addresses."""
    return {
        "addresses": every(Address, person_id=person.pk),
        "standings": _STANDINGS(person=person.pk),
        "engagements": _AGREED(person=person.pk),
        "cases": case_rows(_shown_cases(person, user), voice),
        "organisations": _offered(),
    }


def told_cases(person: Person, user: User, now: datetime) -> list[CaseLine]:
    """What the strip tells of: open cases, and those that moved within its days."""
    since = now - BEHIND
    if hides_from(user):
        visible = Case.objects.visible_to(user)
        return lines_of(_moved(visible, person.pk, since))
    return [CaseLine._make(row) for row in _TOLD(person=person.pk, since=since)]


def _shown_cases(person: Person, user: User) -> list[CaseLine]:
    if hides_from(user):
        return lines_of(newest(Case.objects.visible_to(user).filter(person=person)))
    return [CaseLine._make(row) for row in _CASES(person=person.pk)]


def _moved(cases: CaseQuery, person: int, since: datetime) -> CaseQuery:
    moved = Q(state__in=OPEN) | Q(changed_at__gte=since)
    return cases.filter(moved, person=person).order_by("-changed_at", "-pk")[:MOST_CASES]


def _offered() -> SafeString:
    """Names to choose from while one is typed."""
    return SafeString("".join(f'<option value="{escape(n)}"></option>' for (n,) in _NAMES()))


_CASES = Prepared(
    lambda person: newest(Case.objects.filter(person=person)).values_list(*CaseLine._fields)
)
_TOLD = Prepared(
    lambda person, since: _moved(Case.objects.all(), person, since).values_list(*CaseLine._fields)
)
_STANDINGS = PreparedModels(
    Standing,
    lambda person: (
        Standing.objects.filter(person=person)
        .select_related("organisation")
        .order_by("to_date", "pk")
    ),
)
_AGREED = PreparedModels(
    Engagement,
    lambda person: Engagement.objects.filter(person=person).select_related(
        "organisation", "service_class", "handler"
    ),
)
_NAMES = Prepared(lambda: Organisation.objects.order_by("name").values_list("name")[:OFFERED])
