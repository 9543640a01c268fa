import pytest
from django.core.cache import cache

from slovo.domain.post.models import Mailbox
from slovo.domain.staff.models import Firm, User
from tests.desk.reading import fields_of, text_of
from tests.make import PASSWORD

pytestmark = pytest.mark.django_db

OURS = {
    "name": "Zoria",
    "country": "UA",
    "language": "uk",
    "zone": "Europe/Kyiv",
    "principal_name": "Olha Levchenko",
    "principal_email": "Olha@firm.example",
    "password": PASSWORD,
}


@pytest.fixture(autouse=True)
def _no_memory_of_knocking():
    cache.clear()


def test_without_a_firm_every_way_leads_to_the_first_page(client):
    answer = client.get("/", follow=True)
    assert answer.redirect_chain[-1][0] == "/first-run/"
    assert fields_of(answer)["zone"] == "Europe/Kyiv"


def test_a_firm_is_founded_and_its_principal_is_signed_in(client):
    answer = client.post("/first-run/", OURS)
    assert (answer.status_code, answer.url) == (302, "/first-run/mailbox/")
    firm = Firm.objects.get()
    assert (firm.name, firm.language, firm.kind) == ("Zoria", "uk", "real")
    assert client.session["_auth_user_id"] == str(User.objects.get().pk)
    assert client.get("/first-run/").status_code == 404
    assert client.post("/first-run/", OURS).status_code == 404


def test_nothing_typed_is_lost_when_it_is_refused(client):
    answer = client.post("/first-run/", {**OURS, "password": "12345678"})
    assert answer.status_code == 422
    assert fields_of(answer)["name"] == "Zoria"
    assert (Firm.objects.count(), User.objects.count()) == (0, 0)


def test_the_mailbox_may_be_left_out(client):
    client.post("/first-run/", OURS)
    assert 'href="/"' in text_of(client.get("/first-run/mailbox/"))
    assert client.get("/").status_code == 200


def test_the_mailbox_is_connected_once(client):
    client.post("/first-run/", OURS)
    fields = fields_of(client.get("/first-run/mailbox/")) | {"address": "desk@firm.example"}
    answer = client.post("/first-run/mailbox/", fields)
    assert (answer.status_code, answer.url) == (302, "/")
    assert Mailbox.objects.get().is_default
    assert client.get("/first-run/mailbox/").status_code == 404


def test_the_second_step_is_for_the_principal_alone(client, firm, roman):
    assert client.get("/first-run/mailbox/").status_code == 302
    client.force_login(roman)
    assert client.get("/first-run/mailbox/").status_code == 403


def test_who_knocks_too_often_waits(client):
    answers = [client.post("/first-run/", {}).status_code for _ in range(21)]
    assert answers == [422] * 20 + [429]


def test_with_a_firm_the_sign_in_stays_the_sign_in(client, firm):
    assert client.get("/accounts/login/").status_code == 200
