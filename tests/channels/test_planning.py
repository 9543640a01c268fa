"""What the keeper does now and then: SQLite learns its tables, new clients are compared."""

from datetime import timedelta

import pytest
from django.db import connection

from slovo.domain.clients.models import Pair
from slovo.interfaces.keeper.comparing import Comparing
from slovo.interfaces.keeper.planning import Planning
from tests.make import MORNING, make_person


def learned() -> int:
    with connection.cursor() as cursor:
        cursor.execute("SELECT COUNT(*) FROM sqlite_master WHERE name = 'sqlite_stat1'")
        return cursor.fetchone()[0]


@pytest.mark.django_db
def test_at_the_start_and_after_an_hour(firm: object) -> None:
    planning = Planning()
    assert planning(MORNING) == 0
    if connection.vendor != "sqlite":
        return
    assert learned() == 1
    with connection.cursor() as cursor:
        cursor.execute("DROP TABLE sqlite_stat1")
    planning(MORNING + timedelta(minutes=59))
    assert learned() == 0
    planning(MORNING + timedelta(minutes=60))
    assert learned() == 1


@pytest.mark.django_db
def test_new_clients_are_compared_within_ten_minutes(firm: object) -> None:
    comparing = Comparing()
    make_person("Yuri Tkachenko")
    assert comparing(MORNING) == 1
    assert comparing(MORNING) == 0
    make_person("Юрій Ткаченко", emails=["tk@client.example"])
    assert comparing(MORNING + timedelta(minutes=9)) == 0
    assert comparing(MORNING + timedelta(minutes=10)) == 1
    assert Pair.objects.get().reason == "scripts"
