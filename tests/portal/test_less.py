"""«Contact me less»: one press by the client, from his case or from a letter (R067)."""

from datetime import date, timedelta

import pytest

from slovo.domain.access.actions.links import link_for
from slovo.domain.courtesy.actions.blackouts import Days, add_blackout
from slovo.domain.courtesy.models import Preference
from slovo.domain.journal.actors import HOUSE
from slovo.domain.journal.models import Event
from slovo.domain.post.models import Delivery
from tests.domain.courtesy.scene import state, write
from tests.make import MORNING
from tests.portal.scene import read, url_of

pytestmark = pytest.mark.django_db


@pytest.fixture
def url(olena):
    token = link_for(olena, subject=f"contact:{olena.pk}", by=HOUSE, at=MORNING)
    return f"/less/{token}/"


def said(olena):
    row = Preference.objects.get(person=olena)
    return row.level, row.refused


def test_looking_changes_nothing(client, url, olena):
    events = Event.objects.count()
    text = read(client, url)
    assert "We write to you as usual." in text
    assert client.head(url).status_code == 200
    assert Event.objects.count() == events
    assert not Preference.objects.exists()


def test_the_queue_holds_two_he_presses_less_and_one_is_cancelled(
    client, url, olena, petro, mailbox
):
    days = Days(date(2027, 3, 10), date(2027, 3, 12))
    add_blackout(olena, days=days, by=petro, at=MORNING)
    queue = [write(olena, petro, MORNING + timedelta(minutes=number)) for number in range(2)]
    response = client.post(url, {"answer": "less", "language": "en"}, follow=True)
    assert response.redirect_chain == [(f"{url}?done=1", 302)]
    assert [state(one)[0] for one in queue] == ["held", "cancelled"]
    text = read(client, f"{url}?done=1")
    assert "From now on we write to you half as often of our own accord." in text
    assert Delivery.objects.count() == 0


def test_from_his_case_he_says_not_at_all_and_thinks_better_of_it(client, case, olena):
    url = url_of(case, page="less/")
    assert url in read(client, url_of(case))
    assert client.post(url, {"answer": "none"}).status_code == 302
    assert said(olena) == ("none", [])
    assert "Not by letter" not in read(client, url)
    client.post(url, {"answer": "usual"})
    assert said(olena) == ("", [])


def test_a_channel_is_refused_beside_the_level(client, url, olena):
    for answer in ("less", "no_letters"):
        client.post(url, {"answer": answer})
    assert said(olena) == ("less", ["email"])
    text = read(client, url)
    assert "What you did not ask for we send you by no letter." in text


def test_the_button_of_a_mail_program_stops_all_and_is_confirmed_by_letter(
    client, url, olena, mailbox
):
    for _ in range(2):
        response = client.post(url, {"List-Unsubscribe": "One-Click"})
        assert (response.status_code, response.content) == (200, b"")
    assert said(olena) == ("none", [])
    assert Delivery.objects.get().to_address == "olena@client.example"


def test_pressing_nothing_is_refused_and_a_wrong_link_opens_nothing(client, url, case):
    assert client.post(url, {}).status_code == 422
    assert client.post(url, {"answer": "never"}).status_code == 422
    assert client.get("/less/wrong/").status_code == 404
    other = url_of(case).replace("/c/", "/less/")
    assert client.post(other, {"List-Unsubscribe": "One-Click"}).status_code == 404
    assert not Preference.objects.exists()
