"""Two give from the last of a budget at once: whoever comes second is sent to a principal."""

from concurrent.futures import ThreadPoolExecutor
from decimal import Decimal
from threading import Event as Signal

import pytest
from django.db import connection, transaction

from slovo.domain.goodwill.actions.limits import set_budget
from slovo.domain.goodwill.actions.ruling import decide_ruling, put_ruling
from slovo.domain.goodwill.aid import OverYourLimit
from slovo.domain.goodwill.budgets import left_of
from slovo.domain.goodwill.models import Concession
from tests.desk.scene import write
from tests.make import MORNING
from tests.waiting import wait_until_somebody_waits

pytestmark = pytest.mark.django_db(transaction=True)


def test_the_last_of_it_is_given_once(case, olena, petro, olha, rule, limits, yearly):
    day, amount = MORNING.date(), Decimal(2000)
    set_budget(first_day=day, currency="UAH", amount=amount, by=olha, at=MORNING)
    doer = {"by": petro, "at": MORNING}
    said = {"text": "Let it go", "price": Decimal(1200), "currency": "UAH", "is_client_wrong": True}
    mine, other = (put_ruling(each, **said, **doer) for each in (case, write(olena, "Another")))
    yes = {"is_in_favour": True, "reason": "Worth it", "rule": rule}
    given = Signal()

    def give_too() -> None:
        given.wait(60)
        try:
            decide_ruling(other, **yes, **doer)
        finally:
            connection.close()

    with ThreadPoolExecutor(1) as pool:
        with transaction.atomic():
            decide_ruling(mine, **yes, **doer)
            giving = pool.submit(give_too)
            given.set()
            wait_until_somebody_waits()
        with pytest.raises(OverYourLimit, match="used up"):
            giving.result(60)
    assert (left_of("UAH", MORNING), Concession.objects.count()) == (800, 1)
    assert decide_ruling(other, **yes, by=olha, at=MORNING).decided_by == olha
