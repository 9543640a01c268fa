"""A question of money, a boundary, a talk to hold and a parting, for the scene of the rights."""

from datetime import timedelta
from decimal import Decimal
from typing import Any

from slovo.domain.cases.models import Case
from slovo.domain.goodwill.actions.boundaries import set_boundary
from slovo.domain.goodwill.actions.conceding import note_concession
from slovo.domain.goodwill.actions.exporting import climb_parting
from slovo.domain.goodwill.actions.parting import part_with
from slovo.domain.goodwill.actions.ruling import put_ruling
from slovo.domain.goodwill.models import BoundaryTalk, Parting
from slovo.domain.journal.actors import HOUSE
from slovo.domain.post.actions.sending import lease_delivery, record_sent
from slovo.domain.staff.models import User
from slovo.domain.standards.citing import version_named
from tests import make
from tests.house.rights_standards import standards_keys
from tests.make import MORNING


def goodwill_keys(case: Case, by: User) -> dict[str, Any]:
    rule = version_named("1", None, MORNING)
    person = case.person
    for minutes in range(3):
        at = MORNING - timedelta(minutes=3 - minutes)
        said = {"price": Decimal(10), "currency": "UAH", "reason": f"Copies {minutes}"}
        note_concession(person, **said, rule=rule, by=by, at=at)
    weighed = {"text": "The fee", "price": Decimal(1200), "currency": "UAH"}
    return {
        **standards_keys(),
        "boundary_id": set_boundary(
            person, text="No calls at night", reason="Sleep", by=by, at=MORNING
        ).pk,
        "ruling_id": put_ruling(case, **weighed, by=by, at=MORNING).pk,
        "boundary_talk_id": BoundaryTalk.objects.get().pk,
        "parting_id": _parted(by).pk,
    }


def _parted(by: User) -> Parting:
    made = part_with(
        make.make_person("Parted Away"),
        reason="Six breaches",
        html="<p>Bureau Stus may help you.</p>",
        ways_on=["Bureau Stus"],
        rule=version_named("3", None, MORNING),
        last_invoice_words="There is none",
        by=by,
        at=MORNING,
    )
    while delivery := lease_delivery(by=HOUSE, at=MORNING):
        record_sent(delivery, by=HOUSE, at=MORNING)
    climb_parting(made, by=HOUSE, at=MORNING)
    return made
