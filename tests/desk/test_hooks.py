"""The page of the settings on which other programs are named."""

import re

import pytest

from slovo.domain.cases.actions.opening import open_case
from slovo.domain.hooks.models import Endpoint, Errand
from tests.channels.receiver import receiver
from tests.desk.reading import text_of
from tests.make import MORNING

pytestmark = pytest.mark.django_db
LIST, NEW = "/settings/webhooks/", "/settings/webhooks/new/"
SECRET = re.compile(r"whsec_[A-Za-z0-9+/=]{44}")


@pytest.fixture(autouse=True)
def _near(settings):
    settings.PRIVATE_CALLS = True


@pytest.fixture
def program():
    with receiver() as running:
        yield running


@pytest.fixture
def made(as_olha, program):
    said = {"name": "Robot", "url": program.url, "kinds": ["case.opened", "promise.broken"]}
    shown = as_olha.post(NEW, said)
    assert shown.status_code == 200
    assert "no-store" in shown["Cache-Control"]
    return Endpoint.objects.get(), SECRET.search(text_of(shown)).group()


def test_the_list_says_what_to_do_when_it_is_empty(as_olha):
    assert "No program is told anything yet." in text_of(as_olha.get(LIST))


def test_the_secret_is_shown_once(as_olha, made):
    endpoint, _secret = made
    for page in (LIST, f"{LIST}{endpoint.pk}/"):
        shown = text_of(as_olha.get(page))
        assert "Robot" in shown
        assert not SECRET.search(shown)


def test_what_is_wrong_is_said_and_what_was_typed_stays(as_olha):
    shown = as_olha.post(NEW, {"name": "Robot", "url": "ftp://x", "kinds": ["case.opened"]})
    assert shown.status_code == 422
    said = text_of(shown)
    assert "Write an address that begins with https://" in said
    assert 'value="ftp://x"' in said
    assert re.search(r'value="case.opened" checked', said)
    shown = as_olha.post(NEW, {"name": "Robot", "url": "https://x.example/"})
    assert "Choose at least one event." in text_of(shown)


def test_an_endpoint_is_changed(as_olha, made, program):
    page = f"{LIST}{made[0].pk}/"
    assert re.search(r'value="promise.broken" checked', text_of(as_olha.get(page)))
    said = {"name": "Crane", "url": program.url, "kinds": ["case.closed"]}
    assert as_olha.post(page, said).status_code == 302
    assert (Endpoint.objects.get().name, Endpoint.objects.get().kinds) == ("Crane", ["case.closed"])


def test_a_test_event_shows_the_answer(as_olha, made, program):
    program.words = "<b>welcome</b>"
    program.answer = 200
    shown = as_olha.post(f"{LIST}{made[0].pk}/test/")
    assert "It answered 200: well received." in text_of(shown)
    assert "&lt;b&gt;welcome&lt;/b&gt;" in shown.content.decode()
    assert '"type":"slovo.test"' in program.heard[0][1]
    program.answer = 404
    assert "It answered 404." in text_of(as_olha.post(f"{LIST}{made[0].pk}/test/"))
    assert Errand.objects.count() == 0


def test_a_new_secret_is_shown_and_both_sign(as_olha, made):
    shown = text_of(as_olha.post(f"{LIST}{made[0].pk}/rotate/"))
    assert SECRET.search(shown).group() != made[1]
    assert "The old secret and the new one both sign until" in shown


def test_it_is_paused_goes_on_and_is_deleted(as_olha, made):
    page = f"{LIST}{made[0].pk}/"
    as_olha.post(f"{page}pause/")
    assert "It is paused: what happens meanwhile is not kept for it." in text_of(as_olha.get(page))
    as_olha.post(f"{page}resume/")
    assert Endpoint.objects.get().paused_at is None
    assert as_olha.post(f"{page}drop/").url == LIST
    assert not Endpoint.objects.exists()


def test_what_was_sent_stands_there_and_is_sent_again(as_olha, made, olena, client):
    open_case(olena, subject="Lease", channel="email", by=olena, at=MORNING)
    page = f"{LIST}{made[0].pk}/"
    errand = Errand.objects.get()
    Errand.objects.update(code=500, failure="It answered 500.", attempts=10, failed_at=MORNING)
    said = text_of(as_olha.get(page))
    assert [word in said for word in ("The case was opened", "given up", "It answered 500.")] == [
        True
    ] * 3
    assert as_olha.post(f"{LIST}again/{errand.pk}/").url == page
    assert (Errand.objects.get().state, Errand.objects.get().attempts) == ("queued", 0)
    as_olha.post(f"{page}pause/")
    as_olha.post(f"{LIST}again/{errand.pk}/")
    assert "The endpoint is paused. Let it go on first." in text_of(as_olha.get(page))
