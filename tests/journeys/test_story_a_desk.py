"""Story A4, A5 and A7 and the calendar of that March, as colleagues press them at the desk."""

from datetime import UTC, datetime, timedelta

import pytest

from slovo.domain.cases.models import Case, Promise
from slovo.domain.engagements.models import Engagement
from slovo.domain.post.files import get
from slovo.domain.staff.models import User
from slovo.domain.staff.rights import Role
from slovo.lib.mail import read
from tests import make
from tests.desk.reading import fields_of, text_of
from tests.domain.promises.scene import set_hours
from tests.journeys.world import World, world

__all__ = ["world"]
pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def petro(world: World) -> User:
    return set_hours(make.make_user("Petro Marchenko", Role.SPECIALIST))


@pytest.fixture
def olha(world: World) -> User:
    return User.objects.get(email="olha@firm.example")


def signed(world: World, olha: User, petro: User) -> Engagement:
    """Friday 12 March, 16:20, on the page of the client."""
    iryna = make.make_user("Iryna Koval", Role.SPECIALIST)
    olena = make.make_person("Olena Tkachenko", language="en")
    partner = make.make_class("Partner", rhythm_days=("tue", "fri"))
    world.at("2027-03-12T14:20:00Z")
    desk, url = world.desk(olha), f"/clients/{olena.pk}/agreements/new/"
    card = {"principal": olha.pk, "handler": petro.pk, "answerer": petro.pk, "deputy": iryna.pk}
    sides = {"title": "Dispute", "service_class": partner.pk, **card}
    assert desk.post(url, {**fields_of(desk.get(url)), **sides}).status_code == 302
    return Engagement.objects.get()


def asked(world: World, text: str = "2027-03-12T14:25:00Z") -> Case:
    world.at(text)
    return world.mail("olena@client.example", "Dispute", "When will you have the draft?")


def test_a4_the_contract_names_who_does_what_and_the_first_word_is_due_tuesday(
    world: World, olha: User, petro: User
) -> None:
    agreed = signed(world, olha, petro)
    assert agreed.signed_at == datetime(2027, 3, 12, 14, 20, tzinfo=UTC)
    page = text_of(world.desk(petro).get(f"/agreements/{agreed.pk}/"))
    for name in ("Petro Marchenko", "Iryna Koval", "Olha Levchenko"):
        assert name in page
    case = asked(world)
    assert (case.handler, case.answerer, case.deputy) == (petro, petro, agreed.deputy)
    world.keep("2027-03-12T14:25:00Z")
    desk, url = world.desk(petro), f"/cases/{case.ref}/"
    world.at("2027-03-12T14:30:00Z")
    form = fields_of(desk.get(url))
    letter = {"text": "We begin.", "next_word": form["next_word"]}
    assert desk.post(f"{url}answer/", letter).status_code == 302
    world.keep("2027-03-12T14:31:00Z")
    word = Promise.objects.open().get(kind="next_word")
    assert word.due_at == datetime(2027, 3, 16, 15, tzinfo=UTC)
    told = world.letters("olena@client.example")[-1]
    assert "on Tuesday, 16 March, by 17:00 (UTC+2)" in read(get(told.file)).text


def test_a5_and_a7_p1_is_refused_offered_taken_and_kept_by_a_letter(
    world: World, olha: User, petro: User
) -> None:
    signed(world, olha, petro)
    case = asked(world)
    desk, new = world.desk(petro), f"/cases/{case.ref}/promises/new/"
    world.at("2027-03-15T08:00:00Z")
    draft = {"text": "Draft of the claim", "kind": "document", "effort_minutes": "14"}
    wished = fields_of(desk.get(new)) | draft | {"wished_at": "2027-03-18T18:00"}
    refused = desk.post(new, wished | {"due_at": "2027-03-18T18:00:00+02:00"})
    assert refused.status_code == 422
    for words in (
        "It needs 16.8 h with the buffer, and 12 h are free until then.",
        "The earliest date that can be kept: Mon 22 March, 18:00.",
    ):
        assert words in text_of(refused)
    assert not Promise.objects.given().exists()
    assert desk.post(new, wished | {"due_at": "2027-03-22T18:00:00+02:00"}).status_code == 302
    p1 = Promise.objects.given().get()
    assert (p1.due_at, p1.wished_at) == (
        datetime(2027, 3, 22, 16, tzinfo=UTC),
        datetime(2027, 3, 18, 16, tzinfo=UTC),
    )
    world.at("2027-03-22T15:39:30Z")
    url, word = f"/cases/{case.ref}/", "2027-03-23T17:00:00+02:00"
    said = {"text": "Here is the draft.", "next_word": word, "keeps": [p1.pk]}
    assert desk.post(f"{url}answer/", said).status_code == 302
    world.keep("2027-03-22T15:40:00Z")
    p1.refresh_from_db()
    assert (p1.outcome, p1.due_at - p1.done_at) == ("kept", timedelta(minutes=20))
    assert "kept, 20 min early" in text_of(desk.get(url))


def test_the_calendar_of_march_shows_the_change_of_clocks(
    world: World, olha: User, petro: User
) -> None:
    signed(world, olha, petro)
    case = asked(world)
    path = f"cases/{case.ref}/promises"
    for text, due_at in (("P1", "2027-03-22T16:00:00Z"), ("P2", "2027-03-30T12:00:00Z")):
        assert world.api(petro, path, text=text, due_at=due_at)[0] == 201
    desk, calendar = world.desk(petro), "/promises/calendar/"
    sentence = "03:00 becomes 04:00. This day has 23 hours."
    assert sentence in text_of(desk.get(calendar, {"span": "month", "day": "2027-03-15"}))
    days = {
        day: text_of(desk.get(calendar, {"span": "day", "day": f"2027-03-{day}"}))
        for day in ("22", "27", "28", "29", "30")
    }
    assert [day for day, page in days.items() if sentence in page] == ["28"]
    assert [day for day, page in days.items() if "18:00" in page and "P1" in page] == ["22"]
    assert [day for day, page in days.items() if "15:00" in page and "P2" in page] == ["30"]
