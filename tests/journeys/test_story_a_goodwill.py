"""Story A17 and A18: decided for the client though she is wrong; a polite parting."""

import json
import re
from datetime import UTC, datetime
from decimal import Decimal
from io import BytesIO
from zipfile import ZipFile

import pytest
from django.test import Client

from slovo.domain.clients.models import Person
from slovo.domain.courtesy.contact import may_contact
from slovo.domain.courtesy.models import Kind
from slovo.domain.goodwill.models import Concession, Parting, Ruling
from slovo.domain.post.files import get
from slovo.domain.staff.models import User
from slovo.domain.staff.rights import Role
from slovo.domain.standards.models import Citation, Rule, RuleVersion
from slovo.lib import clock
from slovo.lib.mail import read
from tests import make
from tests.desk.reading import fields_of, text_of
from tests.journeys.world import World, world

__all__ = ["world"]
pytestmark = pytest.mark.django_db(transaction=True)


def utc(text: str) -> datetime:
    return datetime.fromisoformat(f"2027-{text}").replace(tzinfo=UTC)


@pytest.fixture
def petro(world: World) -> User:
    return make.make_user("Petro Marchenko", Role.SPECIALIST)


@pytest.fixture
def olha(world: World) -> User:
    return User.objects.get(email="olha@firm.example")


def rule(number: str) -> RuleVersion:
    return RuleVersion.objects.get(rule__number=number)


def test_a17_twelve_hundred_is_decided_in_her_favour(world, petro, olha):
    olena = make.make_person("Olena Sydorenko", language="en")
    agreed = make.make_engagement(olena, petro)
    make.make_invoice(agreed, petro, unit_price=Decimal(308800), at=utc("03-01T09:00"))
    line = make.make_invoice(agreed, petro, unit_price=Decimal(1200), at=utc("03-31T09:00"))
    world.at("2027-04-20T07:00:00Z")
    limits = {"currency": "UAH", "specialist": "2400", "front_office": "0", "complaint_owner": "0"}
    assert world.desk(olha).post("/settings/goodwill/", limits).status_code == 302
    case = world.mail("olena@client.example", "The fee", "I never agreed to a fee of 1,200.")
    world.keep("2027-04-20T08:00:00Z")
    desk = world.desk(petro)
    asked = {"text": "the fee of 23 March", "price": "1200", "currency": "UAH"}
    asked |= {"is_client_wrong": "on", "line": line.lines.get().pk}
    assert desk.post(f"/cases/{case.ref}/goodwill/", asked).status_code == 302
    ruling = Ruling.objects.get()
    assert ruling.tell_by == utc("04-21T15:00")
    page = text_of(desk.get(f"/goodwill/{ruling.pk}/"))
    assert "Decide in the client’s favour" in page
    assert "UAH 310,000" in page
    assert "0.39 %" in page
    decided = {"is_in_favour": "yes", "reason": "The record of 23 March shows that she did"}
    without = desk.post(f"/goodwill/{ruling.pk}/decide/", decided)
    assert without.status_code == 422
    assert "Name the rule it is decided by" in text_of(without)
    told = desk.post(f"/goodwill/{ruling.pk}/decide/", {**decided, "rule": rule("1").pk})
    assert told.headers["Location"] == f"/goodwill/{ruling.pk}/tell/"
    assert Citation.objects.get().version == rule("1")
    person = text_of(desk.get(f"/clients/{olena.pk}/"))
    assert "1 of 3 within twelve months" in person
    assert Concession.objects.get().price == 1200
    form = fields_of(desk.get(f"/goodwill/{ruling.pk}/tell/"))
    assert desk.post(f"/goodwill/{ruling.pk}/tell/", form).status_code == 302
    world.keep("2027-04-20T08:02:00Z")
    letter = read(get(world.letters("olena@client.example")[-1].file)).text
    assert "We have decided it in your favour: UAH 1,200 is not charged." in letter
    assert "record" not in letter.partition("--")[0]
    ruling.refresh_from_db()
    assert (ruling.told_at, ruling.is_in_time) == (utc("04-20T08:02"), True)
    assert line.lines.get().zeroed_at == utc("04-20T08:00")


def test_r011_the_share_of_a_year_is_said_to_two_places(world, petro, olha):
    olena = make.make_person("Olena Sydorenko", language="en")
    agreed = make.make_engagement(olena, petro)
    make.make_invoice(agreed, petro, unit_price=Decimal(310000), at=utc("03-31T09:00"))
    world.at("2027-04-20T08:00:00Z")
    amounts = {"specialist": "10000"}
    assert world.api(olha, "goodwill-limits", currency="UAH", amounts=amounts)[0] == 200
    case = world.mail("olena@client.example", "The fee", "I never agreed to it.")
    asked = {"text": "the fee", "currency": "UAH"}
    _status, small = world.api(petro, f"cases/{case.ref}/goodwill", **asked, price="1200")
    assert (small["advice"], small["share"]) == ("favour", 0.0039)
    assert "0.39 %" in text_of(world.desk(petro).get(f"/goodwill/{small['id']}/"))
    _status, large = world.api(petro, f"cases/{case.ref}/goodwill", **asked, price="9000")
    assert (large["advice"], large["share"]) == ("principal", 0.029)
    said = {"is_in_favour": True, "reason": "Worth it", "rule": "1"}
    status, answer = world.api(petro, f"goodwill/{large['id']}/decide", **said)
    assert (status, "more than two percent" in answer["detail"]) == (422, True)
    status, answer = world.api(petro, f"goodwill/{small['id']}/decide", **said)
    assert (status, answer["rule"], answer["rule_version"]) == (200, "1", 1)


def test_r090_words_alone_are_refused_and_an_old_version_warns(world, petro, olha):
    olena = make.make_person("Olena Sydorenko", language="en")
    make.make_engagement(olena, petro)
    world.at("2027-04-20T08:00:00Z")
    known = Rule.objects.get(number="2")
    for version in (2, 3, 4):
        said = {"title": "No", "text": f"Words {version}", "since": "2027-04-20"}
        world.api(olha, f"rules/{known.number}/versions", **said)
    case = world.mail("olena@client.example", "Wish", "Please do it for nothing.")
    asked = {"text": "the wish", "currency": "UAH", "price": "50"}
    _status, made = world.api(olha, f"cases/{case.ref}/goodwill", **asked)
    refusal = {"is_in_favour": False, "reason": "The boss said so"}
    status, answer = world.api(olha, f"goodwill/{made['id']}/decide", **refusal)
    assert (status, answer["detail"][:13]) == (422, "Name the rule")
    path = f"goodwill/{made['id']}/decide"
    status, answer = world.api(olha, path, **refusal, rule="2", version=3)
    assert (status, answer["rule_version"]) == (200, 3)
    assert answer["warning"].startswith("You cite version 3 of rule 2; version 4 is in force")
    page = text_of(world.desk(olha).get(f"/settings/rules/{known.pk}/"))
    assert "a newer one was in force" in page


def mr_k(petro: User, olha: User, world: World) -> Person:
    """Six times he went over what was set; two promises to him are open."""
    kravets = make.make_person("Kyrylo Kravets", language="en")
    make.make_engagement(kravets, petro)
    desk = world.desk(olha)
    bound = {"text": "No calls after 21:00", "reason": "He shouts at Daryna"}
    desk.post(f"/clients/{kravets.pk}/boundaries/new/", bound)
    boundary = kravets.boundaries.get()
    for night in range(1, 7):
        desk.post(f"/boundaries/{boundary.pk}/breach/", {"words": f"Called at 23:0{night}"})
    assert boundary.breaches.count() == 6
    return kravets


def test_a18_olha_parts_with_mr_k(world, petro, olha):
    world.at("2027-04-30T06:00:00Z")
    kravets = mr_k(petro, olha, world)
    case = world.mail("kyrylo@client.example", "My lease", "I want it today.")
    world.keep("2027-04-30T06:00:00Z")
    word = {"text": "We have it.", "next_word_at": "2027-05-03T12:00:00Z"}
    world.api(petro, f"cases/{case.ref}/answer", **word)
    world.keep("2027-04-30T06:01:00Z")
    due = {"due_at": "2027-05-06T12:00:00Z", "kind": "other"}
    for text in ("The lease, read", "A list of flats"):
        assert world.api(petro, f"cases/{case.ref}/promises", text=text, **due)[0] == 201
    desk, url = world.desk(olha), f"/clients/{kravets.pk}/part/"
    assert world.desk(petro).get(url).status_code == 403
    page = text_of(desk.get(url))
    assert "“The lease, read” is still promised." in page
    form = {
        **fields_of(desk.get(url)),
        "reason": "Six breaches in a month",
        "ways_on": "Ivanenko & Partners\nBureau Stus",
        "text": "Ivanenko & Partners and Bureau Stus may help you from now on.",
        "rule": rule("3").pk,
        "last_invoice_words": "There is none",
        "is_sure": "on",
    }
    refused = desk.post(url, form)
    assert refused.status_code == 422
    for text in ("The lease, read", "A list of flats"):
        assert f"“{text}” is still promised." in text_of(refused)
    for promise in case.promises.given():
        said = {"proof": "Handed over to Ivanenko & Partners"}
        assert world.api(petro, f"promises/{promise.pk}/fulfil", **said)[0] == 200
    made = desk.post(url, form)
    parting = Parting.objects.get()
    assert made.headers["Location"] == f"/partings/{parting.pk}/"
    assert parting.export_by == utc("05-07T15:00")
    world.keep("2027-04-30T06:02:00Z")
    parting.refresh_from_db()
    assert parting.exported_at == utc("04-30T06:02")
    world.keep("2027-04-30T06:03:00Z")
    letters = [read(get(row.file)).text for row in world.letters("kyrylo@client.example")]
    assert "Ivanenko & Partners and Bureau Stus may help you" in letters[-2]
    link = re.search(r"/records/[\w-]+/", letters[-1])
    assert link is not None
    takes_his_records(link.group(), parting)
    no_survey_reaches(kravets)


def takes_his_records(link: str, parting: Parting) -> None:
    client = Client()
    looked = client.get(link)
    assert "Everything of yours that we have" in text_of(looked)
    parting.refresh_from_db()
    assert parting.fetched_at is None
    taken = client.post(link)
    archive = ZipFile(BytesIO(taken.content))
    told = json.loads(archive.read("records.json"))
    assert told["person"]["full_name"] == "Kyrylo Kravets"
    everything = b"".join(archive.read(name) for name in archive.namelist()).decode()
    assert "I want it today." in everything
    assert "He shouts at Daryna" not in everything
    assert "Six breaches" not in everything
    parting.refresh_from_db()
    assert parting.fetched_at == utc("04-30T06:03")


def no_survey_reaches(person: Person) -> None:
    answered = may_contact(person, Kind.SURVEY, clock.now())
    assert (answered.allowed, answered.free_at) == (False, None)
