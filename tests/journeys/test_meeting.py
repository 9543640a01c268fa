"""R022 through the doors: a meeting at 15:00, an hour's way, and nobody ready at eleven."""

from datetime import UTC, datetime

import pytest

from slovo.domain.notices.models import Notice
from slovo.domain.post.files import get
from slovo.domain.staff.rights import Role
from slovo.lib.mail import read
from tests import make
from tests.journeys.world import World, world

__all__ = ["world"]
pytestmark = pytest.mark.django_db(transaction=True)
MEETING = {"title": "Sign the claim", "day": "2027-03-12", "start": "15:00", "travel_minutes": 60}


def people(**sides):
    petro = make.make_user("Petro Marchenko", Role.SPECIALIST)
    iryna = make.make_user("Iryna Koval", Role.SPECIALIST)
    olena = make.make_person("Olena Tkachenko", language="en", **sides)
    return petro, iryna, make.make_engagement(olena, petro, deputy=iryna)


def test_unready_and_unwarned_at_eleven(world: World) -> None:
    petro, iryna, agreed = people()
    path = f"agreements/{agreed.pk}"
    world.at("2027-03-10T09:05:00Z")
    status, made = world.api(petro, f"{path}/appointments", **MEETING, needs="The claim")
    assert status == 201
    for moment in ("11T12:59:59", "11T13:00:00", "12T08:59:59", "12T09:00:00", "12T09:04:00"):
        world.keep(f"2027-03-{moment}Z")
    asked, alerted = datetime(2027, 3, 11, 13, tzinfo=UTC), datetime(2027, 3, 12, 9, tzinfo=UTC)
    notices = Notice.objects.filter(why__in=["is_it_ready", "not_ready"]).order_by("pk")
    assert [(row.user.full_name, row.why, row.at) for row in notices] == [
        ("Petro Marchenko", "is_it_ready", asked),
        ("Petro Marchenko", "not_ready", alerted),
        ("Iryna Koval", "not_ready", alerted),
    ]
    [invited] = world.letters("olena@client.example")
    assert invited.sent_at == datetime(2027, 3, 11, 12, 59, 59, tzinfo=UTC)
    letter = read(get(invited.file))
    assert "We meet: “Sign the claim”, Fri 12 March, 15:00 (UTC+2)." in letter.text
    assert [file.type for file in letter.attachments] == ["text/calendar"]
    world.at("2027-03-12T09:05:00Z")
    meeting = made["meetings"][0]["id"]
    said = world.api(iryna, f"{path}/meetings/{meeting}/warn", words="Please come tomorrow.")
    assert said[1]["gained_seconds"] == (3 * 60 + 55) * 60
    world.keep("2027-03-12T09:05:00Z")
    words = read(get(world.letters("olena@client.example")[-1].file)).text
    assert "Please do not set out yet: “Sign the claim”, Fri 12 March, 15:00 (UTC+2)." in words
    assert "Please come tomorrow." in words


def test_the_keeper_tells_a_week_before_clocks_change(world: World) -> None:
    petro, _iryna, agreed = people(zone="Asia/Almaty")
    world.at("2027-03-10T09:05:00Z")
    call = {"title": "Call", "day": "2027-03-11", "start": "15:00", "repeats": "weekly"}
    world.api(petro, f"agreements/{agreed.pk}/appointments", **call)
    world.keep("2027-03-21T03:59:59Z")
    [invited] = world.letters("olena@client.example")
    assert "The first time: Thu 11 March, 18:00 (UTC+5)" in read(get(invited.file)).text
    world.keep("2027-03-21T04:00:00Z")
    world.keep("2027-03-22T04:00:00Z")
    [_invited, told] = world.letters("olena@client.example")
    assert told.sent_at == datetime(2027, 3, 21, 4, tzinfo=UTC)
    assert "From Thu 1 April “Call” begins at 17:00 (UTC+5)" in read(get(told.file)).text
