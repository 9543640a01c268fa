import re

import pytest

from slovo.domain.access.models import Token
from slovo.domain.access.tokens import user_of
from slovo.domain.staff.models import User
from tests.desk.reading import fields_of, letter_to, text_of
from tests.make import PASSWORD, make_user

pytestmark = pytest.mark.django_db

NEW_PAGE = "/settings/colleagues/new/"
NEW = {"full_name": "Daryna Melnyk", "email": "daryna@firm.example", "roles": ["specialist"]}


def test_a_colleague_is_added_and_signs_in(as_olha, client, firm):
    fields = fields_of(as_olha.get("/settings/colleagues/new/")) | NEW
    refused = as_olha.post("/settings/colleagues/new/", {**fields, "password": "12345678"})
    assert refused.status_code == 422
    assert fields_of(refused)["roles"] == ["specialist"]
    as_olha.post("/settings/colleagues/new/", {**fields, "password": PASSWORD})
    as_olha.post("/accounts/logout/")
    answer = client.post("/accounts/login/", {"login": NEW["email"], "password": PASSWORD})
    assert (answer.status_code, answer.url) == (302, "/")


def test_roles_are_changed_and_the_password_stays(as_olha, roman):
    page = f"/settings/colleagues/{roman.pk}/"
    fields = fields_of(as_olha.get(page))
    assert fields["roles"] == ["front_office"]
    as_olha.post(page, fields | {"roles": ["front_office", "specialist"]})
    known = User.objects.get(pk=roman.pk)
    assert (known.roles, known.check_password(PASSWORD)) == (["front_office", "specialist"], True)


def test_an_administrator_makes_nobody_principal(client, taras, roman):
    client.force_login(taras)
    page = f"/settings/colleagues/{roman.pk}/"
    answer = client.post(page, fields_of(client.get(page)) | {"roles": ["principal"]})
    assert answer.status_code == 422
    assert User.objects.get(pk=roman.pk).roles == ["front_office"]


def test_an_administrator_takes_over_nobodys_way_in(client, taras, olha, roman):
    client.force_login(taras)
    page = f"/settings/colleagues/{roman.pk}/"
    fields = fields_of(client.get(page))
    assert "password" not in fields
    client.post(page, fields | {"password": "taken-over-2027", "email": taras.email})
    known = User.objects.get(pk=roman.pk)
    assert (known.email, known.check_password(PASSWORD)) == ("roman@firm.example", True)
    shown = client.get(f"/settings/colleagues/{olha.pk}/")
    assert "Only a principal changes what is known of a principal." in text_of(shown)
    assert b">Save<" not in shown.content
    assert client.post(f"/settings/colleagues/{olha.pk}/link/").status_code == 302
    text = letter_to(olha.email).text
    assert "Taras Bondar sends you this link." in text
    path = re.search(r"http://127\.0\.0\.1:8000(/accounts/\S+)", text)[1]
    assert "password1" in fields_of(type(client)().get(path, follow=True))
    client.post("/settings/colleagues/new/", fields_of(client.get(NEW_PAGE)) | NEW)
    assert not User.objects.get(email=NEW["email"]).has_usable_password()
    assert "Choose your password for Slovo here:" in letter_to(NEW["email"]).text


def test_who_gets_another_address_is_told_at_the_old_one(as_olha, roman):
    page = f"/settings/colleagues/{roman.pk}/"
    as_olha.post(page, fields_of(as_olha.get(page)) | {"email": "bilyk@firm.example"})
    assert "bilyk@firm.example" in letter_to("roman@firm.example").text


def test_who_left_cannot_sign_in_and_may_come_back(as_olha, roman, django_user_model):
    as_olha.post(f"/settings/colleagues/{roman.pk}/leave/")
    assert "Have left" in text_of(as_olha.get("/settings/colleagues/"))
    client = type(as_olha)()
    client.force_login(roman)
    assert client.get("/").status_code == 302
    as_olha.post(f"/settings/colleagues/{roman.pk}/return/")
    assert User.objects.get(pk=roman.pk).is_active


def test_leaving_is_refused_with_the_list_of_what_counts_on_him(as_olha, engagement, petro):
    answer = as_olha.post(f"/settings/colleagues/{petro.pk}/leave/")
    assert answer.status_code == 409
    assert "Legal care" in text_of(answer)
    assert User.objects.get(pk=petro.pk).is_active


def test_a_principal_with_clients_is_needed(as_olha, olena, viktor, olha):
    make_user("Petro Marchenko", "principal")
    answer = as_olha.post(f"/settings/colleagues/{olha.pk}/leave/")
    assert answer.status_code == 409
    said = text_of(answer)
    assert ("Olena Sydorenko" in said, "Viktor Savchenko" in said) == (True, True)


def test_a_key_is_shown_once_and_taken_back(as_olha, olha):
    answer = as_olha.post("/settings/keys/", {"name": "Accounts"})
    raw = answer.context["raw"]
    assert raw in text_of(answer)
    assert user_of(raw) == olha
    assert raw not in text_of(as_olha.get("/settings/keys/"))
    as_olha.post(f"/settings/keys/{Token.objects.get().pk}/revoke/")
    assert user_of(raw) is None


def test_the_key_of_another_is_not_found(as_olha, client, roman):
    as_olha.post("/settings/keys/", {"name": "Accounts"})
    client.force_login(roman)
    assert client.post(f"/settings/keys/{Token.objects.get().pk}/revoke/").status_code == 404


def test_preferences_are_saved(client, roman):
    client.force_login(roman)
    fields = fields_of(client.get("/me/"))
    assert fields["language"] == "uk"
    client.post("/me/", fields | {"language": "en", "theme": "dark", "signature": "Roman"})
    known = User.objects.get(pk=roman.pk)
    assert (known.language, known.theme, known.signature) == ("en", "dark", "Roman")
    assert client.post("/me/", fields | {"zone": "Mars"}).status_code == 422
