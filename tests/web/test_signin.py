"""A forgotten password: the letter leaves as every letter does, and its link works."""

import re

import pytest
from django.core.cache import cache
from django.test import Client

from slovo.domain.post.models import Delivery
from slovo.domain.staff.models import User
from tests.desk.reading import letter_to, text_of

FORGOT = "/accounts/password/reset/"
NEW = "dovhyi-i-tykhyi-2027"


@pytest.fixture(autouse=True)
def _no_brakes() -> None:
    cache.clear()


def test_a_forgotten_password_is_chosen_anew(client: Client, petro: User) -> None:
    answer = client.post(FORGOT, {"email": petro.email}, headers={"host": "evil.example"})
    assert answer.status_code == 302
    letter = letter_to(petro.email)
    assert letter.subject == "A new password for Slovo"
    url = re.search(r"http://127\.0\.0\.1:8000(/accounts/\S+)", letter.text)
    assert url
    form = client.get(url[1], follow=True)
    path = form.redirect_chain[-1][0]
    answer = client.post(path, {"password1": NEW, "password2": NEW}, follow=True)
    assert answer.status_code == 200
    assert client.login(email=petro.email, password=NEW)


def test_who_is_unknown_gets_no_letter_and_learns_nothing(client: Client, firm: object) -> None:
    assert client.post(FORGOT, {"email": "nobody@firm.example"}).status_code == 302
    assert not Delivery.objects.exists()


def test_the_label_speaks_the_readers_language(client: Client, firm: object) -> None:
    page = text_of(client.get(FORGOT, headers={"accept-language": "uk"}))
    assert "Адреса пошти" in page
