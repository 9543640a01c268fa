"""Story A13: the finance director complains by mail; Nadia sees it through, Petro cannot."""

from datetime import UTC, datetime

import pytest

from slovo.domain.complaints.models import Complaint
from slovo.domain.notices.models import Notice
from slovo.domain.post.files import get
from slovo.domain.staff.models import User
from slovo.domain.staff.rights import Role
from slovo.lib.mail import read
from tests import make
from tests.desk.reading import fields_of, text_of
from tests.journeys.world import World, world

__all__ = ["world"]
pytestmark = pytest.mark.django_db(transaction=True)


def utc(text: str) -> datetime:
    return datetime.fromisoformat(f"2027-{text}").replace(tzinfo=UTC)


@pytest.fixture
def people(world: World):
    petro = make.make_user("Petro Marchenko", Role.SPECIALIST)
    nadia = make.make_user("Nadia Hnatiuk", Role.COMPLAINT_OWNER)
    roman = make.make_user("Roman Bilyk", Role.FRONT_OFFICE)
    company = make.make_organisation("TOV Berehynia", country="UA")
    viktor = make.make_person("Viktor Savchenko", company, language="en")
    make.make_engagement(viktor, petro, organisation=company)
    return petro, nadia, roman


@pytest.fixture
def letter(world, people):
    world.at("2027-04-01T06:15:00Z")
    case = world.mail("viktor@client.example", "March invoice", "The March invoice is too high.")
    world.keep("2027-04-01T06:15:00Z")
    return case, case.messages.get(direction="in")


def recorded(world, user, letter, at="2027-04-01T06:18:00Z", **said):
    case, message = letter
    world.at(at)
    client, url = world.desk(user), f"/cases/{case.ref}/complaint/?letter={message.pk}"
    return client.post(url, {**fields_of(client.get(url)), **said})


def test_a13_the_receipt_names_nadia_within_five_minutes(world, people, letter):
    _petro, nadia, roman = people
    assert recorded(world, roman, letter).status_code == 302
    complaint = Complaint.objects.get()
    assert complaint.owner == nadia
    world.keep("2027-04-01T06:18:00Z")
    receipt = read(get(world.letters("viktor@client.example")[-1].file)).text
    assert f"Its number is {complaint.ref}." in receipt
    assert "Nadia Hnatiuk sees it through from beginning to end" in receipt
    assert "a word from a person on Friday, 2 April, by 09:15 (UTC+3)" in receipt
    assert "our answer on Sunday, 11 April, by 23:59 (UTC+3) at the latest" in receipt
    assert "for the first time on Tuesday, 6 April, by 23:59 (UTC+3)" in receipt
    complaint.refresh_from_db()
    assert complaint.acknowledged_at == utc("04-01T06:18")


def test_a13_the_clocks_at_their_exact_instants(world, people, letter):
    recorded(world, people[2], letter)
    complaint = Complaint.objects.select_related("case").get()
    assert complaint.received_at == utc("04-01T06:15")
    assert complaint.case.first_answer_due_at == utc("04-02T06:15")
    assert complaint.assess_by == utc("04-02T15:00")
    assert complaint.own_limit_at == utc("04-11T20:59:59")
    assert complaint.plan_at == utc("04-09T15:00")
    assert (complaint.legal_limit, complaint.legal_limit_at) == (None, None)


def test_a13_petro_is_refused_as_owner_and_reads_nothing(world, people, letter):
    petro, _nadia, roman = people
    answer = recorded(world, roman, letter, owner=petro.pk)
    assert answer.status_code == 422
    assert "The March invoice is too high." in text_of(answer)
    assert recorded(world, roman, letter).status_code == 302
    complaint, desk = Complaint.objects.select_related("case").get(), world.desk(petro)
    assert desk.get(f"/complaints/{complaint.number}/").status_code == 404
    assert desk.get(f"/cases/{complaint.case.ref}/").status_code == 404
    assert "The March invoice is too high" not in text_of(desk.get("/complaints/list/?which=all"))
    assert "March invoice" not in text_of(desk.get("/cases/?q=invoice"))
    assert desk.get(f"/api/v1/cases/{complaint.case.ref}").status_code in (401, 404)


def test_a_receipt_that_does_not_reach_him_alerts_the_principal(world, people, letter):
    case, _message = letter
    case.person.addresses.all().delete()
    recorded(world, people[2], letter)
    world.keep("2027-04-01T06:22:59Z")
    assert not Notice.objects.filter(why="complaint_unreceipted").exists()
    world.keep("2027-04-01T06:23:00Z")
    notices = Notice.objects.filter(why="complaint_unreceipted").order_by("user__full_name")
    assert [row.user.full_name for row in notices] == ["Nadia Hnatiuk", "Olha Levchenko"]


def test_unassessed_at_the_close_of_the_next_business_day_it_goes_to_the_principal(
    world, people, letter
):
    recorded(world, people[2], letter)
    world.keep("2027-04-02T14:59:59Z")
    assert not Notice.objects.filter(why="complaint_unassessed").exists()
    world.keep("2027-04-02T15:00:00Z")
    world.keep("2027-04-02T15:10:00Z")
    said = Notice.objects.filter(why="complaint_unassessed").order_by("user__full_name")
    assert [(row.user.full_name, row.at) for row in said] == [
        ("Nadia Hnatiuk", utc("04-02T15:00")),
        ("Olha Levchenko", utc("04-02T15:00")),
    ]


def test_the_word_every_five_days_is_reminded_of_and_then_escalates(world, people, letter):
    recorded(world, people[2], letter)
    world.keep("2027-04-06T11:00:00Z")
    due = Notice.objects.filter(why="complaint_word_due")
    assert [(row.user.full_name, row.at) for row in due] == [("Nadia Hnatiuk", utc("04-06T11:00"))]
    world.keep("2027-04-06T20:59:58Z")
    assert not Notice.objects.filter(why="complaint_word_late").exists()
    world.keep("2027-04-06T20:59:59Z")
    late = Notice.objects.filter(why="complaint_word_late").order_by("user__full_name")
    assert [row.user.full_name for row in late] == ["Nadia Hnatiuk", "Olha Levchenko"]


def test_a_word_of_nadia_moves_the_next_one_five_days(world, people, letter):
    recorded(world, people[2], letter)
    complaint = Complaint.objects.select_related("case").get()
    world.at("2027-04-02T08:00:00Z")
    nadia = User.objects.get(email="nadia@firm.example")
    status, _said = world.api(
        nadia,
        f"cases/{complaint.case.ref}/answer",
        html="<p>I have the invoice before me.</p>",
        next_word_at="2027-04-06T15:00:00Z",
        insists=True,
    )
    assert status in (200, 201), _said
    world.keep("2027-04-02T08:00:00Z")
    complaint.refresh_from_db()
    assert complaint.progress_at == utc("04-07T20:59:59")
    assert complaint.own_limit_at == utc("04-11T20:59:59")
