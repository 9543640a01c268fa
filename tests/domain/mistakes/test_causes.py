"""The firm's own list of causes: it starts with twenty, and codes never change."""

from collections import Counter

import pytest

from slovo.domain.journal.actors import HOUSE
from slovo.domain.journal.models import Event
from slovo.domain.mistakes.actions.causes import (
    CauseRefused,
    list_first_causes,
    retire_cause,
    save_cause,
)
from slovo.domain.mistakes.models import Branch, Cause
from slovo.domain.staff.rights import NotAllowed
from tests.make import MORNING

pytestmark = pytest.mark.django_db


def saved(cause, by, name="Forgot to ask", branch=Branch.PEOPLE, **sides):
    return save_cause(cause, name=name, branch=branch, by=by, at=MORNING, **sides)


def test_a_new_house_starts_with_twenty_on_all_bones_of_the_fish(firm):
    counts = Counter(Cause.objects.values_list("branch", flat=True))
    assert (counts.total(), set(counts)) == (20, set(Branch.values))
    assert Cause.objects.get(code="handover").name == "Lost between two hands"
    list_first_causes("en", by=HOUSE, at=MORNING)
    assert Cause.objects.count() == 20


def test_a_cause_keeps_its_code_when_it_is_renamed(olha):
    cause = saved(None, olha)
    assert cause.code == "forgot-to-ask"
    again = saved(cause, olha, name="Nobody asked", branch=Branch.METHOD)
    assert (again.pk, again.code, again.name, again.branch) == (
        cause.pk,
        "forgot-to-ask",
        "Nobody asked",
        "method",
    )
    assert Event.objects.filter(kind="cause.changed", subject=f"cause:{cause.pk}").count() == 2
    saved(again, olha, name="Nobody asked", branch=Branch.METHOD)
    assert Event.objects.filter(kind="cause.changed", subject=f"cause:{cause.pk}").count() == 2


def test_names_of_other_alphabets_have_codes_of_their_own(olha):
    codes = [saved(None, olha, name=name).code for name in ("Забули спитати", "Не спитали")]
    assert codes == ["cause", "cause-2"]


def test_each_name_is_on_the_list_once_and_none_is_empty(olha):
    saved(None, olha)
    with pytest.raises(CauseRefused, match="on the list already"):
        saved(None, olha, name="forgot  to ask")
    with pytest.raises(CauseRefused, match="what the cause is called"):
        saved(None, olha, name="  ")
    with pytest.raises(CauseRefused, match="where it lies"):
        saved(None, olha, name="Elsewhere", branch="nowhere")


def test_a_retired_cause_is_named_no_more_and_comes_back_with_its_past(olha):
    cause = saved(None, olha)
    retire_cause(cause, by=olha, at=MORNING)
    retire_cause(cause, by=olha, at=MORNING)
    assert cause not in Cause.objects.current()
    assert Event.objects.filter(kind="cause.retired").count() == 1
    assert saved(None, olha).pk == cause.pk
    assert cause in Cause.objects.current()


def test_a_specialist_does_not_write_the_list(petro):
    with pytest.raises(NotAllowed):
        saved(None, petro)
    with pytest.raises(NotAllowed):
        retire_cause(Cause.objects.earliest("pk"), by=petro, at=MORNING)
