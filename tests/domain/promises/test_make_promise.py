"""A word is given through the gate (R037, story A5)."""

import pytest

from slovo.domain.cases.actions.closing import close_case
from slovo.domain.cases.models import Promise
from slovo.domain.journal.models import Event
from slovo.domain.promises.actions.making import (
    DoesNotFit,
    OverrideNotYours,
    TextMissing,
    UnknownKind,
    make_promise,
)
from slovo.domain.promises.standing import CaseHasEnded, DueInThePast, OwnerCannotPromise
from slovo.domain.staff.rights import NotAllowed
from tests.domain.promises.scene import MONDAY, NEXT_MONDAY, THURSDAY, fresh, kyiv, promised

EFFORT = 14 * 60


def test_story_a5_thursday_is_refused_and_monday_offered(petro, case):
    with pytest.raises(DoesNotFit) as refused:
        promised(case, petro, due_at=THURSDAY, effort_minutes=EFFORT)
    found = refused.value
    assert (found.needed, found.free, found.earliest) == (1008, 720, NEXT_MONDAY)
    assert str(found) == (
        "It needs 16.8 h with the buffer, and 12 h are free until then. "
        "The earliest date that can be kept: Mon 22 March, 18:00."
    )
    assert not Promise.objects.given().exists()
    p1 = promised(case, petro, due_at=found.earliest, effort_minutes=EFFORT, wished_at=THURSDAY)
    assert (p1.due_at, p1.wished_at, p1.owner, p1.person) == (
        NEXT_MONDAY,
        THURSDAY,
        petro,
        case.person,
    )
    assert (p1.source, p1.owed_by, p1.overridden_by) == ("person", "us", None)


def test_the_word_is_told_to_the_journal_and_vouched_for(petro, case):
    promise = promised(case, petro, effort_minutes=60)
    event = Event.objects.get(kind="promise.made", subject=f"promise:{promise.pk}")
    assert (event.actor_id, event.case_id, event.at) == (petro.pk, case.pk, MONDAY)
    assert list(event.facts) == [f"promise:{promise.pk}"]
    assert event.refs == {"owed_by": "us", "owner": petro.pk, "overridden": False}


def test_given_twice_it_is_given_once(petro, case):
    assert promised(case, petro) == promised(case, petro, at=kyiv("2027-03-15 10:05"))
    assert Promise.objects.given().count() == 1


def test_what_it_takes_no_work_for_always_fits(petro, case):
    full = promised(case, petro, due_at=NEXT_MONDAY, effort_minutes=EFFORT)
    talk = promised(case, petro, text="Call him", kind="talk", due_at=THURSDAY)
    assert [full.effort_minutes, talk.effort_minutes] == [EFFORT, None]


def test_a_principal_may_promise_beyond_and_is_named(petro, olha, case):
    sides = {"owner": petro, "due_at": THURSDAY, "effort_minutes": EFFORT}
    with pytest.raises(OverrideNotYours):
        promised(case, petro, **sides, is_override=True)
    marked = promised(case, olha, **sides, is_override=True)
    assert (marked.owner, marked.overridden_by) == (petro, olha)
    assert Event.objects.get(kind="promise.made", refs__overridden=True).actor_id == olha.pk


def test_an_override_that_is_not_needed_marks_nothing(petro, olha, case):
    plain = promised(case, olha, owner=petro, effort_minutes=60, is_override=True)
    assert plain.overridden_by is None


def test_the_clients_duty_has_no_gate(petro, case):
    duty = promised(case, petro, text="Send the power of attorney", owed_by="client")
    assert (duty.owed_by, duty.owner) == ("client", petro)
    late = {"owed_by": "client", "effort_minutes": 10 * EFFORT, "due_at": THURSDAY}
    assert promised(case, petro, text="Collect all invoices", **late).pk


@pytest.mark.parametrize(
    ("refusal", "sides"),
    [
        (TextMissing, {"text": "  "}),
        (UnknownKind, {"kind": "first_answer"}),
        (DueInThePast, {"due_at": MONDAY}),
    ],
)
def test_what_is_unclear_is_refused(petro, case, refusal, sides):
    with pytest.raises(refusal):
        promised(case, petro, **sides)
    assert not Promise.objects.given().exists()


def test_nothing_is_promised_in_a_case_that_ended(petro, case):
    close_case(case, reason="He wrote to the wrong house.", by=petro, at=MONDAY)
    with pytest.raises(CaseHasEnded):
        promised(case, petro)


def test_who_serves_nobody_promises_nothing(petro, taras, surveyor, case):
    with pytest.raises(NotAllowed):
        promised(case, taras)
    with pytest.raises(OwnerCannotPromise, match="Lesia Shevchuk cannot promise"):
        promised(case, petro, owner=surveyor)


def test_a_promise_darkens_nothing_and_is_no_word(petro, case):
    before = fresh(case).dark_at
    make_promise(
        case,
        text="Call him back",
        kind="talk",
        due_at=kyiv("2027-03-15 10:30"),
        by=petro,
        at=MONDAY,
    )
    assert fresh(case).dark_at == before
    assert fresh(case).changed_at == MONDAY
