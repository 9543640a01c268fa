"""R017: a voice or a meeting every 90 days; letters do not count, quiet days are left out."""

from datetime import date

import pytest

from slovo.domain.courtesy.actions.blackouts import Days, add_blackout
from slovo.domain.journal.actors import HOUSE
from slovo.domain.journal.models import Event
from slovo.domain.loyalty.actions.wishing import WishUnclear, wish_voice
from slovo.domain.loyalty.models import VoiceWish
from slovo.domain.staff.models import Firm
from slovo.domain.staff.rights import NotAllowed
from tests.desk.reading import text_of
from tests.journeys.world import world
from tests.make import make_engagement

__all__ = ["world"]
pytestmark = pytest.mark.django_db(transaction=True)
PAGE = "/clients/nobody-forgotten/"
UNHEARD = "91 days without a call or a meeting."


@pytest.fixture
def firm(world):
    return Firm.objects.get()


@pytest.fixture
def met(world, olena, petro, berehynia, mailbox):
    """Petro met Olena on Wednesday 10 March; on 9 June that is 91 days ago."""
    make_engagement(olena, petro, organisation=berehynia)
    world.at("2027-03-10T09:00:00Z")
    said = {"kind": "visit", "words": "At the notary."}
    assert world.api(petro, f"persons/{olena.pk}/real-actions", **said)[0] == 201
    return olena


def letter_of_june(world, petro):
    """A letter each way, the day before: a real action, and no voice."""
    world.at("2027-06-07T09:00:00Z")
    case = world.mail("olena@client.example", "The claim", "How does it stand?")
    said = {"text": "So it is.", "next_word_at": "2027-06-18T09:00:00Z", "insists": True}
    assert world.api(petro, f"cases/{case.ref}/answer", **said)[0] == 201
    world.keep("2027-06-07T09:00:00Z")


def asked(world, user, path):
    token_of = {"authorization": f"Bearer {world._tokens[user.pk]}"}
    return world.web.get(f"/api/v1/{path}", headers=token_of).json()


def test_the_last_meeting_91_days_ago_is_proposed_and_letters_do_not_reset_it(world, met, petro):
    letter_of_june(world, petro)
    world.at("2027-06-08T09:00:00Z")
    assert UNHEARD not in text_of(world.desk(petro).get(PAGE))
    world.at("2027-06-09T09:00:00Z")
    page = text_of(world.desk(petro).get(PAGE))
    assert UNHEARD in page
    assert "Better by voice: Mon 14 June." in page
    [row] = asked(world, petro, "forgotten")
    assert (row["voice_days"], row["reasons"], row["proposed_on"]) == (
        91,
        ["no_voice"],
        "2027-06-14",
    )
    assert world.api(petro, f"persons/{met.pk}/real-actions", kind="call", words="Hello.")[0] == 201
    assert UNHEARD not in text_of(world.desk(petro).get(PAGE))


def test_it_is_proposed_outside_quiet_days(world, met, petro, berehynia):
    at = world.at("2027-06-09T09:00:00Z")
    week = Days(date(2027, 6, 14), date(2027, 6, 16))
    add_blackout(met, days=week, by=HOUSE, at=at)
    closed = Days(date(2026, 6, 17), date(2026, 6, 17), repeats="yearly")
    add_blackout(berehynia, days=closed, by=HOUSE, at=at)
    assert "Better by voice: Fri 18 June." in text_of(world.desk(petro).get(PAGE))
    assert "Better by voice: Fri 18 June." in text_of(world.desk(petro).get(f"/clients/{met.pk}/"))


def test_his_own_wish_holds_instead(world, met, petro):
    world.at("2027-04-10T09:00:00Z")
    desk = world.desk(petro)
    assert "days without a call" not in text_of(desk.get(PAGE))
    url = f"/clients/{met.pk}/voice/"
    assert desk.post(url, {"every_days": "30"}).status_code == 302
    assert "31 days without a call or a meeting." in text_of(desk.get(PAGE))
    desk.post(url, {"every_days": "0"})
    world.at("2028-04-10T09:00:00Z")
    assert "days without a call" not in text_of(world.desk(petro).get(PAGE))
    desk.post(url, {"every_days": "31"})
    assert VoiceWish.objects.get().every_days == 0
    assert Event.objects.filter(kind="voicewish.said").count() == 2


def test_a_wish_is_one_of_those_offered_and_said_once(world, met, petro, taras):
    at = world.at("2027-04-10T09:00:00Z")
    with pytest.raises(WishUnclear):
        wish_voice(met, every_days=7, by=petro, at=at)
    with pytest.raises(NotAllowed):
        wish_voice(met, every_days=30, by=taras, at=at)
    wish_voice(met, every_days=90, by=petro, at=at)
    assert not VoiceWish.objects.exists()
