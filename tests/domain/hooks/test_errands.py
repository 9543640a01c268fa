"""One event on its way: queued once, leased once, answered once, by those who may."""

from datetime import timedelta

import pytest
from django.db import IntegrityError, transaction

from slovo.domain.cases.actions.confiding import confide_case
from slovo.domain.cases.actions.opening import open_case
from slovo.domain.cases.actions.rating import rename_case
from slovo.domain.cases.models import Case
from slovo.domain.hooks.actions.endpoints import add_endpoint
from slovo.domain.hooks.actions.errands import (
    lease_errand,
    queue_errands,
    record_answer,
    send_again,
)
from slovo.domain.hooks.models import Errand
from slovo.domain.journal.actors import HOUSE
from slovo.domain.journal.models import Event
from slovo.domain.staff.levels import Level
from slovo.domain.staff.rights import NotAllowed
from slovo.lib.webhooks import Answer
from tests.make import MORNING

pytestmark = pytest.mark.django_db
LATER = MORNING + timedelta(minutes=1)


@pytest.fixture
def errand(olena):
    sides = {"name": "Robot", "url": "https://robot.example/", "kinds": ["case.opened"]}
    add_endpoint(**sides, by=HOUSE, at=MORNING)
    open_case(olena, subject="Lease", channel="email", by=olena, at=MORNING)
    return lease_errand(by=HOUSE, at=MORNING)


def answered(errand, code, at=MORNING):
    return record_answer(errand, body="{}", answer=Answer(code), why="No.", by=HOUSE, at=at)


def test_an_event_is_queued_once_for_an_endpoint(errand):
    with pytest.raises(IntegrityError), transaction.atomic():
        queue_errands([errand.event], by=HOUSE, at=MORNING)
    assert Errand.objects.count() == 1


def test_what_undoes_the_event_undoes_the_errand(errand, olena):
    with transaction.atomic():
        open_case(olena, subject="Rent", channel="email", by=olena, at=MORNING)
        assert Errand.objects.count() == 2
        transaction.set_rollback(True)
    assert Errand.objects.count() == Event.objects.filter(kind="case.opened").count() == 1


def test_the_first_yes_stands(errand):
    assert answered(errand, 204).sent_at == MORNING
    assert answered(errand, 500, LATER).state == "sent"
    assert Errand.objects.get().code == 204


def test_a_no_is_tried_again_after_five_seconds(errand):
    late = answered(errand, 500)
    assert (late.state, late.next_at) == ("delayed", MORNING + timedelta(seconds=5))
    assert lease_errand(by=HOUSE, at=MORNING) is None


def test_send_again_is_for_those_who_change_settings(errand, petro, taras):
    answered(errand, 204)
    with pytest.raises(NotAllowed):
        send_again(errand, by=petro, at=LATER)
    again = send_again(errand, by=taras, at=LATER)
    assert (again.uuid, again.next_at, again.attempts) == (errand.uuid, LATER, 0)


def test_what_is_being_sent_is_not_sent_again_beside_it(errand, taras):
    send_again(errand, by=taras, at=LATER)
    assert Errand.objects.get().leased_until == MORNING + timedelta(minutes=5)
    assert not Event.objects.filter(kind="errand.repeated").exists()


def test_nobody_outside_hears_of_what_was_told_in_confidence(errand, olena, petro):
    endpoint = Errand.objects.get().endpoint
    endpoint.kinds = ["case.opened", "case.renamed"]
    endpoint.save()
    case = Case.objects.get()
    rename_case(case, subject="Lease of the flat", by=petro, at=MORNING)
    assert Errand.objects.count() == 2
    confide_case(case, level=Level.PRINCIPAL, by=petro, at=MORNING)
    rename_case(case, subject="Something private", by=petro, at=LATER)
    assert Errand.objects.count() == 2
