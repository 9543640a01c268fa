from datetime import date

import pytest

from slovo.domain.delivery.actions.time import (
    NotYourTime,
    OfAnotherAgreement,
    TimeMissing,
    drop_time,
    log_time,
)
from slovo.domain.delivery.models import TimeEntry
from slovo.domain.journal.models import Event
from slovo.domain.staff.rights import NotAllowed
from tests import make
from tests.make import MORNING

pytestmark = pytest.mark.django_db


@pytest.fixture
def log(engagement, maksym):
    def logging(**sides):
        given = {"day": date(2027, 3, 10), "minutes": 90, "note": "Draft", "by": maksym}
        return log_time(engagement, **{**given, "at": MORNING, **sides})

    return logging


def test_log_time_on_a_day_that_has_begun_where_he_works(log):
    late = MORNING.replace(hour=22, minute=30)  # half past midnight in Kyiv
    with pytest.raises(TimeMissing, match="This day has not come yet"):
        log(day=date(2027, 3, 11), at=MORNING)
    assert log(day=date(2027, 3, 11), at=late).day == date(2027, 3, 11)
    with pytest.raises(TimeMissing):
        log(day=date(2027, 3, 12), at=late)


def test_log_time_says_what_and_how_long(log, viktor, petro, surveyor):
    for wrong in ({"note": " "}, {"minutes": 0}, {"minutes": 1441}):
        with pytest.raises(TimeMissing):
            log(**wrong)
    with pytest.raises(NotAllowed):
        log(by=surveyor)
    foreign = make.make_scope_change(make.make_engagement(viktor, petro), petro)
    with pytest.raises(OfAnotherAgreement):
        log(scope_change=foreign)
    assert not TimeEntry.objects.exists()


def test_drop_time_is_for_ones_own(log, maksym, petro):
    entry = log()
    with pytest.raises(NotYourTime, match="Maksym Tkach"):
        drop_time(entry, by=petro, at=MORNING)
    for _ in range(2):
        drop_time(entry, by=maksym, at=MORNING)
    assert list(TimeEntry.objects.counted()) == []
    assert Event.objects.filter(kind="time.dropped").count() == 1
