import pytest
from django.test import Client

from slovo.domain.staff.models import User

pytestmark = pytest.mark.django_db


def test_theme_is_kept_with_the_person(client: Client, petro: User):
    client.force_login(petro)
    answer = client.post("/theme/", {"theme": "dark", "next": "/cases/"})
    petro.refresh_from_db()
    assert (answer.status_code, answer["Location"], petro.theme) == (302, "/cases/", "dark")


def test_unknown_theme_is_refused(client: Client, petro: User):
    client.force_login(petro)
    answer = client.post("/theme/", {"theme": "pink"})
    petro.refresh_from_db()
    assert (answer.status_code, petro.theme) == (422, "")


def test_language_is_kept_with_the_person_and_in_a_cookie(client: Client, petro: User):
    client.force_login(petro)
    answer = client.post("/language/", {"language": "uk", "next": "https://elsewhere.example/"})
    petro.refresh_from_db()
    assert (answer["Location"], petro.language) == ("/", "uk")
    assert answer.cookies["django_language"].value == "uk"


def test_a_guest_reads_in_his_language(client: Client, firm: object):
    client.post("/language/", {"language": "ru"})
    assert b'<html lang="ru"' in client.get("/accounts/login/").content


def test_a_language_we_do_not_speak_is_refused(client: Client):
    assert client.post("/language/", {"language": "tlh"}).status_code == 422


def test_a_script_is_not_sent_anywhere(client: Client):
    answer = client.post("/theme/", {"theme": "dark"}, headers={"Sec-Fetch-Dest": "empty"})
    assert answer.status_code == 204
