"""The keeper tells SQLite once an hour how its tables look."""

from datetime import timedelta

import pytest
from django.db import connection

from slovo.interfaces.keeper.planning import Planning
from tests.make import MORNING


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
