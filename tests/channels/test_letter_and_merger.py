"""A letter that is read while its writer becomes one with another person."""

from concurrent.futures import ThreadPoolExecutor
from threading import Event as Signal

import pytest
from django.db import connection, transaction

from slovo.domain.cases.models import Case
from slovo.domain.clients.actions.merging import merge_people
from slovo.interfaces.channels.email.receive import take_in
from tests import make
from tests.channels.letters import letter
from tests.make import MORNING
from tests.waiting import wait_until_somebody_waits

pytestmark = pytest.mark.django_db(transaction=True)


def test_it_lands_with_the_kept_one(firm, olha):
    kept = make.make_person("Olena Tkachenko")
    gone = make.make_person("Lena Tkachenko")
    [address] = gone.addresses.all()
    merging = Signal()

    def read() -> None:
        merging.wait(60)
        try:
            raw = letter(sender=address.email)
            take_in(raw, source="ingest", received_at=MORNING, at=MORNING)
        finally:
            connection.close()

    with ThreadPoolExecutor(1) as pool:
        with transaction.atomic():
            merge_people(kept, gone, by=olha, at=MORNING)
            reading = pool.submit(read)
            merging.set()
            wait_until_somebody_waits()
        reading.result(60)
    assert [case.person for case in Case.objects.all()] == [kept]
