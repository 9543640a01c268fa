"""A person outside sees sums and papers as a principal would, until his link is shut."""

import re
from datetime import timedelta

import pytest
from django.test import Client

from slovo.domain.clients.actions.people import meet_person
from slovo.domain.complaints.actions.filing import file_complaint
from slovo.domain.complaints.actions.outside import open_outside_door
from slovo.domain.complaints.actions.owning import name_owner, shut_outside_link
from slovo.domain.complaints.models import Complaint, Finding
from slovo.domain.journal.actors import HOUSE
from slovo.domain.journal.models import Event
from slovo.domain.staff.rights import NotAllowed
from tests import make
from tests.api.caller import Caller
from tests.desk.reading import text_of
from tests.domain.complaints.inquiring import look_into
from tests.make import MORNING

pytestmark = pytest.mark.django_db
OUTSIDE = {"outside_name": "Dr. Ivan Kravets", "outside_address": "kravets@bar.example"}


def owned_outside(person, by, **sides):
    made = file_complaint(person, stated="Too dear.", **sides, by=by, at=MORNING)
    return name_owner(made, **OUTSIDE, reason="Small firm", by=by, at=MORNING)


def door(complaint):
    return f"/outside/{open_outside_door(complaint, by=HOUSE, at=MORNING)}/"


def test_he_sees_sums_and_papers_of_the_matter_and_of_no_other(case, engagement, olha, olena):
    make.make_payment(engagement, olha)
    contract = make.make_document(engagement, olha)
    other = make.make_engagement(olena, olha, title="Her house")
    strange = make.make_document(other, olha)
    complaint = owned_outside(olena, olha, about=case)
    url, client = door(complaint), Client()
    shown = text_of(client.get(url))
    for words in ("Court fee: UAH 5,000", "Paid: UAH 100", "Still owed: UAH 4,900", "Contract 14"):
        assert words in shown.replace("\xa0", " ")
    paper = client.get(f"{url}papers/{contract.pk}/")
    assert (paper.status_code, paper.getvalue()) == (200, b"%PDF 1")
    assert client.get(f"{url}papers/{strange.pk}/").status_code == 404


def test_his_link_is_shut_by_page_and_by_api_and_he_stays_the_owner(
    case, olha, nadia, petro, olena, client
):
    complaint = owned_outside(olena, olha, about=case)
    page, path = f"/complaints/{complaint.number}/", f"complaints/{complaint.number}/outside/shut"
    url = door(complaint)
    client.force_login(olha)
    assert "Shut the link" in text_of(client.get(page))
    assert client.post(f"{page}outside/shut/").status_code == 302
    assert Client().get(url).status_code == 404
    assert "Shut the link" not in text_of(client.get(page))
    assert Complaint.objects.get().owner_name == "Dr. Ivan Kravets"
    again = door(complaint)
    assert Client().get(again).status_code == 200
    assert Caller(petro).post(path).status_code == 404
    assert Caller(nadia).post(path).status_code == 404
    with pytest.raises(NotAllowed):
        shut_outside_link(complaint, by=petro, at=MORNING)
    complaint.against.add(olha)
    with pytest.raises(NotAllowed):
        shut_outside_link(complaint, by=olha, at=MORNING)
    complaint.against.remove(olha)
    assert Caller(olha).post(path).status_code == 200
    assert Client().get(again).status_code == 404
    assert Caller(olha).post(path).status_code == 200
    assert Event.objects.filter(kind="outsidedoor.shut").count() == 2


def test_he_answers_by_voice_whom_no_letter_reaches(olha, clock_at):
    stepan = meet_person(full_name="Stepan Ruban", phone="+380501112233", by=olha, at=MORNING)
    complaint = look_into(owned_outside(stepan, olha), olha, MORNING)
    clock_at(MORNING + timedelta(hours=2))
    url, client = door(complaint), Client()
    shown = client.get(url).content.decode()
    steps = re.findall(r'name="step" value="(\w+)"', shown)
    assert ("told" in steps, "answer" in steps) == (True, False)
    said = {"verdict": "upheld", "reasons": "It was.", "remedies": "apology", "prevention": "Ask."}
    talk = {"voice": "phone", "told_at": "2027-03-10T12:00", "note": "He thanked us."}
    post = {f"told-{name}": value for name, value in {**said, **talk}.items()}
    early = client.post(url, {**post, "step": "told", "told-told_at": "2027-03-10T10:00"})
    assert (early.status_code, "He thanked us." in text_of(early)) == (422, True)
    assert client.post(url, {**post, "step": "told"}).status_code == 302
    finding = Finding.objects.select_related("told_by").get()
    assert (finding.told_by.full_name, finding.sent_at) == (
        "Dr. Ivan Kravets",
        MORNING + timedelta(hours=2),
    )
