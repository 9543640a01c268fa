"""The page of those who stand in the house twice."""

import pytest

from slovo.domain.clients.models import Distinction, Merger, Person
from tests.desk.reading import text_of
from tests.make import make_person

pytestmark = pytest.mark.django_db


@pytest.fixture
def as_roman(client, roman):
    roman.language = "en"
    roman.save()
    client.force_login(roman)
    return client


@pytest.fixture
def twin(olena):
    return make_person("Олена Сидоренко", emails=["o@home.example"], phone="+380 44 000-00-01")


def test_an_empty_page_says_so(as_roman, olena, viktor):
    assert "Everybody stands here once." in text_of(as_roman.get("/clients/doubles/"))


def test_a_pair_is_shown_with_its_reasons(as_roman, olena, twin, viktor):
    said = text_of(as_roman.get("/clients/doubles/"))
    assert "the same telephone, one name in two alphabets" in said
    assert "o@home.example" in said
    assert "Viktor" not in said


def test_not_the_same_is_not_shown_again(as_roman, olena, twin):
    answer = as_roman.post(f"/clients/{twin.pk}/apart/{olena.pk}/", follow=True)
    assert "Everybody stands here once." in text_of(answer)
    assert Distinction.objects.get().one == olena


def test_two_are_merged_and_taken_apart(as_roman, olena, twin):
    page = f"/clients/{olena.pk}/same/{twin.pk}/"
    looked = text_of(as_roman.get(page))
    assert '<dt>Mail addresses</dt><dd class="num">1</dd>' in looked
    merged = text_of(as_roman.post(page, follow=True))
    assert "Олена Сидоренко is now one with Olena Sydorenko." in merged
    assert "o@home.example" in merged
    old = text_of(as_roman.get(f"/clients/{twin.pk}/"))
    assert "Olena Sydorenko" in old
    assert "was also Олена Сидоренко" in text_of(as_roman.get("/clients/doubles/"))
    assert "Olena Sydorenko" in text_of(as_roman.get("/clients/", {"q": "Сидоренко"}))
    undone = as_roman.post(f"/clients/mergers/{Merger.objects.get().pk}/undo/", follow=True)
    assert "Олена Сидоренко and Olena Sydorenko are two people again." in text_of(undone)


def test_what_could_not_go_back_is_said(as_roman, olena, twin):
    as_roman.post(f"/clients/{olena.pk}/same/{twin.pk}/")
    twin_address = olena.addresses.get(email="o@home.example")
    twin_address.delete()
    undone = as_roman.post(f"/clients/mergers/{Merger.objects.get().pk}/undo/", follow=True)
    said = "What changed since stays with Olena Sydorenko: Mail addresses: 1."
    assert said in text_of(undone)


def test_a_refusal_is_said_on_the_page(as_roman, olena, twin, viktor):
    as_roman.post(f"/clients/{olena.pk}/same/{twin.pk}/")
    refused = as_roman.post(f"/clients/{viktor.pk}/same/{twin.pk}/")
    assert refused.status_code == 422
    assert "Олена Сидоренко is already one with Olena Sydorenko." in text_of(refused)
    assert as_roman.post(f"/clients/{olena.pk}/same/{olena.pk}/").status_code == 422


def test_anybody_can_be_chosen_by_name(as_roman, olena, viktor):
    page = f"/clients/{olena.pk}/same/"
    assert "Who is it the same as?" in text_of(as_roman.get(page))
    found = text_of(as_roman.get(page, {"q": "viktor"}))
    assert "Viktor Savchenko" in found
    assert "Nobody is found." in text_of(as_roman.get(page, {"q": "nobody"}))


def test_the_page_asks_no_more_for_more_pairs(as_roman, olena, django_assert_max_num_queries):
    for number in range(12):
        make_person("Olena Sydorenko", emails=[f"{number}@client.example"])
    assert Person.objects.count() == 13
    as_roman.get("/clients/doubles/")
    with django_assert_max_num_queries(20):
        assert as_roman.get("/clients/doubles/").content.count(b"/apart/") == 50
