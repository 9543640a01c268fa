"""The list of cases: views with counts, pages without offsets, words that find."""

import re
from typing import Any

import pytest
from django.db import connection
from django.test import Client

from slovo.domain.cases.actions.closing import close_case
from slovo.domain.cases.models import Case
from slovo.domain.clients.models import Person
from slovo.domain.staff.models import Firm, User
from slovo.interfaces.desk import paging
from slovo.interfaces.desk.standing import BY_NAME
from tests import make
from tests.desk import scene
from tests.make import MORNING


def read(client: Client, query: str = "", **headers: Any) -> str:
    response = client.get(f"/cases/{query}", headers=headers)
    assert response.status_code == 200
    return response.content.decode()


def test_a_specialist_begins_with_his_own(as_petro: Client, case: Case, viktor: Person) -> None:
    scene.write(viktor, subject="Not his")
    page = read(as_petro)
    assert "Grain for Odesa" in page
    assert "Not his" not in page
    assert "Not his" in read(as_petro, "?view=open")


def test_every_view_says_how_many_stand_in_it(as_petro: Client, case: Case, petro: User) -> None:
    context = as_petro.get("/cases/").context
    assert {way.title: way.count for way in context["ways"]} == {
        "In the dark": "0",
        "Mine": "1",
        "No owner": "0",
        "Waiting for the client": "0",
        "Did not arrive": "0",
        "Solved, not confirmed": "0",
        "Open": "1",
        "Ended": "0",
    }


def test_what_has_ended_leaves_the_open(as_olha: Client, case: Case, olha: User) -> None:
    close_case(case, reason="A double.", by=olha, at=MORNING + scene.HOUR)
    assert "Grain for Odesa" not in read(as_olha, "?view=open")
    assert "Grain for Odesa" in read(as_olha, "?view=ended")


@pytest.mark.parametrize(
    "words", ["S-1", "1", "grain", "GRAIN odesa", "sydor", "olena@client", "berehynia grain"]
)
def test_words_find_it(as_petro: Client, case: Case, words: str) -> None:
    assert 'href="/cases/S-1/"' in read(as_petro, f"?q={words}")


def test_words_in_cyrillic_find_it_in_either_case(as_petro: Client, firm: object) -> None:
    person = make.make_person("Олена Ткаченко", emails=["tkachenko@client.example"])
    scene.write(person, subject="Суперечка")
    for words in ("олена", "Ткач", "суперечка"):
        assert 'href="/cases/S-1/"' in read(as_petro, f"?q={words}")


def test_other_words_do_not(as_petro: Client, case: Case) -> None:
    page = read(as_petro, "?q=wheat")
    assert 'href="/cases/S-1/"' not in page
    assert "Nothing fits these words." in page


def test_pages_go_on_without_gap_or_double(
    as_petro: Client, petro: User, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(paging, "SIZE", 2)
    for number in range(5):
        person = make.make_person(f"P{number} Client")
        make.make_engagement(person, petro)
        scene.write(person, subject=f"Matter {number}", at=MORNING - number * scene.HOUR)
    seen, query = [], "?view=mine"
    while query:
        context = as_petro.get(f"/cases/{query}").context
        seen += re.findall(r"Matter \d", "".join(context["rows"]))
        query = context["more_url"]
    assert seen == [f"Matter {number}" for number in (4, 3, 2, 1, 0)]


@pytest.mark.parametrize("view", ["open", "ended"])
def test_postgresql_reads_the_longest_lists_by_an_index(firm: Firm, olha: User, view: str) -> None:
    if connection.vendor != "postgresql":
        pytest.skip("SQLite's plans are held by test_at_a_million")
    shown = BY_NAME[view].standing
    cases = shown.cases(Case.objects.all(), olha, MORNING)
    with connection.cursor() as cursor:
        cursor.execute(
            "SET LOCAL enable_sort = off"
        )  # nothing is sorted that an index has in order
    plan = paging.in_order(cases, shown.order).values_list("pk")[: paging.SIZE].explain()
    assert "Sort" not in plan


def test_further_rows_come_alone(as_petro: Client, case: Case) -> None:
    page = read(as_petro, "", **{"HX-Request": "true", "HX-Target": "li#more"})
    assert "Grain for Odesa" in page
    assert "<html" not in page


def test_a_broken_cursor_is_the_first_page(as_petro: Client, case: Case) -> None:
    for after in ("x", "~", "2027-99-99~1", "1~2~3"):
        assert "Grain for Odesa" in read(as_petro, f"?after={after}")


def test_who_has_no_right_is_refused(client: Client, case: Case, taras: User) -> None:
    client.force_login(taras)
    response = client.get("/cases/")
    assert response.status_code == 403
    assert b"Grain" not in response.content


@pytest.mark.parametrize("view", ["first_answers", "next_words", "chasers"])
def test_every_list_of_today_has_its_view(
    as_petro: Client, viktor: Person, case: Case, petro: User, view: str
) -> None:
    theirs = scene.write(viktor, subject="Not his")
    scene.answer(case, petro, "Soon.", MORNING, next_word_at=MORNING + 2 * scene.HOUR)
    Case.objects.filter(pk__in=[case.pk, theirs.pk]).update(chased_at=MORNING)
    shown = {name: name in read(as_petro, f"?view={view}") for name in ("Grain", "Not his")}
    mine = {name: name in read(as_petro, f"?view={view}&whose=mine") for name in shown}
    both = {"first_answers": (False, True), "next_words": (True, False), "chasers": (True, True)}
    assert tuple(shown.values()) == both[view]
    assert tuple(mine.values()) == (both[view][0], False)


def test_queries_do_not_grow_with_rows(
    as_petro: Client, petro: User, django_assert_max_num_queries: Any
) -> None:
    counts = []
    for count in (1, 12):
        for number in range(count):
            person = make.make_person(f"P{count}x{number} Client")
            make.make_engagement(person, petro)
            scene.write(person)
        with django_assert_max_num_queries(7) as asked:
            read(as_petro)
        counts.append(len(asked))
    assert counts[0] == counts[1]
