"""An older house is entered step by step, and a name that changed in many cases soon follows."""

from datetime import timedelta

import pytest

from slovo.domain.cases.actions import indexing
from slovo.domain.cases.actions.indexing import index_again, index_cases
from slovo.domain.cases.models import Case, Unindexed
from slovo.domain.cases.search.index import index
from slovo.domain.clients.actions.organisations import save_organisation
from slovo.domain.clients.models import Organisation, Person
from slovo.domain.engagements.models import Engagement
from slovo.domain.journal.actors import HOUSE
from slovo.domain.staff.models import User
from slovo.interfaces.keeper.duties import enter_for_search
from slovo.web.findings import findings
from tests.desk import scene
from tests.make import MORNING


def found(words: str) -> list[int]:
    cases = Case.objects.all().search(words).case_ids
    return sorted(Case.objects.filter(pk__in=cases).values_list("number", flat=True))


def search_finding() -> tuple[bool, str]:
    return next((is_well, words) for name, is_well, words in findings(MORNING) if name == "search")


def forget_everything() -> None:
    """As a house that comes from before there was a search."""
    from django.db import connection

    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            cursor.execute("TRUNCATE cases_words, cases_heads")
        else:
            cursor.execute("INSERT INTO cases_words(cases_words) VALUES ('delete-all')")
            cursor.execute("DELETE FROM cases_heads")
    Unindexed.objects.bulk_create(Unindexed(case=case) for case in Case.objects.order_by("pk"))


@pytest.fixture
def three(viktor: Person) -> list[Case]:
    files = [("Накладная.pdf", "application/pdf", b"%PDF", "")]
    return [
        scene.write(viktor, f"Договор номер {number}.", subject="Поставка", files=files)
        for number in range(3)
    ]


def test_an_older_house_is_entered_in_batches(
    three: list[Case], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(indexing, "BATCH", 2)
    forget_everything()
    assert found("договоры") == found("накладную") == found("Savchenko") == []
    assert search_finding() == (False, "3 cases are not yet found by all their words.")
    assert index_cases(by=HOUSE, at=MORNING) == 2
    assert (found("договоры"), search_finding()[0]) == ([2, 3], False)
    assert enter_for_search(MORNING) == 1
    assert found("договоры") == found("накладную") == found("Savchenko") == [1, 2, 3]
    assert search_finding() == (True, "0 cases are not yet found by all their words.")
    assert enter_for_search(MORNING) == 0


def test_entering_twice_is_entering_once(three: list[Case]) -> None:
    for _turn in range(2):
        index_again([case.pk for case in three], by=HOUSE, at=MORNING)
    assert found("договоры") == [1, 2, 3]
    messages = [key for key, _case in index().messages_with(_wanted("договор"), 100)]
    assert len(messages) == len(set(messages)) == 3


def test_a_new_name_of_many_cases_is_soon_found(
    olena: Person, berehynia: Organisation, engagement: Engagement, olha: User,
    monkeypatch: pytest.MonkeyPatch,
) -> None:  # fmt: skip
    monkeypatch.setattr(indexing, "SOON", 1)
    for hours in range(3):
        scene.write(olena, "Лист", at=MORNING + timedelta(hours=hours))
    save_organisation(berehynia, name="TOV Lastivka", by=olha, at=MORNING)
    assert (found("Lastivka"), search_finding()[0]) == ([3], False)
    assert enter_for_search(MORNING) == 2
    assert (found("Lastivka"), found("Berehynia")) == ([1, 2, 3], [])


def _wanted(typed: str) -> object:
    from slovo.lib.lemmas.asking import read_ask

    return read_ask(typed).wanted
