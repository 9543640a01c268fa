"""Searching as a colleague does: the list with its excerpts, and the palette while typing."""

from collections.abc import Callable

import pytest
from django.test import Client

from slovo.domain.cases.actions.answering import note_case
from slovo.domain.cases.actions.closing import close_case
from slovo.domain.cases.models import Case
from slovo.domain.clients.models import Person
from slovo.domain.staff.models import User
from slovo.interfaces.desk import found
from tests.desk import scene
from tests.desk.reading import text_of
from tests.make import MORNING


@pytest.fixture
def told(case: Case, viktor: Person, petro: User) -> Case:
    """Besides Olena's grain: Viktor's matter, with a note."""
    other = scene.write(viktor, "Пришлите <b>договоры</b> аренды.", subject="Склад", language="ru")
    note_case(other, html="<p>Нотариус ждёт доверенность.</p>", by=petro, at=MORNING + scene.HOUR)
    return other


def read(client: Client, query: str) -> str:
    return text_of(client.get(f"/cases/{query}"))


def test_an_excerpt_shows_the_words_in_their_own_form(as_petro: Client, told: Case) -> None:
    page = as_petro.get("/cases/?q=договору аренда").content.decode()
    assert "Пришлите &lt;b&gt;<mark>договоры</mark>&lt;/b&gt; <mark>аренды</mark>." in page
    assert "wrote, 11:05" in page
    assert "1 case has these words." in page


def test_a_note_is_named_as_one(as_petro: Client, told: Case) -> None:
    page = read(as_petro, "?q=доверенностью")
    assert "Нотариус ждёт <mark>доверенность</mark>." in page
    assert "note, 12:05" in page


def test_an_address_that_no_row_shows_is_shown(as_petro: Client, told: Case) -> None:
    assert "<mark>viktor@client.example</mark>" in read(as_petro, "?q=viktor@client.example")


def test_among_fewer_cases(as_petro: Client, told: Case, olha: User) -> None:
    close_case(told, reason="A double.", by=olha, at=MORNING + scene.HOUR)
    listed = {
        among: 'href="/cases/S-2/"' in read(as_petro, f"?q=договор&among={among}")
        for among in ("", "mine", "open", "ended", "nonsense")
    }
    assert listed == {"": True, "mine": False, "open": False, "ended": True, "nonsense": True}


def test_nothing_found_says_where_we_looked(as_petro: Client, told: Case) -> None:
    page = read(as_petro, "?q=пшеница кукуруза")
    assert "Nothing fits these words." in page
    assert "We looked in letters, notes, names of files" in page
    assert "Try fewer words." in page
    assert "These words stand everywhere" in read(as_petro, "?q=и в")


def test_pages_go_on(as_petro: Client, viktor: Person, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(found, "SIZE", 2)
    for number in range(5):
        at = MORNING + number * scene.HOUR
        scene.write(viktor, "Договор.", subject=f"Matter {number}", at=at)
    shown, offered = [], []
    for after in ("", "2", "4"):
        page = read(as_petro, f"?q=договоры&after={after}")
        shown += [n for n in range(5, 0, -1) if f'href="/cases/S-{n}/"' in page]
        offered += [after for after in ("2", "4", "6") if f'&after={after}"' in page]
    assert (shown, sorted(set(offered))) == ([5, 4, 3, 2, 1], ["2", "4"])
    assert read(as_petro, "?q=договоры&after=x").count("<mark>") > 0


def test_the_palette_shows_why(as_petro: Client, told: Case) -> None:
    part = as_petro.get("/find/?q=доверен", headers={"HX-Request": "true"}).content.decode()
    assert "/cases/S-2/" in part
    assert "<mark>доверенность</mark>" in part


def test_the_palette_leads_to_all(
    as_petro: Client, viktor: Person, case: Case, clock_at: Callable[..., None]
) -> None:
    for _each in range(7):
        scene.write(viktor, "Договор.", subject="Matter")
    part = as_petro.get("/find/?q=matter", headers={"HX-Request": "true"}).content.decode()
    assert "All cases with these words (7)" in part
    assert 'href="/cases/?q=matter"' in part


def test_who_sees_no_cases_finds_none(client: Client, told: Case, taras: User) -> None:
    client.force_login(taras)
    assert client.get("/cases/?q=договор").status_code == 403


def test_queries_do_not_grow_with_rows(
    as_petro: Client,
    viktor: Person,
    case: Case,
    django_assert_max_num_queries: Callable[..., object],
) -> None:
    for _each in range(12):
        scene.write(viktor, "Договор.", subject="Matter")
    with django_assert_max_num_queries(16):  # type: ignore[attr-defined]
        as_petro.get("/cases/?q=договора")
    with django_assert_max_num_queries(16):  # type: ignore[attr-defined]
        as_petro.get("/find/?q=договора", headers={"HX-Request": "true"})
