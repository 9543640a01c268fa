"""SQLite's plans in a house of a million cases: no page reads a list of the firm to its end.

What the planner believes is what it learned there: of a column with few values it has looked at
four hundred rows and takes them for all.
"""

from collections.abc import Iterator

import pytest
from django.db import connection
from django.test import Client

from slovo.domain.clients.models import Organisation
from slovo.domain.goodwill.actions.talking import call_talk
from slovo.domain.goodwill.models import Why
from slovo.domain.journal.actors import HOUSE
from tests import make
from tests.make import MORNING

BELIEVED = {
    "cases_case": {
        "case_state_closed": "1000000 401 2 1",
        "case_waiting": "24800 401 1 1",
        "case_chased": "900 900 1 1",
        "case_unassigned": "920 1 1 1 1 1",
        "case_of_handler": "100000 134 1 1",
        "case_of_answerer": "100000 134 1 1",
        "case_newest": "1062600 1 1",
        "case_dark": "88920 2 1 1 1 1",
        "case_open_dark": "55800 2 1 1",
    },
    "cases_promise": {
        "promise_open": "24000 7 1 1 1 1",
        "promise_counted": "102600 267 267 3",
        "promise_owed_by": "19500 37 2 1 1 1",
        "promise_given": "101251 24 1 1 1 1",
    },
    "clients_person": {
        "person_by_name": "100000 12 1",
        "person_merged": "40 1",
    },
    "clients_nameword": {
        "clients_nameword_word_7c2124f4": "200000 401",
        "clients_nameword_person_id_d5a9a131": "200000 2",
    },
}


@pytest.fixture
def million(firm) -> Iterator[None]:
    if connection.vendor != "sqlite":
        pytest.skip("PostgreSQL counts all values")
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")
        for table, indexes in BELIEVED.items():
            cursor.execute("DELETE FROM sqlite_stat1 WHERE tbl = %s", [table])
            for name, rows in indexes.items():
                cursor.execute("INSERT INTO sqlite_stat1 VALUES (%s, %s, %s)", [table, name, rows])
        cursor.execute("ANALYZE sqlite_schema")
    yield
    with connection.cursor() as cursor:
        cursor.execute("DROP TABLE sqlite_stat1")


def plans(client: Client, url: str) -> str:
    """How SQLite would go about every question of the page."""
    asked: list[tuple[str, object]] = []

    def listen(execute, sql, params, many, context):
        asked.append((sql, params))
        return execute(sql, params, many, context)

    with connection.execute_wrapper(listen):
        assert client.get(url).status_code == 200
    lines = []
    with connection.cursor() as cursor:
        for sql, params in asked:
            if sql.startswith("SELECT"):
                cursor.execute(f"EXPLAIN QUERY PLAN {sql}", params)
                lines += [row[3] for row in cursor.fetchall()]
    return "\n".join(lines)


def test_the_firm_s_lists_are_read_in_their_own_order(million, as_olha: Client) -> None:
    today = plans(as_olha, "/?whose=firm")
    assert "case_state_closed" not in today
    assert "promise_counted" not in today
    assert "USING COVERING INDEX case_waiting (waiting_since>?)" in today
    assert "USING INDEX promise_open" in today


def test_a_talk_with_a_client_is_not_looked_for_among_all_clients(million, as_olha: Client) -> None:
    person = make.make_person("Taras Melnyk")
    call_talk(person, why=Why.CONCESSIONS, facts={}, by=HOUSE, at=MORNING)
    today = plans(as_olha, "/?whose=firm")
    assert "boundarytalk_open" in today
    assert "SCAN clients_person" not in today


def test_his_own_lists_begin_with_his_own_cases(million, as_petro: Client) -> None:
    today = plans(as_petro, "/?whose=mine")
    assert "case_state_closed" not in today
    assert "case_waiting" not in today
    waiting = plans(as_petro, "/cases/?view=waiting&whose=mine")
    assert "SEARCH cases_case USING INTEGER PRIMARY KEY" in waiting


def test_open_promises_are_read_by_their_dates(million, as_olha: Client) -> None:
    assert "promise_open" in plans(as_olha, "/promises/")
    assert "promise_counted (owed_by" not in plans(as_olha, "/promises/")


def test_an_organisation_s_cases_are_not_looked_for_among_all(
    million, as_olha: Client, berehynia: Organisation
) -> None:
    page = plans(as_olha, f"/organisations/{berehynia.pk}/")
    assert "case_of_organisation" in page
    assert "case_newest" not in page


def test_people_are_found_by_the_first_letters_of_their_names(million, as_olha: Client) -> None:
    palette = plans(as_olha, "/find/?q=bond")
    assert "clients_nameword_word" in palette
    assert "merged" not in palette
