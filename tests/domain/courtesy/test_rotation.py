"""Not the same person again (R065)."""

from datetime import date, timedelta

import pytest

from slovo.domain.clients.actions.responsibility import name_responsible
from slovo.domain.clients.actions.topics import save_topic
from slovo.domain.courtesy.actions.blackouts import Days, add_blackout
from slovo.domain.courtesy.models import Contact
from slovo.domain.courtesy.rotation import topics_in, whose_turn
from tests import make
from tests.domain.courtesy.scene import MONDAY
from tests.domain.promises.scene import kyiv
from tests.make import MORNING


def asked(person, days, kind="care"):
    Contact.objects.create(person=person, kind=kind, at=MONDAY - timedelta(days=days))


@pytest.fixture
def both(viktor, berehynia):
    """Viktor and Halyna both answer for invoices."""
    halyna = make.make_person("Halyna Chumak", berehynia)
    for person, topics in ((viktor, "invoices, contracts"), (halyna, "Invoices")):
        person.standings.update(topics=topics)
    return viktor, halyna


def turn(berehynia, kind="care", topic="invoices"):
    return whose_turn(berehynia, topic, kind, MONDAY)


def test_the_one_asked_two_hundred_days_ago_wins_over_twenty(both, berehynia):
    viktor, halyna = both
    asked(viktor, 20)
    asked(halyna, 200)
    found = turn(berehynia)
    assert (found.person, found.wait_until) == (halyna, None)
    assert [row.person for row in found.rows] == [halyna, viktor]


def test_who_was_never_asked_comes_first(both, berehynia):
    asked(both[1], 200)
    assert turn(berehynia).person == both[0]


def test_only_those_of_the_zone_are_proposed(both, berehynia, olena):
    asked(both[0], 20)
    assert turn(berehynia, topic="contracts").person == both[0]
    assert turn(berehynia, topic="tax").person is None
    assert topics_in(berehynia) == ["contracts", "invoices"]


def test_when_all_were_asked_lately_there_is_a_date_to_wait_for(both, berehynia):
    viktor, halyna = both
    asked(viktor, 20, "survey")
    asked(halyna, 30, "survey")
    found = turn(berehynia, "survey")
    assert (found.person, found.wait_until) == (None, kyiv("2027-05-03 10:00"))


def test_quiet_days_pass_the_turn_on(both, berehynia, olha):
    viktor, halyna = both
    asked(viktor, 20)
    add_blackout(halyna, days=Days(date(2027, 2, 25), date(2027, 3, 5)), by=olha, at=MORNING)
    assert turn(berehynia).person == viktor


def test_who_left_is_asked_no_more(both, berehynia):
    both[1].standings.update(to_date=date(2027, 2, 1))
    asked(both[0], 20)
    assert [row.person for row in turn(berehynia).rows] == [both[0]]


def test_whom_the_map_names_is_of_the_zone_and_so_is_who_stands_in(viktor, olena, berehynia, olha):
    tax = save_topic(None, name="Tax", by=olha, at=MORNING)
    name_responsible(berehynia, topic=tax, person=viktor, backup=olena, by=olha, at=MORNING)
    asked(viktor, 20)
    asked(olena, 200)
    found = turn(berehynia, topic="tax")
    assert (topics_in(berehynia), found.person) == (["Tax"], olena)
    assert [row.person for row in found.rows] == [olena, viktor]
