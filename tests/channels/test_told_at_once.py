"""One call told in several places in the same moment is one call."""

import threading
from datetime import UTC, datetime

import pytest
from django.db import connection

from slovo.domain.calls.actions.reporting import Told, report_call
from slovo.domain.calls.models import Call, MissedCall
from slovo.domain.journal.actors import HOUSE
from slovo.domain.staff.rights import Role
from tests import make

RINGS = datetime(2027, 3, 10, 9, 40, tzinfo=UTC)


@pytest.mark.django_db(transaction=True)
def test_six_at_once_are_one():
    make.make_firm()
    person = make.make_person("Olena Tkachenko", phone="+380 44 000 00 01")
    make.make_engagement(person, make.make_user("Petro Marchenko", Role.SPECIALIST))
    told = Told("1", "in", "0440000001", RINGS, ended_at=RINGS)
    line, wrong = threading.Barrier(6), []

    def tell():
        try:
            line.wait()
            report_call(told, by=HOUSE, at=RINGS)
        except Exception as problem:
            wrong.append(problem)
        finally:
            connection.close()

    threads = [threading.Thread(target=tell) for _each in range(6)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert (wrong, Call.objects.count(), MissedCall.objects.count()) == ([], 1, 1)
