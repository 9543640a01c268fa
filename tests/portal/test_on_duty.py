"""While the firm is closed his page says who is on duty, until when, and where to call."""

from datetime import date, datetime

import pytest

from slovo.domain.duty.actions.shifts import add_shift
from slovo.domain.engagements.actions.touchpoints import save_touchpoint
from slovo.domain.journal.actors import HOUSE
from tests.domain.duty.rota import NIGHT, make_desk
from tests.make import MORNING
from tests.portal.scene import read, url_of

pytestmark = pytest.mark.django_db


def test_at_night_he_sees_who_is_there_and_by_day_nothing_of_it(
    client, case, olena, petro, iryna, clock_at, django_assert_max_num_queries
):
    olena.zone = "Asia/Almaty"
    olena.save()
    url, said = url_of(case), {"by": HOUSE, "at": MORNING}
    clock_at(datetime.fromisoformat("2027-03-27T19:40:00+00:00"))
    assert "on duty" not in read(client, url)
    desk = make_desk(petro, iryna)
    assert "on duty" not in read(client, url)
    add_shift(desk, user=iryna, day=date(2027, 3, 27), hours=NIGHT, **said)
    save_touchpoint(None, way="emergency", value="+380 67 555 01 29", **said)
    with django_assert_max_num_queries(26):
        night = read(client, url)
    words = "We are closed now. Iryna Koval is on duty until Sun 28 March, 10:00 (UTC+5)."
    assert words in night
    assert f'{words} <a href="tel:+380675550129">+380 67 555 01 29</a>' in night
    clock_at(datetime.fromisoformat("2027-03-29T08:00:00+00:00"))
    assert "on duty" not in read(client, url)
