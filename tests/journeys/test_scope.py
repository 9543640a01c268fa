"""Story A8: a change of scope, asked, worked on, agreed by phone, confirmed in writing."""

from datetime import UTC, datetime

import pytest

from slovo.domain.access.links import standing_token
from slovo.domain.delivery.models import ScopeChange, TimeEntry
from slovo.domain.post.files import get
from slovo.domain.post.models import Delivery
from slovo.domain.staff.rights import Role
from slovo.lib.mail import read
from tests import make
from tests.desk.reading import text_of
from tests.journeys.world import world

__all__ = ["world"]
pytestmark = pytest.mark.django_db(transaction=True)
TIME = {"day": "2027-03-23", "minutes": 90, "note": "Counter-claim"}


@pytest.fixture
def agreed(world):
    petro = make.make_user("Petro Marchenko", Role.SPECIALIST)
    olena = make.make_person("Olena Tkachenko", language="en")
    return make.make_engagement(olena, petro)


def words_of(delivery):
    return read(get(delivery.file)).text


def ask(world, engagement):
    world.at("2027-03-23T10:15:00Z")
    said = {"text": "Answer the counter-claim", "more_minutes": 660, "more_money": "26400"}
    path = f"agreements/{engagement.pk}/scope-changes"
    status, change = world.api(engagement.handler, path, **said, currency="UAH")
    assert status == 201
    world.keep("2027-03-23T10:15:00Z")
    return change


def test_a8_time_is_parked_until_the_spoken_yes_is_confirmed_in_writing(world, agreed):
    maksym = make.make_user("Maksym Tkach", Role.SPECIALIST)
    daryna = make.make_user("Daryna Kravets", Role.SPECIALIST)
    path = f"agreements/{agreed.pk}"
    change = ask(world, agreed)
    [asked] = world.letters("olena@client.example")
    assert asked.sent_at == datetime(2027, 3, 23, 10, 15, tzinfo=UTC)
    assert "It takes 11 h more.\nIt costs UAH 26,400 more." in words_of(asked)

    world.at("2027-03-23T10:40:00Z")
    assert world.api(maksym, f"{path}/time", **TIME, scope_change=change["id"])[1]["state"] == (
        "parked"
    )
    assert not TimeEntry.objects.counted().exists()
    page = text_of(world.desk(agreed.handler).get(f"/{path}/"))
    assert "Not approved" in page
    world.keep("2027-03-23T13:04:59Z")
    assert not TimeEntry.objects.counted().exists()

    world.at("2027-03-23T13:05:00Z")
    answer = f"{path}/scope-changes/{change['id']}/answer"
    assert world.api(daryna, answer, answer="yes", words="Yes, please.")[0] == 200
    world.keep("2027-03-23T13:05:00Z")
    confirmed = world.letters("olena@client.example")[-1]
    assert confirmed.sent_at == datetime(2027, 3, 23, 13, 5, tzinfo=UTC)
    assert "On Tue 23 March, 15:05 (UTC+2) you told Daryna Kravets: Yes." in words_of(confirmed)
    assert "In your words: “Yes, please.”" in words_of(confirmed)
    assert [entry.minutes for entry in TimeEntry.objects.counted()] == [90]
    assert "Not approved" not in text_of(world.desk(agreed.handler).get(f"/{path}/"))
    to_clients = Delivery.objects.filter(to_address__endswith="@client.example")
    assert {each.to_address for each in to_clients} == {"olena@client.example"}


def test_he_is_reminded_at_24_hours_and_answers_by_his_link(world, agreed):
    change = ask(world, agreed)
    world.keep("2027-03-24T10:14:59Z")
    assert len(world.letters("olena@client.example")) == 1
    world.keep("2027-03-24T10:15:00Z")
    world.keep("2027-03-25T10:15:00Z")
    _asked, reminded = world.letters("olena@client.example")
    assert reminded.sent_at == datetime(2027, 3, 24, 10, 15, tzinfo=UTC)
    token = standing_token(agreed.person, f"scopechange:{change['id']}")
    assert f"/q/{token}/" in words_of(reminded)
    world.at("2027-03-25T11:00:00Z")
    assert world.web.post(f"/q/{token}/", {"answer": "no", "words": "Too dear"}).status_code == 302
    world.keep("2027-03-25T11:00:00Z")
    assert "We do not do it" in words_of(world.letters("olena@client.example")[-1])
    assert ScopeChange.objects.get().state == "no"
    told = world.letters("petro@firm.example")[-1]
    assert "said no to what you asked" in told.letter_subject
