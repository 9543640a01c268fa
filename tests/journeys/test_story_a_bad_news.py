"""Story A11 and A12: bad news from the case page, told by phone, a new date, kept (P2)."""

from datetime import UTC, datetime

import pytest

from slovo.domain.access.links import standing_token
from slovo.domain.cases.models import Promise
from slovo.domain.notices.models import Notice
from slovo.domain.post.files import get
from slovo.domain.risks.models import BadNews, Risk
from slovo.domain.staff.models import User
from slovo.domain.staff.rights import Role
from slovo.lib.mail import read
from tests import make
from tests.desk.reading import fields_of, text_of
from tests.domain.promises.scene import set_hours
from tests.journeys.world import World, world

__all__ = ["world"]
pytestmark = pytest.mark.django_db(transaction=True)
FEE = "Court fee paid under the wrong code; the filing was returned."
SPOKEN = {
    "effect": "The claim is not with the court yet. We pay the second fee.",
    "way_1": "We pay the right fee and file again",
    "date_1": "2027-03-30T15:00",
    "way_2": "You file in person with our papers",
    "effort_minutes": "3.5",
    "next_word_at": "2027-03-30T17:00",
    "is_spoken": "on",
}


def utc(text: str) -> datetime:
    return datetime.fromisoformat(f"2027-{text}").replace(tzinfo=UTC)


@pytest.fixture
def firm_at_work(world: World):
    olha = User.objects.get(email="olha@firm.example")
    petro = set_hours(make.make_user("Petro Marchenko", Role.SPECIALIST))
    maksym = make.make_user("Maksym Tkach", Role.SPECIALIST)
    olena = make.make_person("Olena Tkachenko", language="en")
    iryna = make.make_user("Iryna Koval", Role.SPECIALIST)
    make.make_engagement(olena, petro, deputy=iryna)
    world.at("2027-03-27T19:45:00Z")
    case = world.mail("olena@client.example", "Account seized", "They took everything.")
    return olha, petro, maksym, case


def pressed(client, url, **said):
    return client.post(url, {**fields_of(client.get(url)), **said})


def raised(world, maksym, case):
    world.at("2027-03-29T08:10:00Z")
    assert pressed(world.desk(maksym), f"/cases/{case.ref}/risk/", text=FEE).status_code == 302
    return Risk.objects.get()


def test_a11_the_leaders_hear_it_in_the_same_minute_and_say_so(world, firm_at_work):
    olha, _petro, maksym, case = firm_at_work
    risk = raised(world, maksym, case)
    notices = Notice.objects.filter(why="risk_raised").order_by("user__full_name")
    assert [(row.user.full_name, row.at) for row in notices] == [
        ("Olha Levchenko", utc("03-29T08:10")),
        ("Petro Marchenko", utc("03-29T08:10")),
    ]
    world.keep("2027-03-29T08:11:00Z")
    letters = [world.letters(f"{name}@firm.example")[-1] for name in ("olha", "petro")]
    assert [letter.sent_at for letter in letters] == [utc("03-29T08:11")] * 2
    world.at("2027-03-29T08:14:00Z")
    assert world.desk(olha).post(f"/risks/{risk.pk}/see/").status_code == 302
    world.keep("2027-03-29T08:26:00Z")
    assert not Notice.objects.filter(why="risk_unseen").exists()
    risk.refresh_from_db()
    assert (risk.first_known_at, risk.seen_by, risk.seen_at) == (
        utc("03-29T08:10"),
        olha,
        utc("03-29T08:14"),
    )


def test_unseen_and_untold_it_climbs_to_the_minute(world, firm_at_work):
    *_people, maksym, case = firm_at_work
    raised(world, maksym, case)
    seen = []
    for minute in ("08:24:59", "08:25:00", "10:09:59", "10:10:00", "12:00:00"):
        world.keep(f"2027-03-29T{minute}Z")
        climbed = Notice.objects.filter(why__in=["risk_unseen", "risk_untold"])
        seen.append((minute, list(climbed.order_by("pk").values_list("why", flat=True))))
    unseen, both = ["risk_unseen"], ["risk_unseen", "risk_untold"]
    climbed = Notice.objects.filter(why__in=["risk_unseen", "risk_untold"]).order_by("pk")
    assert [row.user.full_name for row in climbed] == ["Iryna Koval", "Olha Levchenko"]
    assert seen == [
        ("08:24:59", []),
        ("08:25:00", unseen),
        ("10:09:59", unseen),
        ("10:10:00", both),
        ("12:00:00", both),
    ]


def test_a11_and_a12_told_by_phone_the_new_date_is_p2_and_kept(world, firm_at_work):
    olha, petro, maksym, case = firm_at_work
    risk = raised(world, maksym, case)
    desk = world.desk(olha)
    world.at("2027-03-29T09:05:00Z")
    tell = f"/risks/{risk.pk}/tell/"
    tight = pressed(desk, tell, **SPOKEN | {"date_1": "2027-03-29T13:00"})
    assert tight.status_code == 422
    assert "The earliest date that can be kept: Tue 30 March, 18:00" in text_of(tight)
    assert pressed(desk, tell, **SPOKEN).status_code == 302
    news = BadNews.objects.get()
    assert news.told_at == utc("03-29T09:05")
    world.keep("2027-03-29T09:06:00Z")
    words = read(get(world.letters("olena@client.example")[-1].file)).text
    assert "We pay the right fee and file again: Tue 30 March, 15:00 (UTC+3)" in words
    assert "You file in person with our papers" in words
    world.at("2027-03-29T09:07:00Z")
    chosen = {"choice": news.alternatives.first().pk, "words": "File it again."}
    said = {**chosen, "said_at": "2027-03-29T12:05"}
    assert pressed(desk, f"{tell}{news.pk}/", **said).status_code == 302
    p2 = Promise.objects.given().get()
    assert (p2.owner, p2.text, p2.due_at) == (petro, SPOKEN["way_1"], utc("03-30T12:00"))
    assert p2.consent == "File it again."
    world.at("2027-03-30T11:20:00Z")
    done = pressed(world.desk(petro), f"/promises/{p2.pk}/fulfil/", proof="Receipt 114")
    assert done.status_code == 302
    p2.refresh_from_db()
    assert (p2.outcome, p2.done_at) == ("kept", utc("03-30T11:20"))
    assert "kept, 40 min early" in text_of(desk.get(f"/promises/{p2.pk}/"))


@pytest.mark.parametrize(
    ("moment", "outcome", "words"),
    [
        ("11:59:59", "renegotiated", "before the promise fell due"),
        ("12:10:00", "broken", "after the promise fell due"),
    ],
)
def test_the_client_chooses_by_his_link_and_the_hour_of_the_news_decides(
    world, firm_at_work, moment, outcome, words
):
    """R040: told and chosen in time it is renegotiated; ten minutes after the due it is broken."""
    _olha, petro, _maksym, case = firm_at_work
    world.at("2027-03-29T07:00:00Z")
    filing = {"text": "The filing", "kind": "work", "due_at": "2027-03-29T12:00:00Z"}
    made = world.api(petro, f"cases/{case.ref}/promises", **filing)[1]
    world.at(f"2027-03-29T{moment}Z")
    desk = world.desk(petro)
    pressed(desk, f"/cases/{case.ref}/risk/", text=FEE, promise=made["id"])
    risk = Risk.objects.get()
    tell = f"/risks/{risk.pk}/tell/"
    bare = SPOKEN | {"way_1": "", "date_1": "", "way_2": ""}
    assert "Offer at least one way on." in text_of(pressed(desk, tell, **bare))
    assert pressed(desk, tell, **SPOKEN).status_code == 302
    news = BadNews.objects.get()
    token = standing_token(case.person, news.subject)
    page = f"/q/{token}/"
    assert SPOKEN["way_2"] in text_of(world.web.get(page))
    chosen = {"choice": news.alternatives.first().pk, "words": "Yes, again."}
    assert world.web.post(page, chosen).status_code == 302
    old = Promise.objects.get(pk=made["id"])
    new = old.replaced_by.get()
    assert (old.outcome, new.due_at, new.consent) == (
        outcome,
        utc("03-30T12:00"),
        "Yes, again.",
    )
    assert words in text_of(desk.get(f"/risks/{risk.pk}/"))
