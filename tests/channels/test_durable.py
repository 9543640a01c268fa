"""What somebody outside was told waits for the disk; what the house can do again does not."""

from contextlib import contextmanager

import pytest
from django.db import connection
from django.urls import reverse

from slovo.domain.cases.models import Case
from slovo.interfaces.channels.email.deliver import deliver_due
from slovo.interfaces.channels.email.receive import take_in
from slovo.interfaces.keeper.duties import climb_ladders
from tests.channels.letters import letter
from tests.make import MORNING

NORMAL, FULL = 1, 2
pytestmark = [
    pytest.mark.django_db(transaction=True),
    pytest.mark.skipif("connection.vendor != 'sqlite'", reason="PostgreSQL waits always"),
]


@contextmanager
def paces(table, where=connection):
    """How safely the rows of a table are written, one entry for each statement."""
    found = []

    def look(execute, sql, params, many, context):
        if f'"{table}"' in sql and not sql.lstrip().startswith("SELECT"):
            found.append(where.connection.execute("PRAGMA synchronous").fetchone()[0])
        return execute(sql, params, many, context)

    with where.execute_wrapper(look):
        yield found


def test_a_letter_is_kept_before_its_sender_may_forget_it(firm):
    with paces("post_rawletter") as stored, paces("cases_message") as read:
        take_in(letter(), source="inlet", received_at=MORNING, at=MORNING)
    assert (stored[0], set(read)) == (FULL, {NORMAL})


def test_all_that_a_letter_of_ours_says_is_kept_before_it_leaves(firm, monkeypatch):
    monkeypatch.setenv("SLOVO_CLOCK", f"{MORNING.isoformat()}!")
    take_in(letter(), source="inlet", received_at=MORNING, at=MORNING)
    with paces("post_delivery") as handed:
        assert deliver_due(MORNING) == 1
    assert set(handed) == {FULL}


def test_what_a_page_says_is_saved_is_kept(as_olha):
    with paces("access_token") as saved:
        assert as_olha.post(reverse("settings-tokens"), {"name": "Robot"}).status_code == 200
    assert saved == [FULL]


def test_ladders_climb_without_waiting_for_the_disk(firm):
    take_in(letter(), source="inlet", received_at=MORNING, at=MORNING)
    due = Case.objects.get().next_word_at
    with paces("cases_promise") as climbed:
        assert climb_ladders(due)
    assert set(climbed) == {NORMAL}
