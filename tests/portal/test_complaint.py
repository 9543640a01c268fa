"""The client complains on his page and on the public one; he sees how it stands."""

import pytest

from slovo.domain.access.actions.links import link_for
from slovo.domain.complaints.actions.accepting import answer_finding
from slovo.domain.complaints.actions.filing import file_complaint
from slovo.domain.complaints.actions.settling import settle_negotiation
from slovo.domain.complaints.models import Complaint, Negotiation
from tests.desk.reading import text_of
from tests.domain.complaints.inquiring import ANSWERED, answer, look_into
from tests.make import MORNING

pytestmark = pytest.mark.django_db


@pytest.fixture
def case(olena, engagement):
    from slovo.domain.cases.actions.opening import open_case

    return open_case(olena, subject="Claim", channel="desk", by=olena, at=MORNING)


@pytest.fixture
def page(case, olena, nadia):
    return f"/c/{link_for(olena, subject=f'case:{case.pk}', by=olena, at=MORNING)}/"


def test_from_his_page_he_sends_it_as_a_complaint(client, page, case, nadia):
    answer = client.post(f"{page}wrong/", {"text": "You never call.", "as": "complaint"})
    assert (answer.status_code, answer["Location"]) == (302, f"{page}?done=complaint")
    made = Complaint.objects.get()
    assert (made.about, made.owner, made.medium, made.received_by) == (case, nadia, "portal", None)
    text = text_of(client.get(f"{page}?language=en"))
    assert "C-1" in text
    assert "Nadia Hnatiuk" in text


def test_it_is_said_there_that_he_does_not_accept_our_answer(client, page, case, olena, nadia):
    sides = {"owner": nadia, "about": case, "by": nadia, "at": MORNING}
    finding = answer(look_into(file_complaint(olena, stated="Too dear.", **sides), nadia), nadia)
    asked = f"/q/{link_for(olena, subject=finding.subject, by=olena, at=ANSWERED)}/?language=en"
    assert '<label for="words">If not: what is still wrong?</label>' in text_of(client.get(asked))
    assert "You have our answer." in text_of(client.get(f"{page}?language=en"))
    answer_finding(finding, answer="no", words="Not enough.", by=olena, at=ANSWERED)
    assert "it stays open until we come to terms" in text_of(client.get(f"{page}?language=en"))
    negotiation = Negotiation.objects.get()
    settle_negotiation(negotiation, outcome="Half of it.", by=nadia, at=ANSWERED)
    assert "We have come to terms with you." in text_of(client.get(f"{page}?language=en"))


def test_without_a_word_it_is_asked_for_and_nothing_is_kept(client, page):
    answer = client.post(f"{page}wrong/", {"text": "  ", "as": "complaint"})
    assert answer.status_code == 422
    assert not Complaint.objects.exists()


def test_without_as_a_complaint_it_is_said_to_the_principal_as_before(client, page):
    assert client.post(f"{page}wrong/", {"text": "Hm"}).status_code == 302
    assert not Complaint.objects.exists()


GIVEN = {
    "full_name": "Ann New",
    "email": "ann@client.example",
    "text": "The letter never came.",
    "remedy_sought": "Send it again",
    "language": "en",
}


def test_the_public_page_takes_it_in_and_names_owner_and_date(client, nadia):
    assert "How to complain" in text_of(client.get("/complain/?language=en"))
    answer = client.post("/complain/", GIVEN)
    assert answer.status_code == 302
    made = Complaint.objects.select_related("person").get()
    assert (made.person.full_name, made.remedy_sought, made.owner) == (
        "Ann New",
        "Send it again",
        nadia,
    )
    text = text_of(client.get(answer["Location"]))
    assert "C-1" in text
    assert "Nadia Hnatiuk sees it through from beginning to end." in text


def test_pressed_twice_it_is_one_and_a_robot_is_none(client, nadia):
    once = {**GIVEN, "once": "x1"}
    assert (
        client.post("/complain/", once)["Location"] == client.post("/complain/", once)["Location"]
    )
    assert client.post("/complain/", {**GIVEN, "website": "http://x"}).status_code == 422
    assert Complaint.objects.count() == 1


def test_refused_it_keeps_what_was_typed(client, nadia):
    answer = client.post("/complain/", {**GIVEN, "email": "no address"})
    assert answer.status_code == 422
    assert "The letter never came." in text_of(answer)


def test_it_is_linked_from_the_page_of_how_to_reach_us(client, firm):
    assert 'href="/complain/"' in text_of(client.get("/reach/"))
