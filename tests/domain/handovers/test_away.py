"""Two weeks away: each client knows who stands in (R020)."""

from datetime import date, timedelta

import pytest

from slovo.domain.clients.models import holders_of
from slovo.domain.handovers.actions.introducing import DaysMissing, Told, introduce_stand_in
from slovo.domain.handovers.reactions import ClientsKnowNobodyElse
from slovo.domain.staff.actions.capacity import add_absence
from slovo.domain.staff.models import Absence
from tests.desk.scene import write
from tests.make import MORNING

pytestmark = pytest.mark.django_db
BRIEF = "Wants the prepayment\nFears the delay\nA draft by Thursday"
TOLD = Told(MORNING - timedelta(hours=1), "call", "Iryna stands in. “Good.”", BRIEF)


@pytest.fixture
def case(olena, engagement):
    return write(olena)


@pytest.mark.parametrize(("days", "is_long"), [(13, False), (14, True)])
def test_two_weeks_away_need_a_stand_in_the_client_knows(petro, iryna, olena, case, days, is_long):
    first, last = date(2027, 4, 1), date(2027, 4, 1) + timedelta(days=days - 1)

    def away():
        return add_absence(petro, first_day=first, last_day=last, by=petro, at=MORNING)

    if not is_long:
        assert away().pk
        return
    with pytest.raises(ClientsKnowNobodyElse, match="Olena Sydorenko") as refused:
        away()
    assert (len(refused.value.rows), Absence.objects.count()) == (1, 0)
    short = (first, last - timedelta(days=1))
    for period in (short, (first, last)):
        introduce_stand_in(
            [olena], of=petro, to=iryna, days=period, told=TOLD, by=petro, at=MORNING
        )
        if period == short:
            with pytest.raises(ClientsKnowNobodyElse):
                away()
    assert away().pk
    with pytest.raises(DaysMissing):
        introduce_stand_in(
            [olena], of=petro, to=iryna, days=(last, first), told=TOLD, by=petro, at=MORNING
        )


def test_a_stand_in_becomes_the_deputy_and_nothing_else_changes(
    petro, maksym, olena, case, engagement
):
    days = (date(2027, 4, 1), date(2027, 4, 20))
    introduce_stand_in([olena], of=petro, to=maksym, days=days, told=TOLD, by=petro, at=MORNING)
    for row in (case, engagement):
        row.refresh_from_db()
    assert (case.handler, case.deputy, case.brief) == (petro, maksym, BRIEF)
    assert (engagement.handler, engagement.deputy) == (petro, maksym)
    assert [h.user for h in holders_of(olena)] == [petro]
