"""The page on which a consent for a mailbox is set up, asked for and forgotten."""

import pytest

from slovo.domain.post.models import Consent
from tests.channels.authority import CLIENT, SECRET, authority
from tests.desk.reading import fields_of, text_of

pytestmark = pytest.mark.django_db
BACK = "/settings/mailboxes/consent/"


@pytest.fixture(autouse=True)
def _near(settings):
    settings.PRIVATE_CALLS = True
    settings.PUBLIC_URL = "https://desk.firm.example"


@pytest.fixture
def provider():
    with authority() as running:
        yield running


@pytest.fixture
def page(mailbox):
    return f"/settings/mailboxes/{mailbox.pk}/sign-in/"


@pytest.fixture
def filled(as_olha, page, provider):
    said = {
        "provider": "other", "client_id": CLIENT, "client_secret": SECRET, "scope": "mail",
        "authorise_url": f"{provider.url}/ask", "token_url": f"{provider.url}/token",
    }  # fmt: skip
    assert as_olha.post(page, said).status_code == 302
    return as_olha


def test_the_page_shows_what_to_copy_and_never_the_secret(filled, page):
    shown = filled.get(page)
    assert 'value="https://desk.firm.example/settings/mailboxes/consent/"' in shown.content.decode()
    assert fields_of(shown)["client_secret"] == ""
    assert "Empty: the saved secret stays." in text_of(shown)
    assert "no-store" in shown["Cache-Control"]


def test_what_is_wrong_is_said_and_what_was_typed_stays(as_olha, page):
    said = {"provider": "other", "client_id": "x", "authorise_url": "ftp://a", "token_url": ""}
    answer = as_olha.post(page, said)
    assert answer.status_code == 422
    assert "“ftp://a” must be an address that begins with https://." in text_of(answer)
    assert fields_of(answer)["authorise_url"] == "ftp://a"
    assert not Consent.objects.exists()


@pytest.mark.parametrize(
    ("provider_name", "tenant", "begins"),
    [
        ("microsoft", "", "https://login.microsoftonline.com/organizations/oauth2/v2.0/authorize?"),
        ("microsoft", "firm.example", "https://login.microsoftonline.com/firm.example/oauth2/"),
        ("google", "", "https://accounts.google.com/o/oauth2/v2/auth?"),
    ],
)
def test_the_way_to_the_great_providers(as_olha, page, provider_name, tenant, begins):
    as_olha.post(page, {"provider": provider_name, "client_id": "x", "tenant": tenant})
    assert as_olha.get(f"{page}ask/")["Location"].startswith(begins)


def test_what_is_asked_of_the_provider(filled, page, provider):
    provider.consent(filled.get(f"{page}ask/")["Location"])
    asked = provider.asked
    assert (asked["response_type"], asked["client_id"], asked["scope"]) == ("code", CLIENT, "mail")
    assert asked["redirect_uri"] == "https://desk.firm.example/settings/mailboxes/consent/"
    assert (asked["code_challenge_method"], asked["login_hint"]) == ("S256", "desk@firm.example")


def test_a_consent_counts_once_and_only_where_it_was_asked_for(filled, page, provider):
    said = provider.consent(filled.get(f"{page}ask/")["Location"])
    wrong = filled.get(BACK, {**said, "state": "another"}, follow=True)
    assert "This consent was not asked for from here." in text_of(wrong)
    again = filled.get(BACK, said, follow=True)
    assert "This consent was not asked for from here." in text_of(again)
    assert Consent.objects.get().given_at is None
    said = provider.consent(filled.get(f"{page}ask/")["Location"])
    assert "The consent is given." in text_of(filled.get(BACK, said, follow=True))
    assert Consent.objects.get().given_at is not None


def test_a_no_at_the_provider_is_said(filled, page, provider):
    said = provider.consent(filled.get(f"{page}ask/")["Location"])
    no = {"state": said["state"], "error": "access_denied", "error_description": "x"}
    answer = text_of(filled.get(BACK, no, follow=True))
    assert "The consent was not given at the provider. Ask once more." in answer


def test_a_wrong_secret_and_a_short_leave_are_said(as_olha, page, provider):
    said = {
        "provider": "other", "client_id": CLIENT, "client_secret": "wrong",
        "authorise_url": f"{provider.url}/ask", "token_url": f"{provider.url}/token",
    }  # fmt: skip
    as_olha.post(page, said)
    back = provider.consent(as_olha.get(f"{page}ask/")["Location"])
    answer = text_of(as_olha.get(BACK, back, follow=True))
    assert "The provider does not know this id and secret. Compare both." in answer
    as_olha.post(page, {**said, "client_secret": SECRET})
    provider.gives_refresh = False
    back = provider.consent(as_olha.get(f"{page}ask/")["Location"])
    assert "leave for an hour only" in text_of(as_olha.get(BACK, back, follow=True))


def test_it_is_forgotten_for_a_password(filled, page):
    filled.post(f"{page}drop/")
    assert not Consent.objects.exists()
    assert filled.get(f"{page}ask/").status_code == 404


def test_only_those_who_change_settings(client, petro, page):
    client.force_login(petro)
    for path in (page, f"{page}ask/", BACK):
        assert client.get(path).status_code == 403
    assert client.post(f"{page}drop/").status_code == 403
