import pytest

from slovo.domain.cases.actions.opening import open_case
from slovo.domain.clients.actions.people import flag_address
from slovo.domain.clients.models import Organisation, Person
from slovo.domain.journal.actors import HOUSE
from tests.desk.reading import fields_of, text_of
from tests.make import MORNING, make_organisation, make_person

pytestmark = pytest.mark.django_db


@pytest.fixture
def as_roman(client, roman):
    roman.language = "en"
    roman.save()
    client.force_login(roman)
    return client


def test_a_client_is_added_by_hand_with_a_principal(as_roman, olha):
    fields = fields_of(as_roman.get("/clients/new/"))
    fields |= {"full_name": "Olena", "emails": "olena@client.example\noffice@client.example"}
    refused = as_roman.post("/clients/new/", fields)
    assert refused.status_code == 422
    assert fields_of(refused)["emails"] == "olena@client.example\noffice@client.example"
    answer = as_roman.post("/clients/new/", {**fields, "principal": olha.pk}, follow=True)
    olena = Person.objects.get()
    assert [str(address) for address in olena.addresses.order_by("pk")] == [
        "olena@client.example",
        "office@client.example",
    ]
    assert "Olena is saved." in text_of(answer)


def test_a_client_is_changed(as_roman, olena, viktor):
    page = f"/clients/{olena.pk}/edit/"
    fields = fields_of(as_roman.get(page))
    assert fields["emails"] == "olena@client.example"
    taken = as_roman.post(page, {**fields, "emails": "viktor@client.example"})
    assert taken.status_code == 422
    assert "already the address of Viktor Savchenko" in text_of(taken)
    as_roman.post(page, {**fields, "called": "Olena M."})
    assert Person.objects.get(pk=olena.pk).called == "Olena M."


def test_a_page_of_a_client_shows_whom_he_stands_for_and_his_cases(as_roman, olena, engagement):
    case = open_case(olena, subject="Invoice 7", channel="desk", by=HOUSE, at=MORNING)
    said = text_of(as_roman.get(f"/clients/{olena.pk}/"))
    for words in ("TOV Berehynia", "FOP Olena Sydorenko", "Legal care", "Invoice 7", case.ref):
        assert words in said


def test_he_stands_for_a_new_organisation_and_leaves_another(as_roman, viktor, berehynia):
    page = f"/clients/{viktor.pk}/stand/"
    answer = as_roman.post(page, {"organisation": "TOV Zoria", "job": "CEO"}, follow=True)
    assert "Viktor Savchenko stands for TOV Zoria." in text_of(answer)
    as_roman.post(page, {"organisation": "TOV Zoria", "job": "CEO"})
    assert Organisation.objects.filter(name="TOV Zoria").count() == 1
    first = viktor.standings.get(organisation=berehynia)
    as_roman.post(f"/clients/{viktor.pk}/leave/{first.pk}/")
    running = viktor.standings.filter(to_date=None)
    assert [str(standing.organisation) for standing in running] == ["TOV Zoria"]


def test_standing_for_nothing_is_refused_on_the_page(as_roman, viktor):
    answer = as_roman.post(f"/clients/{viktor.pk}/stand/", {"organisation": "", "job": "CEO"})
    assert answer.status_code == 422
    assert fields_of(answer)["job"] == "CEO"


def test_a_returned_address_is_shown_and_trusted_again(as_roman, olena):
    flag_address("olena@client.example", why="550 no such user", by=HOUSE, at=MORNING)
    assert "550 no such user" in text_of(as_roman.get(f"/clients/{olena.pk}/"))
    as_roman.post(f"/clients/{olena.pk}/trust/{olena.addresses.get().pk}/")
    assert olena.addresses.get().unreachable_at is None


@pytest.mark.parametrize("words", ["сидоренко", "СИДОРЕНКО", "Сидор", "olena@", "зоря", "044"])
def test_people_are_found_by_name_address_telephone_and_organisation(as_roman, firm, words):
    zoria = make_organisation("ТОВ Зоря")
    make_person("Олена Сидоренко", zoria, emails=["olena@client.example"], phone="+380445550127")
    make_person("Viktor Savchenko")
    said = text_of(as_roman.get("/clients/", {"q": words}))
    assert ("Олена Сидоренко" in said, "Viktor" in said) == (True, False)


def test_the_list_goes_on_after_fifty(as_roman, firm, django_assert_max_num_queries):
    for number in range(55):
        make_person(f"Person {number:02}", emails=[f"p{number}@client.example"])
    with django_assert_max_num_queries(12):
        first = text_of(as_roman.get("/clients/"))
    assert ("Person 49" in first, "Person 50" in first) == (True, False)
    last = Person.objects.get(full_name="Person 49")
    assert f"after={last.pk}" in first
    second = text_of(as_roman.get("/clients/", {"after": last.pk}))
    assert ("Person 49" in second, "Person 50" in second, "Person 54" in second) == (
        False,
        True,
        True,
    )


def test_an_organisation_is_made_changed_and_shown(as_roman, olena, berehynia):
    as_roman.post("/organisations/new/", {"name": "TOV Zoria", "country": "UA"})
    zoria = Organisation.objects.get(name="TOV Zoria")
    page = f"/organisations/{zoria.pk}/edit/"
    as_roman.post(page, fields_of(as_roman.get(page)) | {"code": "31415926"})
    assert "31415926" in text_of(as_roman.get("/organisations/", {"q": "zoria"}))
    assert "Olena Sydorenko" in text_of(as_roman.get(f"/organisations/{berehynia.pk}/"))
    assert as_roman.post(page, {"name": " "}).status_code == 422


def test_an_agreement_is_made_changed_and_ended(as_roman, olena, berehynia, petro, standard, olha):
    page = f"/clients/{olena.pk}/agreements/new/"
    fields = fields_of(as_roman.get(page)) | {
        "title": "Dispute",
        "organisation": berehynia.pk,
        "service_class": standard.pk,
        "handler": petro.pk,
        "answerer": petro.pk,
    }
    assert fields["principal"] == str(olha.pk)
    assert as_roman.post(page, {**fields, "title": ""}).status_code == 422
    assert as_roman.post(page, fields).status_code == 302
    made = olena.engagements.get()
    edit = f"/clients/{olena.pk}/agreements/{made.pk}/"
    as_roman.post(edit, fields_of(as_roman.get(edit)) | {"title": "Dispute with a supplier"})
    as_roman.post(f"{edit}end/")
    made.refresh_from_db()
    assert made.title == "Dispute with a supplier"
    assert made.ended_at is not None


def test_an_agreement_is_not_for_specialists(client, olena, petro):
    client.force_login(petro)
    assert client.get(f"/clients/{olena.pk}/agreements/new/").status_code == 403


def test_an_organisation_of_many_shows_the_first_fifty_and_leads_to_all(as_roman, firm):
    zoria = make_organisation("TOV Zoria & Co")
    for number in range(50):
        make_person(f"Person {number:02}", zoria, emails=[f"p{number}@client.example"])
    assert "Show all" not in text_of(as_roman.get(f"/organisations/{zoria.pk}/"))
    make_person("Person 50", zoria, emails=["p50@client.example"])
    page = as_roman.get(f"/organisations/{zoria.pk}/")
    assert "Person 49" in text_of(page)
    assert "Person 50" not in text_of(page)
    assert "Show all (51)" in text_of(page)
    assert 'href="/clients/?q=TOV%20Zoria%20%26%20Co"' in page.content.decode()
    assert "Person 00" in text_of(as_roman.get("/clients/?q=TOV%20Zoria%20%26%20Co"))


@pytest.mark.parametrize("page", ["/clients/", "/organisations/", "/clients/{}/", "/clients/new/"])
def test_who_sees_no_cases_sees_no_clients(client, olena, taras, surveyor, page):
    for user in (taras, surveyor):
        client.force_login(user)
        answer = client.get(page.format(olena.pk))
        assert (answer.status_code, "Sydorenko" in text_of(answer)) == (403, False)


def test_a_telephone_is_a_number_and_words_are_sent_back(as_roman, olena):
    typed = {**fields_of(as_roman.get(f"/clients/{olena.pk}/edit/")), "phone": "ask Viktor"}
    answer = as_roman.post(f"/clients/{olena.pk}/edit/", typed)
    assert answer.status_code == 422
    assert "“ask Viktor” is not a telephone number." in text_of(answer)
    assert fields_of(answer)["phone"] == "ask Viktor"
    as_roman.post(f"/clients/{olena.pk}/edit/", {**typed, "phone": "044 555-01-27"})
    olena.refresh_from_db()
    assert olena.phone == "+380 44 555 0127"
    assert 'href="tel:+380445550127"' in text_of(as_roman.get(f"/clients/{olena.pk}/"))
