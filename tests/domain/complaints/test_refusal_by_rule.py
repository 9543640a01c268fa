"""note_move: a refusal of ours cites the rule in force, as a rejection does (R090)."""

from datetime import timedelta

import pytest

from slovo.domain.complaints.actions.negotiating import note_move
from slovo.domain.complaints.models import Negotiation
from slovo.domain.journal.actors import HOUSE
from slovo.domain.journal.verifying import breaches
from slovo.domain.standards.actions.rules import retire_rule, save_rule
from slovo.domain.standards.citing import RuleMissing, RuleNotInForce
from slovo.domain.standards.models import Citation
from tests.domain.complaints.inquiring import rule_of_refusals
from tests.make import MORNING

pytestmark = pytest.mark.django_db
LATER = MORNING + timedelta(hours=1)


def test_a_refusal_of_ours_cites_its_rule(filed, nadia):
    no = {"kind": "refusal", "side": "us", "text": "No."}
    with pytest.raises(RuleMissing):
        note_move(filed, **no, by=nadia, at=LATER)
    retired = retire_rule(rule_of_refusals().rule, by=HOUSE, at=MORNING)
    with pytest.raises(RuleNotInForce):
        note_move(filed, **no, rule=retired.versions.latest("version"), by=nadia, at=LATER)
    assert not Negotiation.objects.exists()
    rule = save_rule(
        None,
        number="8",
        title="Fees",
        text="They stay.",
        since=MORNING.date(),
        owner=nadia,
        by=HOUSE,
        at=MORNING,
    )
    made = note_move(filed, **no, rule=rule, by=nadia, at=LATER).moves.get()
    cited = Citation.objects.get()
    assert (made.rule, cited.version, cited.act, cited.subject, cited.is_outdated) == (
        rule,
        rule,
        "refusal",
        f"move:{made.pk}",
        False,
    )
    offered = {"kind": "offer", "side": "us", "text": "Half.", "rule": rule}
    assert note_move(filed, **offered, by=nadia, at=LATER).moves.get(kind="offer").rule is None
    assert list(breaches()) == []
