from datetime import UTC, date, datetime, timedelta
from decimal import Decimal

import pytest

from slovo.domain.billing.actions.prices import free_time
from slovo.domain.billing.months import Month
from slovo.domain.delivery.actions.time import log_time
from slovo.domain.goodwill.actions.reckoning import reckon_burdens
from slovo.domain.goodwill.models import Borne, BoundaryTalk, Burden, BurdenMonth
from slovo.domain.journal.actors import HOUSE
from slovo.domain.notices.models import Notice
from tests import make

pytestmark = pytest.mark.django_db
MARCH, APRIL = Month(date(2027, 3, 1)), Month(date(2027, 4, 1))


@pytest.fixture
def clients(petro, olha):
    """Each pays 1,000 in March and again in April."""
    names = ("Anna", "Boris", "Clara", "Drainer")
    return {name: make.make_engagement(make.make_person(f"{name} K"), petro) for name in names}


def worked(engagement, user, day, hours):
    at = datetime(day.year, day.month, day.day, 15, tzinfo=UTC)
    return log_time(engagement, day=day, minutes=hours * 60, note="Talks", by=user, at=at)


def a_month(clients, petro, month):
    for name, engagement in clients.items():
        at = datetime(month.first.year, month.first.month, 10, 9, tzinfo=UTC)
        make.make_invoice(engagement, petro, unit_price=Decimal(1000), at=at)
        worked(engagement, petro, month.first.replace(day=12), 12 if name == "Drainer" else 3)


def reckoned(month):
    at = month.looked_at()
    return reckon_burdens(month, by=HOUSE, at=at)


def rows(month):
    found = Burden.objects.filter(month__month=month.first).order_by("person__full_name")
    return [
        (row.person.full_name[0], row.hours_per_1000, row.is_over, row.is_flagged) for row in found
    ]


def test_r088_flagged_in_the_second_month_not_in_the_first(clients, petro, olha):
    a_month(clients, petro, MARCH)
    for _ in range(2):
        reckoned(MARCH)
    assert rows(MARCH) == [
        ("A", 3, False, False),
        ("B", 3, False, False),
        ("C", 3, False, False),
        ("D", 12, True, False),
    ]
    assert not BoundaryTalk.objects.exists()
    a_month(clients, petro, APRIL)
    reckoned(APRIL)
    assert rows(APRIL)[3] == ("D", 12, True, True)
    talk = BoundaryTalk.objects.get()
    assert talk.person == clients["Drainer"].person
    facts = ("hours_per_1000", "median", "minutes", "fee", "currency", "concessions", "breaches")
    assert [talk.facts[name] for name in facts] == ["12.00", "3.00", 1440, "2000.00", "UAH", 0, 0]
    assert Notice.objects.filter(user=olha, why="boundary_talk").count() == 1
    assert Burden.objects.get(person=talk.person, month__month=APRIL.first).ratio == 4.0


def test_exactly_three_times_is_not_above(clients, petro):
    a_month(clients, petro, MARCH)
    worked(clients["Anna"], petro, date(2027, 3, 20), 6)
    reckoned(MARCH)
    assert rows(MARCH)[0] == ("A", 9, False, False)


def test_our_own_mistake_is_not_on_his_account(clients, petro, olha):
    a_month(clients, petro, MARCH)
    again = worked(clients["Anna"], petro, date(2027, 3, 20), 20)
    free_time(again, why="Filed under a wrong code", by=olha, at=make.MORNING)
    reckoned(MARCH)
    assert rows(MARCH)[0] == ("A", 3, False, False)


def test_who_bore_it_and_who_pays_nothing(clients, petro, iryna):
    a_month(clients, petro, MARCH)
    worked(clients["Drainer"], iryna, date(2027, 3, 20), 1)
    free = make.make_engagement(make.make_person("Zero K"), petro)
    worked(free, petro, date(2027, 3, 20), 5)
    reckoned(MARCH)
    borne = Borne.objects.filter(burden__person=clients["Drainer"].person)
    assert list(borne.values_list("user__full_name", "minutes")) == [
        ("Petro Marchenko", 720),
        ("Iryna Koval", 60),
    ]
    assert rows(MARCH)[4] == ("Z", None, False, False)


def test_two_clients_have_no_middle(clients, petro):
    few = {name: clients[name] for name in ("Anna", "Drainer")}
    a_month(few, petro, MARCH)
    reckoned(MARCH)
    assert {row[2] for row in rows(MARCH)} == {False}
    assert {burden.median for burden in Burden.objects.all()} == {None}


def test_time_on_an_invoice_is_paid(clients, petro):
    from slovo.domain.billing.actions.drafting import bill_time, draft_invoice

    a_month(clients, petro, MARCH)
    entry = worked(clients["Anna"], petro, date(2027, 3, 20), 6)
    said = {"by": petro, "at": datetime(2027, 3, 21, tzinfo=UTC)}
    from slovo.domain.billing.actions.prices import set_price

    price = {"rate": Decimal(0), "currency": "UAH", "since": date(2027, 1, 1)}
    olha = clients["Anna"].principal
    set_price(clients["Anna"], **price, by=olha, at=said["at"])
    bill_time(draft_invoice(clients["Anna"], currency="UAH", **said), entries=[entry], **said)
    reckoned(MARCH)
    assert rows(MARCH)[0] == ("A", 3, False, False)
    assert BurdenMonth.objects.get().looked_at - MARCH.ends_at >= timedelta()
