"""The table of ways, quiet hours, digests, mutes; and whom nothing holds."""

from datetime import UTC, datetime, time, timedelta

import pytest

from slovo.domain.cases.actions.alerting import alert
from slovo.domain.cases.actions.opening import open_case
from slovo.domain.duty.actions.calling import Word, call_colleagues
from slovo.domain.duty.actions.dispatching import (
    lease_dispatches,
    record_dispatch_failure,
    record_dispatched,
    send_held_mail,
)
from slovo.domain.journal.actors import HOUSE
from slovo.domain.journal.models import Event
from slovo.domain.notices.actions.choosing import (
    ChoiceRefused,
    choose_ways,
    mute,
    save_manner,
    unmute,
)
from slovo.domain.notices.actions.reaching import (
    ReachRefused,
    add_reach,
    drop_reach,
    save_carrier,
)
from slovo.domain.notices.kinds import Kind, Way
from slovo.domain.notices.models import Carrier, Dispatch, Notice, Reach
from slovo.domain.post.models import Delivery
from slovo.domain.staff.rights import NotAllowed
from tests.domain.duty.rota import make_desk
from tests.make import MORNING

KEYS = {"p256dh": "p", "auth": "a"}
MAIL = {kind: [Way.MAIL] for kind in Kind}
NIGHT = datetime(2027, 3, 10, 21, 30, tzinfo=UTC)


@pytest.fixture
def case(olena, engagement):
    return open_case(olena, subject="Claim", channel="email", by=olena, at=MORNING)


def told(case, user, why, at=MORNING):
    alert(case, [user], why=why, by=HOUSE, at=at)
    return Delivery.objects.filter(to_address=user.email).count()


def test_without_a_choice_it_is_the_app_and_mail(case, petro):
    assert told(case, petro, "wrote_again") == 1
    assert (Notice.objects.count(), Dispatch.objects.count()) == (1, 0)


def test_nobody_hears_of_his_own_act(case, petro):
    alert(case, [petro], why="wrote_again", by=petro, at=MORNING)
    assert Notice.objects.count() == 0


def test_a_team_chooses_for_those_who_did_not(case, petro, iryna, maksym, olha):
    team = make_desk(petro, iryna)
    choose_ways(team, ways=MAIL | {Kind.HEARD: []}, by=olha, at=MORNING)
    choose_ways(petro, ways=MAIL, by=petro, at=MORNING)
    assert [told(case, user, "wrote_again") for user in (petro, iryna, maksym)] == [1, 0, 1]
    assert Notice.objects.count() == 3
    with pytest.raises(NotAllowed):
        choose_ways(team, ways=MAIL, by=petro, at=MORNING)
    with pytest.raises(NotAllowed):
        choose_ways(iryna, ways=MAIL, by=petro, at=MORNING)


def test_duty_always_reaches_somebody_outside_the_app(case, petro):
    with pytest.raises(ChoiceRefused):
        choose_ways(petro, ways=MAIL | {Kind.DUTY: []}, by=petro, at=MORNING)
    with pytest.raises(ChoiceRefused):
        choose_ways(petro, ways=MAIL, digests=[Kind.DARK], by=petro, at=MORNING)
    choose_ways(petro, ways=MAIL | {Kind.DUTY: [Way.PUSH]}, by=petro, at=MORNING)
    assert told(case, petro, "late_word") == 1


def test_chosen_twice_it_is_one_event(petro):
    for _twice in range(2):
        choose_ways(petro, ways=MAIL, by=petro, at=MORNING)
    assert Event.objects.filter(kind="ways.chosen").count() == 1


@pytest.mark.parametrize(
    ("at", "waits_until"),
    [
        (datetime(2027, 3, 10, 19, 59, 59, tzinfo=UTC), None),
        (datetime(2027, 3, 10, 20, 0, tzinfo=UTC), datetime(2027, 3, 11, 6, 0, tzinfo=UTC)),
        (datetime(2027, 3, 11, 5, 59, 59, tzinfo=UTC), datetime(2027, 3, 11, 6, 0, tzinfo=UTC)),
        (datetime(2027, 3, 11, 6, 0, tzinfo=UTC), None),
        (datetime(2027, 3, 27, 23, 0, tzinfo=UTC), datetime(2027, 3, 28, 5, 0, tzinfo=UTC)),
    ],
)
def test_quiet_hours_by_his_own_clock(case, petro, at, waits_until):
    """22:00 to 08:00 in Kyiv, also in the night in which clocks go forward."""
    quiet = {"quiet_from": time(22), "quiet_to": time(8), "digest_at": time(8, 30)}
    save_manner(petro, **quiet, by=petro, at=MORNING)
    sent = told(case, petro, "wrote_again", at)
    held = Dispatch.objects.values_list("next_at", flat=True)
    assert (sent, list(held)) == ((1, []) if waits_until is None else (0, [waits_until]))
    if waits_until:
        assert send_held_mail(petro, by=HOUSE, at=waits_until - timedelta(seconds=1)) == 0
        assert send_held_mail(petro, by=HOUSE, at=waits_until) == 1
        assert send_held_mail(petro, by=HOUSE, at=waits_until) == 0
        assert Delivery.objects.filter(to_address=petro.email).count() == 1


@pytest.mark.parametrize("why", ["late_word", "missed_call", "in_the_dark", "risk_raised"])
def test_quiet_hours_hold_neither_duty_nor_what_is_urgent(case, petro, why):
    quiet = {"quiet_from": time(22), "quiet_to": time(8), "digest_at": time(8, 30)}
    save_manner(petro, **quiet, by=petro, at=MORNING)
    assert told(case, petro, why, NIGHT) == 1


def test_quiet_hours_need_both_ends(petro):
    with pytest.raises(ChoiceRefused):
        save_manner(
            petro, quiet_from=time(22), quiet_to=None, digest_at=time(8), by=petro, at=MORNING
        )


@pytest.mark.parametrize("ways", [MAIL, MAIL | {Kind.HEARD: []}])
def test_a_digest_is_one_mail_at_its_hour_also_when_no_way_is_named(case, petro, ways):
    choose_ways(petro, ways=ways, digests=[Kind.HEARD], by=petro, at=MORNING)
    for minutes in (0, 30, 60):
        assert told(case, petro, "wrote_again", MORNING + timedelta(minutes=minutes)) == 0
    half_past_eight = datetime(2027, 3, 11, 6, 30, tzinfo=UTC)
    assert send_held_mail(petro, by=HOUSE, at=half_past_eight - timedelta(seconds=1)) == 0
    assert send_held_mail(petro, by=HOUSE, at=half_past_eight) == 3
    [mail] = Delivery.objects.filter(to_address=petro.email)
    assert mail.letter_subject == "3 pieces of news"


def test_the_list_of_the_morning_waits_for_no_digest_of_the_same_hour(case, petro):
    choose_ways(petro, ways=MAIL, digests=[Kind.DUE], by=petro, at=MORNING)
    half_past_eight = datetime(2027, 3, 11, 6, 30, tzinfo=UTC)
    assert told(case, petro, "word_due_in_an_hour", half_past_eight) == 0
    word = Word(petro, "he_starts", "streak:1", "He has had to start three times running.")
    call_colleagues([word], by=HOUSE, at=half_past_eight)
    assert [mail.letter_subject for mail in Delivery.objects.all()] == [word.letter_subject]


def test_a_muted_case_is_heard_only_when_it_is_urgent(case, petro, iryna):
    subject = f"case:{case.pk}"
    for _twice in range(2):
        mute(petro, subject=subject, by=petro, at=MORNING)
    assert (told(case, petro, "wrote_again"), Notice.objects.count()) == (0, 0)
    assert told(case, iryna, "wrote_again") == 1
    assert told(case, petro, "in_the_dark") == 1
    for _twice in range(2):
        unmute(petro, subject=subject, by=petro, at=MORNING)
    assert told(case, petro, "wrote_again") == 2
    assert Event.objects.filter(kind__startswith="mute.").count() == 2
    with pytest.raises(NotAllowed):
        mute(petro, subject=subject, by=iryna, at=MORNING)


def test_the_fourth_in_ten_minutes_waits(case, petro):
    assert [told(case, petro, "wrote_again") for _each in range(4)] == [1, 2, 3, 3]
    assert Dispatch.objects.get().next_at == MORNING + timedelta(minutes=10)
    assert told(case, petro, "in_the_dark") == 4


def test_what_waits_for_a_digest_holds_no_crowd_of_another_kind(case, petro):
    choose_ways(petro, ways=MAIL, digests=[Kind.HEARD], by=petro, at=MORNING)
    for _each in range(3):
        told(case, petro, "wrote_again")
    assert told(case, petro, "word_due_in_an_hour") == 0
    held = Dispatch.objects.latest("pk")
    assert held.next_at == MORNING + timedelta(minutes=10)


def test_a_place_is_known_once_and_dropped_once(petro, iryna):
    for _twice in range(2):
        reach = add_reach(
            petro, way=Way.PUSH, address="https://push.example/1", keys=KEYS, by=petro, at=MORNING
        )
    assert Reach.objects.count() == 1
    with pytest.raises(NotAllowed):
        drop_reach(reach, by=iryna, at=MORNING)
    for _twice in range(2):
        drop_reach(reach, by=petro, at=MORNING)
    assert Event.objects.filter(kind__startswith="reach.").count() == 2


@pytest.mark.parametrize(
    "side",
    [
        {"way": Way.PUSH, "address": "https://push.example/1"},
        {"way": Way.TELEGRAM, "address": "4711"},
        {"way": Way.PUSH, "address": " ", "keys": KEYS},
    ],
)
def test_what_is_no_place(petro, side):
    with pytest.raises(ReachRefused):
        add_reach(petro, **side, by=petro, at=MORNING)


def test_a_carriers_secret_is_kept_encrypted_and_stays_when_left_empty(olha, petro):
    save_carrier(way=Way.TELEGRAM, secret="12:abc", by=olha, at=MORNING)
    known = save_carrier(way=Way.TELEGRAM, by=olha, at=MORNING)
    assert known.url == "https://api.telegram.org"
    assert b"12:abc" not in bytes(Carrier.objects.get().secret)
    with pytest.raises(ReachRefused):
        save_carrier(way=Way.GATEWAY, url="sms.example", secret="x", by=olha, at=MORNING)
    with pytest.raises(NotAllowed):
        save_carrier(way=Way.TELEGRAM, secret="1", by=petro, at=MORNING)


def test_what_is_leased_nobody_else_gets_and_it_ends_once(case, petro):
    reach = add_reach(
        petro, way=Way.PUSH, address="https://push.example/1", keys=KEYS, by=petro, at=MORNING
    )
    told(case, petro, "in_the_dark")
    rows = lease_dispatches(by=HOUSE, at=MORNING)
    assert [row.reach for row in rows] == [reach]
    assert lease_dispatches(by=HOUSE, at=MORNING) == []
    record_dispatch_failure(rows, why="It answered 500.", by=HOUSE, at=MORNING)
    record_dispatched(rows, by=HOUSE, at=MORNING)
    row = Dispatch.objects.get()
    assert (row.failed_at, row.sent_at, row.next_at) == (MORNING, None, None)
