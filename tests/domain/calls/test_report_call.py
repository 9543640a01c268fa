"""What a telephone system tells: twice, late, out of order, of strangers and of the house."""

from datetime import timedelta

import pytest

from slovo.domain.calls.actions.missing import note_missed_call
from slovo.domain.calls.actions.reporting import CallUnclear
from slovo.domain.calls.models import Call, MissedCall
from slovo.domain.cases.actions.hearing import hear_message
from slovo.domain.clients.models import Person
from slovo.domain.journal.actors import HOUSE
from slovo.domain.journal.models import Event
from slovo.domain.journal.verifying import breaches
from tests import make
from tests.domain.calls.telephone import MINUTE, RINGS, SECOND, answered, ended, lines, told

__all__ = ["lines", "told"]


def test_a_missed_call_sets_off_the_chain_from_its_first_ring(told, olena, engagement):
    call = told(**ended())
    missed = MissedCall.objects.get()
    assert (call.person, call.outcome, call.missed) == (olena, "missed", missed)
    assert (missed.missed_at, missed.next_at) == (RINGS, RINGS + 10 * MINUTE)
    assert list(breaches()) == []


def test_told_twice_it_is_one_call_and_one_event(told, olena, engagement):
    first, again = told(**ended()), told(**ended(), at=RINGS + 6 * MINUTE)
    assert (first, MissedCall.objects.count()) == (again, 1)
    assert Event.objects.filter(kind="call.told").count() == 1


def test_it_rings_is_answered_and_ends(told, olena, engagement, petro):
    assert told().outcome == "ringing"
    assert told(answered_at=RINGS + 5 * SECOND, line="101").outcome == "talked"
    call = told(**ended())
    assert (call.user, call.answered_at) == (petro, RINGS + 5 * SECOND)
    assert MissedCall.objects.count() == 0


def test_the_end_overtakes_the_answer(told, olena, engagement, petro):
    told(**ended())
    told(answered_at=RINGS + 5 * SECOND, line="101")
    missed = MissedCall.objects.get()
    assert (missed.back_at, missed.called_by) == (RINGS + 5 * SECOND, petro)
    assert missed.is_met


def test_the_call_back_is_told_before_the_missed_call(told, olena, engagement, iryna):
    back = {"started_at": RINGS + MINUTE, "answered_at": RINGS + 2 * MINUTE, "line": "202"}
    told("2", course="out", **back)
    told("1", **ended())
    missed = MissedCall.objects.get()
    assert (missed.back_at, missed.called_by) == (RINGS + 2 * MINUTE, iryna)
    assert Call.objects.get(uid="2").answers == missed


def test_he_gets_through_at_last(told, olena, engagement, petro):
    told("1", **ended())
    later = {"started_at": RINGS + 3 * MINUTE, "answered_at": RINGS + 4 * MINUTE, "line": "101"}
    told("2", **later)
    assert MissedCall.objects.get().back_at == RINGS + 4 * MINUTE


def test_we_phone_and_he_does_not_answer(told, olena, engagement, petro):
    told("1", **ended())
    ring = {"started_at": RINGS + 2 * MINUTE, "ended_at": RINGS + 3 * MINUTE, "line": "101"}
    told("2", course="out", **ring)
    missed = MissedCall.objects.get()
    assert (missed.back_at, missed.tried_by, missed.next_at) == (None, petro, None)


def test_missed_again_after_the_call_back_it_is_another_call(told, olena, engagement, petro):
    told("1", **ended())
    back = {"started_at": RINGS + 30 * SECOND, "answered_at": RINGS + 40 * SECOND, "line": "101"}
    told("2", course="out", **back)
    again = {"started_at": RINGS + 90 * SECOND, "ended_at": RINGS + 100 * SECOND}
    told("3", **again)
    assert [call.back_at for call in MissedCall.objects.order_by("missed_at")] == [
        RINGS + 40 * SECOND,
        None,
    ]


def test_what_he_wrote_after_the_talk_stays_to_answer(told, olena, engagement, petro):
    missed = told("1", **ended()).missed
    wrote_at = RINGS + 3 * MINUTE
    hear_message(
        missed.case, person=olena, text="And one thing more", channel="email",
        heard_at=wrote_at, by=olena, at=wrote_at,
    )  # fmt: skip
    back = {"started_at": RINGS + MINUTE, "answered_at": RINGS + 2 * MINUTE, "line": "101"}
    told("2", course="out", **back)
    missed.refresh_from_db()
    missed.case.refresh_from_db()
    assert (missed.is_met, missed.word, missed.case.waits_since) == (True, None, RINGS)


def test_a_stranger_becomes_a_person_once(told, firm):
    told("1", number="+380 50 123 45 67", name="Stepan", **ended())
    told("2", number="0501234567", **ended(started_at=RINGS + 3 * SECOND))
    person = Person.objects.get()
    assert (person.full_name, person.phone, MissedCall.objects.count()) == (
        "Stepan",
        "+380501234567",
        1,
    )


@pytest.mark.parametrize(
    "sides",
    [
        {"number": "101"},
        {"number": "anonymous"},
        {"number": ""},
        {"number": "+380501234567", "course": "out"},
        {"number": "+99999999999999999"},
    ],
)
def test_what_is_no_clients_call_is_not_kept(told, sides):
    assert told(**ended(**sides)) is None
    assert (Call.objects.count(), Person.objects.count()) == (0, 0)


def test_while_a_stranger_rings_nothing_is_kept(told):
    assert told(number="0501234567") is None


@pytest.mark.parametrize(
    "sides",
    [
        {"answered_at": RINGS - SECOND},
        {"answered_at": RINGS + MINUTE, "ended_at": RINGS},
        {"started_at": RINGS - timedelta(days=8)},
        {"started_at": RINGS + 8 * MINUTE},
        {"course": "up"},
    ],
)
def test_what_cannot_be_is_refused(told, olena, sides):
    with pytest.raises(CallUnclear):
        told(**sides)


def test_another_machines_clock_may_be_a_little_ahead(told, olena, engagement):
    call = told(started_at=RINGS + 2 * MINUTE, ended_at=RINGS + 2 * MINUTE, at=RINGS)
    assert (call.started_at, call.missed.missed_at) == (RINGS, RINGS)


def test_of_two_with_one_number_the_one_who_spoke_last(told, olena, engagement):
    make.make_person("Ihor Sydorenko", phone="+380440000001")
    assert told("1", **ended()).person == olena
    other = make.make_person("Anna Sydorenko", phone="+380 (44) 000-00-01")
    note_missed_call(other, by=HOUSE, at=RINGS + 4 * MINUTE)
    again = {"started_at": RINGS + 5 * MINUTE, "ended_at": RINGS + 5 * MINUTE}
    assert told("2", **again).person == other


def test_by_mail_address_too_and_nobody_who_left_or_may_not_answer(told, olena, petro, taras):
    by_mail = told("1", **answered("petro@firm.example"))
    nobody = told("2", **answered("taras@firm.example"))
    unknown = told("3", **answered("999"))
    assert [call.user for call in (by_mail, nobody, unknown)] == [petro, None, None]
