"""The cases of a client or of an organisation, as rows of their pages."""

from collections.abc import Iterable

from django.urls import reverse
from django.utils.safestring import SafeString

from slovo.domain.cases.lines import CaseLine
from slovo.domain.cases.models.case import CaseQuery, State
from slovo.interfaces.desk.spoken import Voice
from slovo.interfaces.desk.spoken import quick as _
from slovo.web.patterns import Pattern

SHOWN = 20


def newest(cases: CaseQuery) -> CaseQuery:
    return cases.order_by("-opened_at", "-pk")[:SHOWN]


def case_rows(
    cases: Iterable[CaseLine], voice: Voice, *, with_person: bool = False
) -> list[SafeString]:
    pattern, base = Pattern("desk/people/case_row.html", voice.language), reverse("case-list")
    return [
        pattern.fill(
            {
                "url": f"{base}{case.ref}/",
                "subject": case.subject,
                "ref": case.ref,
                "person": case.person__full_name,
                "handler": case.handler__full_name or _("nobody yet"),
                "opened_at": case.opened_at.isoformat(),
                "opened": voice.brief(case.opened_at),
            },
            state=State(case.state),
            is_open=case.is_open,
            with_person=with_person,
        )
        for case in cases
    ]
