from datetime import date, timedelta

import pytest

from slovo.domain.clients.actions.organisations import (
    StandingEndsBeforeItBegan,
    leave_organisation,
    save_organisation,
    stand_for,
    stand_for_named,
)
from slovo.domain.clients.actions.people import NameMissing
from slovo.domain.clients.models import Organisation, Standing
from slovo.domain.journal.models import Event
from slovo.domain.staff.rights import NotAllowed
from tests.make import FOUNDED, MORNING

pytestmark = pytest.mark.django_db


def count(kind):
    return Event.objects.filter(kind=kind).count()


def test_save_organisation_makes_and_changes(roman):
    firm = save_organisation(None, name=" TOV Berehynia ", country="ua", by=roman, at=MORNING)
    assert (firm.name, firm.country) == ("TOV Berehynia", "UA")
    save_organisation(firm, name="TOV Berehynia", country="UA", code="12", by=roman, at=MORNING)
    save_organisation(firm, name="TOV Berehynia", country="UA", code="12", by=roman, at=MORNING)
    assert (count("organisation.added"), count("organisation.changed")) == (1, 1)
    assert Organisation.objects.get().code == "12"


def test_save_organisation_refuses_no_name_and_strangers(roman, taras):
    with pytest.raises(NameMissing):
        save_organisation(None, name=" ", by=roman, at=MORNING)
    with pytest.raises(NotAllowed):
        save_organisation(None, name="TOV", by=taras, at=MORNING)
    assert not Organisation.objects.exists()


def test_one_person_stands_for_several_at_once(olena, berehynia, sole_business):
    standings = olena.standings.order_by("pk")
    assert [standing.organisation for standing in standings] == [berehynia, sole_business]
    assert standings[0].from_date == date(2027, 3, 1)


def test_stand_for_twice_is_once_and_changes_only_the_job(viktor, berehynia, roman):
    for job in ("CFO", "CFO", "CEO"):
        stand_for(viktor, organisation=berehynia, job=job, by=roman, at=MORNING)
    assert Standing.objects.get().job == "CEO"
    assert count("person.stands_for") == 3


def test_stand_for_named_takes_the_known_organisation_or_makes_it(viktor, berehynia, roman, taras):
    for name in ("TOV Berehynia", " TOV Zoria ", "TOV Zoria"):
        stand_for_named(viktor, name=name, by=roman, at=MORNING)
    names = [str(standing.organisation) for standing in viktor.standings.order_by("pk")]
    assert names == ["TOV Berehynia", "TOV Zoria"]
    with pytest.raises(NameMissing):
        stand_for_named(viktor, name=" ", by=roman, at=MORNING)
    with pytest.raises(NotAllowed):
        stand_for_named(viktor, name="TOV Mriia", by=taras, at=MORNING)
    assert not Organisation.objects.filter(name="TOV Mriia").exists()


def test_the_day_is_the_firms_own(viktor, sole_business, roman):
    late_evening = FOUNDED.replace(hour=22, minute=30)
    standing = stand_for(viktor, organisation=sole_business, by=roman, at=late_evening)
    assert standing.from_date == date(2027, 3, 2)


def test_leave_organisation_keeps_the_past_and_may_come_back(viktor, berehynia, roman):
    standing = viktor.standings.get()
    for _ in range(2):
        leave_organisation(standing, by=roman, at=MORNING)
    standing.refresh_from_db()
    assert standing.to_date == date(2027, 3, 10)
    assert count("person.left_organisation") == 1
    stand_for(viktor, organisation=berehynia, by=roman, at=MORNING + timedelta(days=1))
    assert viktor.standings.count() == 2


def test_leave_organisation_not_before_he_came(viktor, roman):
    with pytest.raises(StandingEndsBeforeItBegan):
        leave_organisation(viktor.standings.get(), to_date=date(2027, 2, 28), by=roman, at=MORNING)


def test_standings_are_not_for_strangers(viktor, sole_business, taras):
    with pytest.raises(NotAllowed):
        stand_for(viktor, organisation=sole_business, by=taras, at=MORNING)
    with pytest.raises(NotAllowed):
        leave_organisation(viktor.standings.get(), by=taras, at=MORNING)
