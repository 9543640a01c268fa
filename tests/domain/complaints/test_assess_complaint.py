"""assess_complaint, apply_limit: how grave, what at once, and which law holds."""

from datetime import timedelta

import pytest

from slovo.domain.complaints.actions.assessing import (
    ActionMissing,
    GradeMissing,
    LimitOfOthers,
    apply_limit,
    assess_complaint,
)
from slovo.domain.complaints.actions.filing import file_complaint
from slovo.domain.complaints.models import Complaint, LegalLimit
from slovo.domain.staff.rights import NotAllowed
from tests import make
from tests.domain.promises.scene import kyiv
from tests.make import MORNING

pytestmark = pytest.mark.django_db
LATER = MORNING + timedelta(hours=2)
LOW = {"severity": "low", "complexity": "low", "impact": "low"}


def test_the_first_stamp_stays_when_it_is_assessed_anew(filed, nadia):
    assess_complaint(filed, **LOW, by=nadia, at=LATER)
    again = {**LOW, "severity": "high"}
    assess_complaint(filed, **again, by=nadia, at=LATER + timedelta(days=3))
    known = Complaint.objects.get()
    assert (known.assessed_at, known.severity, known.assessed_by) == (LATER, "high", nadia)


def test_no_grade_or_no_action_where_safety_is_at_stake_is_refused(filed, nadia):
    with pytest.raises(GradeMissing):
        assess_complaint(filed, **{**LOW, "impact": ""}, by=nadia, at=LATER)
    with pytest.raises(ActionMissing):
        assess_complaint(filed, **LOW, is_safety=True, by=nadia, at=LATER)
    assert Complaint.objects.get().assessed_at is None


def test_only_its_owner_or_a_principal_assesses(filed, petro, roman, olha):
    for stranger in (petro, roman):
        with pytest.raises(NotAllowed):
            assess_complaint(filed, **LOW, by=stranger, at=LATER)
    assert assess_complaint(filed, **LOW, by=olha, at=LATER).assessed_by == olha


def test_a_principal_who_is_complained_of_does_not_work_on_it(olena, nadia, olha, roman):
    accused = file_complaint(olena, stated="Rude", against=[olha], by=roman, at=MORNING)
    with pytest.raises(NotAllowed):
        assess_complaint(accused, **LOW, by=olha, at=LATER)


def test_the_earlier_of_our_limit_and_the_laws_counts_and_the_plan_moves_with_it(filed, nadia):
    apply_limit(filed, country="GB", client_kind="regulated", branch="payments", by=nadia, at=LATER)
    known = Complaint.objects.get()
    assert known.legal_limit_at == kyiv("2027-03-31 18:00")
    assert (known.limit_at, known.own_limit_at) == (filed.own_limit_at, filed.own_limit_at)
    short = LegalLimit.objects.get(country="KZ")
    short.amount = 5
    short.save()
    apply_limit(filed, country="KZ", client_kind="consumer", by=nadia, at=LATER)
    known = Complaint.objects.get()
    assert known.limit_at == known.legal_limit_at == kyiv("2027-03-15 23:59:59")
    assert known.plan_at == kyiv("2027-03-15 18:00")
    assert known.own_limit_at == kyiv("2027-03-20 23:59:59")


def test_a_law_for_others_is_refused(filed, nadia):
    law = LegalLimit.objects.get(country="KZ")
    with pytest.raises(LimitOfOthers):
        apply_limit(filed, country="UA", client_kind="business", limit=law, by=nadia, at=LATER)
    with pytest.raises(LimitOfOthers):
        apply_limit(filed, country="UA", client_kind="king", by=nadia, at=LATER)


def test_b12_kazakhstan_binds_for_a_consumer_only_the_firm_binds_always(firm, nadia, roman):
    """Story B12: received 25 Oct 15:30Z, a day when Kyiv changes its clock and Almaty does not."""
    terminal = make.make_organisation("KazAgro Terminal", country="KZ")
    aliya = make.make_person("Aliya Omarova", zone="Asia/Almaty", language="en")
    at = kyiv("2026-10-25 17:30")
    said = {"stated": "Support does not answer", "received_at": at}
    at_firm = file_complaint(aliya, organisation=terminal, **said, by=roman, at=MORNING)
    assert (at_firm.country, at_firm.client_kind, at_firm.legal_limit) == ("KZ", "business", None)
    assert at_firm.own_limit_at.isoformat() == "2026-11-04T18:59:59+00:00"
    said["stated"] = "Nobody answers me"
    herself = file_complaint(
        aliya, organisation=terminal, client_kind="consumer", **said, by=roman, at=MORNING
    )
    assert herself.legal_limit_at == herself.own_limit_at
    assert herself.assess_by == kyiv("2026-10-26 18:00")


def test_what_is_ours_beyond_doubt_opens_a_mistake_once(filed, nadia):
    from slovo.domain.mistakes.models import Mistake

    sides = {**LOW, "immediate_action": "We call back today.", "opens_mistake": True}
    assess_complaint(filed, **sides, by=nadia, at=LATER)
    assess_complaint(filed, **sides, by=nadia, at=LATER + timedelta(hours=1))
    mistake = Mistake.objects.get()
    assert (mistake.case, mistake.text) == (filed.case, "We call back today.")
    assert (mistake.discovered_at, mistake.is_found_by_client) == (LATER, True)
