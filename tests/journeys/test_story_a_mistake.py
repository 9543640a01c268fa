"""Story A11 and A12 as our mistake: one press, four stamps, put right, the client says yes."""

from datetime import UTC, datetime

import pytest
from django.test import Client

from slovo.domain.cases.models import Promise
from slovo.domain.mistakes.models import Cause, Mistake, Verification
from slovo.domain.notices.models import Notice
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
SPOKEN = {
    "facts": "The court fee was paid under a wrong code; the filing was returned.",
    "correction": "We pay the right fee and file again",
    "due_at": "2027-03-30T15:00",
    "effort_minutes": "3.5",
    "ways": "You file in person with our papers\nWe ask for a reprieve",
    "next_word_at": "2027-03-30T17:00",
    "is_spoken": "on",
}


def utc(text: str) -> datetime:
    return datetime.fromisoformat(f"2027-{text}").replace(tzinfo=UTC)


def told(why):
    rows = Notice.objects.filter(why=why).select_related("user").order_by("user__email")
    return [(row.user.full_name, row.at) for row in rows]


@pytest.fixture
def firm_at_work(world: World):
    olha = User.objects.get(email="olha@firm.example")
    petro = set_hours(make.make_user("Petro Marchenko", Role.SPECIALIST))
    maksym = make.make_user("Maksym Tkach", Role.SPECIALIST)
    olena = make.make_person("Olena Tkachenko", language="en")
    make.make_engagement(olena, petro)
    world.at("2027-03-27T19:45:00Z")
    return olha, petro, maksym, world.mail("olena@client.example", "Account", "They took it.")


def letter_of(world):
    return read(get(world.letters("olena@client.example")[-1].file)).text


def pressed(client, url, **said):
    return client.post(url, {**fields_of(client.get(url)), **said})


def opened(world, maksym, case):
    world.at("2027-03-29T08:10:00Z")
    answer = world.desk(maksym).post(f"/cases/{case.ref}/mistakes/")
    mistake = Mistake.objects.get()
    assert (answer.status_code, answer["Location"]) == (302, f"/mistakes/{mistake.pk}/")
    return mistake


def test_a11_no_word_by_1510_goes_to_the_principal_at_that_second(world, firm_at_work):
    _olha, petro, maksym, case = firm_at_work
    mistake = opened(world, maksym, case)
    at = utc("03-29T08:10")
    assert told("mistake_opened") == [("Olha Levchenko", at), ("Petro Marchenko", at)]
    world.keep("2027-03-29T12:09:59Z")
    assert told("mistake_unadmitted") == []
    world.keep("2027-03-29T12:10:00Z")
    assert told("mistake_unadmitted") == [("Olha Levchenko", utc("03-29T12:10"))]
    assert "To be admitted" in text_of(world.desk(petro).get("/"))
    page = world.desk(maksym).get(f"/mistakes/{mistake.pk}/")
    assert "To be admitted" in text_of(page)
    refused = world.desk(maksym).post(f"/mistakes/{mistake.pk}/close/")
    assert refused.status_code == 422
    assert "missing: admission, apology, correction with a date" in text_of(refused)


def test_a11_and_a12_four_stamps_put_right_and_the_clients_yes(world, firm_at_work):
    olha, petro, maksym, case = firm_at_work
    mistake = opened(world, maksym, case)
    base = f"/mistakes/{mistake.pk}"
    world.at("2027-03-29T08:14:00Z")
    assert world.desk(olha).post(f"{base}/see/").status_code == 302
    cause = Cause.objects.get(code="oversight").pk
    named = pressed(world.desk(maksym), f"{base}/name/", text="Wrong code", cause=cause)
    assert named.status_code == 302

    world.at("2027-03-29T09:05:00Z")
    assert pressed(world.desk(olha), f"{base}/admit/", **SPOKEN).status_code == 302
    mistake.refresh_from_db()
    stamps = (mistake.admitted_at, mistake.apologised_at, mistake.plan_at)
    assert stamps == (utc("03-29T09:05"),) * 3
    assert len(mistake.ways) == 2
    promise = Promise.objects.given().get()
    assert (promise.owner, promise.due_at) == (petro, utc("03-30T12:00"))
    world.keep("2027-03-29T09:06:00Z")
    words = letter_of(world)
    assert "we are sorry" in words
    assert "You file in person with our papers" in words

    world.at("2027-03-30T11:20:00Z")
    done = pressed(world.desk(petro), f"{base}/correct/", done="Filed anew, the fee is paid.")
    assert done.status_code == 302
    promise.refresh_from_db()
    assert (promise.outcome, promise.done_at) == ("kept", utc("03-30T11:20"))
    world.keep("2027-03-30T11:21:00Z")
    link = next(line for line in letter_of(world).splitlines() if "/q/" in line).strip()
    path = "/" + link.split("/", 3)[3]
    page = Client().get(path)
    assert "Filed anew, the fee is paid." in text_of(page)
    assert Verification.objects.get().answered_at is None

    world.at("2027-03-30T14:30:00Z")
    assert Client().post(path, {"answer": "yes"}).status_code == 302
    assert world.desk(petro).post(f"{base}/damage/", {"lost": "no"}).status_code == 302
    assert world.desk(petro).post(f"{base}/close/").status_code == 302
    mistake.refresh_from_db()
    assert (mistake.verified_by_client_at, mistake.closed_at) == (utc("03-30T14:30"),) * 2
    assert mistake.found_early
    assert "Wrong code" in text_of(world.desk(petro).get("/mistakes/?show=closed"))
    assert "Wrong code" not in text_of(world.desk(petro).get("/mistakes/"))


def test_what_is_refused_keeps_what_was_typed(world, firm_at_work):
    olha, _petro, maksym, case = firm_at_work
    mistake = opened(world, maksym, case)
    too_much = {**SPOKEN, "effort_minutes": "60"}
    refused = pressed(world.desk(olha), f"/mistakes/{mistake.pk}/admit/", **too_much)
    assert refused.status_code == 422
    assert "The earliest date that can be kept" in text_of(refused)
    assert SPOKEN["facts"] in fields_of(refused)["facts"]
