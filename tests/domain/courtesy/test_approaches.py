"""What we want to say unasked (write_approach): said, held, sent all the same, or cancelled.

R063, R066.
"""

from datetime import date, timedelta

import pytest

from slovo.domain.courtesy.actions.approaching import (
    HisWordStands,
    NoLongerHeld,
    NothingToSay,
    NotWritten,
    NowhereToWrite,
    ReasonMissing,
    cancel_approach,
    free_approach,
    send_approach_now,
)
from slovo.domain.courtesy.actions.blackouts import Days, add_blackout, drop_blackout
from slovo.domain.courtesy.actions.preferring import save_preference
from slovo.domain.courtesy.models import Approach, Contact
from slovo.domain.journal.actors import HOUSE
from slovo.domain.journal.models import Event
from slovo.domain.post.models import Delivery
from slovo.domain.staff.rights import NotAllowed
from tests.domain.courtesy.scene import MONDAY, free_all, state, write
from tests.domain.promises.scene import fresh, kyiv, send_all
from tests.make import MORNING

CLOSE = Days(date(2027, 3, 25), date(2027, 4, 10), why="Quarter close")
HOUR = timedelta(hours=1)


@pytest.fixture
def quarter(viktor, olha):
    return add_blackout(viktor, days=CLOSE, by=olha, at=MORNING)


@pytest.fixture
def held(viktor, petro, quarter, mailbox):
    return write(viktor, petro, kyiv("2027-03-31 12:00"), kind="survey")


def test_write_approach_leaves_at_once_and_counts_once(viktor, petro, mailbox):
    words = {"subject": "Happy birthday", "text": "All the best.", "kind": "care"}
    made = write(viktor, petro, MONDAY, **words)
    assert write(viktor, petro, MONDAY + timedelta(minutes=1), **words) == made
    assert (made.state, Contact.objects.get().approach) == ("said", made)
    letter = Delivery.objects.get()
    assert (letter.subject, letter.to_address) == (
        f"approach:{made.pk}",
        "viktor@client.example",
    )
    assert (made.delivery, letter.letter_subject) == (letter, "Happy birthday")


def test_the_third_is_held_and_leaves_at_the_first_free_time(viktor, petro, mailbox):
    said = [write(viktor, petro, MONDAY + number * HOUR) for number in range(3)]
    assert [one.state for one in said] == ["said", "said", "held"]
    assert said[2].next_at == kyiv("2027-03-09 10:00")
    assert free_all(kyiv("2027-03-09 09:59")) == 0
    assert free_all(kyiv("2027-03-09 10:00")) == 1
    assert state(said[2]) == ("said", None)
    assert viktor.contacts.count() == 3
    assert free_all(kyiv("2027-03-09 10:00")) == 0


def test_a_question_in_the_quarter_close_leaves_on_monday_at_ten(held):
    assert state(held) == ("held", kyiv("2027-04-12 10:00"))
    free_all(kyiv("2027-04-12 09:59"))
    assert Delivery.objects.count() == 0
    free_all(kyiv("2027-04-12 10:00"))
    assert (held.person.contacts.get().at, Delivery.objects.count()) == (
        kyiv("2027-04-12 10:00"),
        1,
    )


def test_what_is_held_is_asked_again_from_the_truth(held, quarter, olha):
    longer = Days(date(2027, 4, 12), date(2027, 4, 14))
    add_blackout(held.person, days=longer, by=olha, at=kyiv("2027-04-01 12:00"))
    assert free_approach(held, by=HOUSE, at=kyiv("2027-04-12 10:00")) is True
    assert state(held) == ("held", kyiv("2027-04-15 10:00"))
    untils = [event.refs["until"][:10] for event in Event.objects.filter(kind="approach.held")]
    assert untils == ["2027-04-12", "2027-04-15"]
    drop_blackout(quarter, by=olha, at=kyiv("2027-04-15 09:00"))
    free_approach(held, by=HOUSE, at=kyiv("2027-04-15 10:00"))
    assert state(held) == ("said", None)


def test_send_approach_now_says_why_and_who(held, petro, surveyor):
    at = kyiv("2027-04-01 12:00")
    with pytest.raises(NotAllowed):
        send_approach_now(held, reason="Now", by=surveyor, at=at)
    with pytest.raises(ReasonMissing):
        send_approach_now(held, reason=" ", by=petro, at=at)
    for _ in range(2):
        send_approach_now(held, reason="He asked for it", by=petro, at=at)
    held = fresh(held)
    assert (held.forced_by, held.forced_why, held.freed_at) == (petro, "He asked for it", at)
    assert Contact.objects.count() == Delivery.objects.count() == 1
    assert Event.objects.get(kind="approach.freed").refs["forced"] is True


def test_nobody_goes_past_his_own_no(viktor, petro, held):
    save_preference(viktor, level="", refused=["email"], by=viktor, at=MORNING)
    assert (fresh(held).state, fresh(held).why) == ("cancelled", "turned_down")
    with pytest.raises(NoLongerHeld):
        send_approach_now(held, reason="Please", by=petro, at=kyiv("2027-04-01 12:00"))
    Approach.objects.filter(pk=held.pk).update(
        next_at=kyiv("2027-04-12 10:00"), cancelled_at=None, why=""
    )
    with pytest.raises(HisWordStands):
        send_approach_now(held, reason="Please", by=petro, at=kyiv("2027-04-01 12:00"))
    assert Delivery.objects.exclude(subject__startswith="preference").count() == 0


def test_cancel_approach_once(held, petro, surveyor):
    with pytest.raises(NotAllowed):
        cancel_approach(held, why="No", by=surveyor, at=MONDAY)
    for _ in range(2):
        assert cancel_approach(held, why="Said in person", by=petro, at=MONDAY)
    assert Event.objects.filter(kind="approach.cancelled").count() == 1
    assert (fresh(held).state, fresh(held).why) == ("cancelled", "Said in person")
    with pytest.raises(NoLongerHeld):
        send_approach_now(held, reason="After all", by=petro, at=MONDAY)


def test_a_letter_is_taken_back_while_no_server_has_it(viktor, petro, mailbox):
    made = write(viktor, petro, MONDAY)
    assert cancel_approach(made, why="Wrong words", by=petro, at=MONDAY)
    assert (viktor.contacts.count(), fresh(made).state) == (0, "cancelled")
    assert Delivery.objects.get().state == "cancelled"
    left = write(viktor, petro, MONDAY)
    send_all(MONDAY)
    assert not cancel_approach(left, why="Wrong words", by=petro, at=MONDAY)
    assert (viktor.contacts.count(), fresh(left).state) == (1, "said")


def test_without_an_address_nothing_is_held_for_ever(held):
    held.person.addresses.all().delete()
    free_all(kyiv("2027-04-12 10:00"))
    assert (fresh(held).state, fresh(held).why) == ("cancelled", "no_address")
    assert Contact.objects.count() == 0


def test_what_cannot_be_written_is_refused(viktor, petro, surveyor, mailbox):
    with pytest.raises(NotWritten):
        write(viktor, petro, MONDAY, kind="service")
    with pytest.raises(NothingToSay):
        write(viktor, petro, MONDAY, text=" ")
    with pytest.raises(NotAllowed):
        write(viktor, surveyor, MONDAY)
    viktor.addresses.all().delete()
    with pytest.raises(NowhereToWrite, match="Viktor Savchenko"):
        write(fresh(viktor), petro, MONDAY)
    assert Approach.objects.count() == 0
