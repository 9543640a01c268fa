"""Which way a notice went is kept for thirty days."""

from datetime import timedelta

import pytest

from slovo.domain.cases.actions.alerting import alert
from slovo.domain.cases.actions.opening import open_case
from slovo.domain.duty.actions.dispatching import (
    KEPT,
    forget_dispatches,
    lease_dispatches,
    record_dispatched,
)
from slovo.domain.journal.actors import HOUSE
from slovo.domain.journal.models import Event
from slovo.domain.notices.actions.choosing import choose_ways
from slovo.domain.notices.actions.reaching import add_reach
from slovo.domain.notices.kinds import Kind, Way
from slovo.domain.notices.models import Dispatch, Notice
from tests.make import MORNING

pytestmark = pytest.mark.django_db
SECOND = timedelta(seconds=1)


def test_what_has_ended_is_forgotten_after_thirty_days(olena, engagement, petro):
    case = open_case(olena, subject="Claim", channel="email", by=olena, at=MORNING)
    keys = {"p256dh": "p", "auth": "a"}
    push = "https://push.example/1"
    add_reach(petro, way=Way.PUSH, address=push, keys=keys, by=petro, at=MORNING)
    choose_ways(petro, ways={kind: [Way.PUSH] for kind in Kind}, by=petro, at=MORNING)
    alert(case, [petro], why="wrote_again", by=HOUSE, at=MORNING)
    assert Dispatch.objects.count() == 1
    assert forget_dispatches(by=HOUSE, at=MORNING + 2 * KEPT) == 0
    record_dispatched(lease_dispatches(by=HOUSE, at=MORNING), by=HOUSE, at=MORNING)
    assert forget_dispatches(by=HOUSE, at=MORNING + KEPT - SECOND) == 0
    assert forget_dispatches(by=HOUSE, at=MORNING + KEPT) == 1
    assert forget_dispatches(by=HOUSE, at=MORNING + KEPT) == 0
    assert (Dispatch.objects.count(), Notice.objects.count()) == (0, 1)
    assert Event.objects.get(kind="dispatch.forgotten").refs["count"] == 1
