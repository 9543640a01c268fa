"""Half past eight on every colleague’s own wall and working days (R021), three running (R141)."""

from datetime import date, timedelta

import pytest

from slovo.domain.journal.actors import HOUSE
from slovo.domain.journal.models import Event
from slovo.domain.loyalty.actions.mornings import begin_morning
from slovo.domain.loyalty.models import Morning, Streak
from slovo.domain.notices.models import Notice
from slovo.domain.post.models import Delivery
from slovo.domain.staff.actions.capacity import add_absence
from slovo.domain.staff.actions.profile import save_profile
from slovo.interfaces.keeper.rhythm import begin_mornings
from tests.domain.loyalty.scene import answer, write
from tests.domain.promises.scene import kyiv

SPOKEN = kyiv("2027-03-01 11:00")
FRIDAY = kyiv("2027-04-16 08:30")


@pytest.fixture
def forgotten(olena, agreed, petro):
    """A word on 1 March: on Friday 16 April it is 46 days ago."""
    case = write(olena, SPOKEN - timedelta(hours=1))
    answer(case, petro, SPOKEN)
    return case


def told(user):
    rows = Notice.objects.filter(user=user, why__in=("nobody_forgotten", "he_starts"))
    return [(row.at, row.why, row.refs) for row in rows.order_by("at", "why", "pk")]


def keep(*moments):
    for moment in moments:
        begin_mornings(moment)


def test_r021_half_past_eight_on_the_forty_sixth_day(forgotten, petro):
    keep(kyiv("2027-04-14 12:00"))
    assert Morning.objects.get(user=petro).next_at == kyiv("2027-04-15 08:30")
    keep(kyiv("2027-04-15 08:30"), FRIDAY - timedelta(seconds=1))
    assert told(petro) == []
    keep(FRIDAY, FRIDAY + timedelta(seconds=1), FRIDAY + timedelta(hours=9))
    assert told(petro) == [(FRIDAY, "nobody_forgotten", {"people": 1, "gaps": 0})]
    letter = Delivery.objects.filter(to_address=petro.email).order_by("pk").last()
    assert letter.letter_subject == "1 of your clients should hear from you."


def test_the_weekend_is_left_in_peace_and_a_late_keeper_tells_once(forgotten, petro):
    keep(kyiv("2027-04-14 12:00"), kyiv("2027-04-16 11:40"))
    assert [row[0] for row in told(petro)] == [kyiv("2027-04-16 11:40")]
    keep(kyiv("2027-04-17 08:30"), kyiv("2027-04-18 12:00"), kyiv("2027-04-19 08:29"))
    assert len(told(petro)) == 1
    keep(kyiv("2027-04-19 08:30"))
    assert [row[0] for row in told(petro)][1:] == [kyiv("2027-04-19 08:30")]


def test_it_is_his_own_wall(forgotten, petro):
    save_profile(petro, zone="Asia/Almaty", by=petro, at=SPOKEN)
    begin_morning(petro, by=HOUSE, at=kyiv("2027-04-15 12:00"))
    assert Morning.objects.get(user=petro).next_at == kyiv("2027-04-16 06:30")


def test_whoever_is_away_hears_it_when_he_is_back(forgotten, petro):
    days = {"first_day": date(2027, 4, 16), "last_day": date(2027, 4, 16), "why": "Leave"}
    add_absence(petro, **days, by=petro, at=SPOKEN)
    keep(kyiv("2027-04-15 12:00"), FRIDAY)
    assert told(petro) == []
    keep(kyiv("2027-04-19 08:30"))
    assert len(told(petro)) == 1


def test_nobody_is_told_of_nothing(agreed, petro, taras):
    keep(kyiv("2027-03-12 17:00"), kyiv("2027-03-15 08:30"))
    assert (told(petro), told(taras)) == ([], [])
    listed = Event.objects.filter(kind="morning.listed").order_by("pk")
    assert all(event.refs == {"people": 0, "gaps": 0} for event in listed)


def test_r141_three_running_are_told_once_and_one_of_ours_resets(olena, agreed, petro, iryna):
    keep(kyiv("2027-03-15 12:00"))
    for day in (16, 17):
        answer(write(olena, kyiv(f"2027-03-{day} 10:00")), petro, kyiv(f"2027-03-{day} 15:00"))
    keep(kyiv("2027-03-18 08:30"))
    assert "he_starts" not in [row[1] for row in told(petro)]
    third = write(olena, kyiv("2027-03-18 10:00"))
    answer(third, petro, kyiv("2027-03-18 15:00"))
    mornings = [kyiv(f"2027-03-{day} 08:30") for day in (19, 22, 23)]
    keep(*mornings)
    assert [row[0] for row in told(petro) if row[1] == "he_starts"] == mornings[:1]
    assert [row for row in told(iryna) if row[1] == "he_starts"] == []
    answer(third, petro, kyiv("2027-03-23 12:00"))
    for day in (24, 25, 26):
        answer(write(olena, kyiv(f"2027-03-{day} 10:00")), petro, kyiv(f"2027-03-{day} 15:00"))
    keep(kyiv("2027-03-26 08:30"))
    assert Streak.objects.count() == 1
    keep(kyiv("2027-03-29 08:30"), kyiv("2027-03-30 08:30"))
    since = Streak.objects.order_by("since").values_list("since", flat=True)
    assert list(since) == [kyiv("2027-03-16 10:00"), kyiv("2027-03-24 10:00")]
    again = begin_morning(petro, by=HOUSE, at=kyiv("2027-03-30 08:30"))
    assert again.next_at == kyiv("2027-03-31 08:30")
