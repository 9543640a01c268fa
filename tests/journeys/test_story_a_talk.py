"""R143 from the talk on: listed, confirmed by the client's link, both sides reminded in turn."""

from datetime import UTC, datetime

import pytest

from slovo.domain.cases.models import Promise
from slovo.domain.notices.models import Notice
from slovo.domain.post.files import get
from slovo.domain.staff.rights import Role
from slovo.lib.mail import read
from tests import make
from tests.desk.reading import fields_of
from tests.journeys.world import World, world

__all__ = ["world"]
pytestmark = pytest.mark.django_db(transaction=True)
LINES = {
    "form-0-owed_by": "us",
    "form-0-text": "The list of papers",
    "form-0-due_at": "2027-03-19T17:00",
    "form-1-owed_by": "client",
    "form-1-text": "The contract",
    "form-1-due_at": "2027-03-19T17:00",
}


def test_ours_on_wednesday_at_nine_and_his_at_ten_of_his_own_morning(world: World) -> None:
    petro = make.make_user("Petro Marchenko", Role.SPECIALIST)
    olena = make.make_person("Olena Tkachenko", language="en", zone="Europe/Warsaw")
    make.make_engagement(olena, petro)
    world.at("2027-03-15T08:00:00Z")
    case = world.mail("olena@client.example", "Dispute", "Let us talk.")
    desk, url = world.desk(petro), f"/cases/{case.ref}/talk/"
    assert desk.post(url, {**fields_of(desk.get(url)), "do": "send", **LINES}).status_code == 302
    world.keep("2027-03-15T08:01:00Z")
    words = read(get(world.letters("olena@client.example")[-1].file)).text
    assert "Petro Marchenko: The list of papers, by Fri 19 March, 16:00 (UTC+1)" in words
    link = next(word for word in words.split() if "/q/" in word).partition("8000")[2]
    world.web.get(link)
    assert not Promise.objects.given().exists()
    world.at("2027-03-15T09:00:00Z")
    assert world.web.post(link, {"answer": "yes"}).status_code == 302
    owed = Promise.objects.given().order_by("owed_by").values_list("owed_by", "due_at")
    friday = datetime(2027, 3, 19, 15, tzinfo=UTC)
    assert list(owed) == [("client", friday), ("us", friday)]
    world.keep("2027-03-17T06:59:59Z")
    before = len(world.letters("olena@client.example"))
    assert not Notice.objects.filter(why="promise_in_two_days").exists()
    world.keep("2027-03-17T07:00:00Z")
    [told] = Notice.objects.filter(why="promise_in_two_days")
    assert (told.user, told.at) == (petro, datetime(2027, 3, 17, 7, tzinfo=UTC))
    world.keep("2027-03-17T08:59:59Z")
    assert len(world.letters("olena@client.example")) == before
    world.keep("2027-03-17T09:00:00Z")
    reminded = world.letters("olena@client.example")[before:]
    assert [letter.sent_at for letter in reminded] == [datetime(2027, 3, 17, 9, tzinfo=UTC)]
    assert "The contract" in read(get(reminded[0].file)).text
