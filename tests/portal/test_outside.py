"""A named person outside sees a complaint of the principal through, on a page behind a link."""

import re
from datetime import timedelta

import pytest
from django.test import Client

from slovo.domain.complaints.actions.accepting import answer_finding
from slovo.domain.complaints.actions.filing import file_complaint
from slovo.domain.complaints.actions.outside import (
    open_outside_door,
    renew_outside_link,
    shut_outside_door,
)
from slovo.domain.complaints.actions.terms import change_terms
from slovo.domain.complaints.models import Complaint, Finding, OutsideDoor
from slovo.domain.journal.actors import HOUSE
from slovo.domain.journal.models import Event
from slovo.domain.mistakes.models import Cause
from slovo.domain.post import files
from slovo.domain.post.models import Delivery
from slovo.domain.staff.models import User
from slovo.domain.staff.rights import NotAllowed
from slovo.lib import clock
from slovo.lib.mail import read
from tests.desk.reading import text_of
from tests.domain.promises.scene import send_all
from tests.make import MORNING

pytestmark = pytest.mark.django_db
OUTSIDE = {"outside_name": "Dr. Ivan Kravets", "outside_address": "kravets@bar.example"}


@pytest.fixture
def filed(case, olha, olena):
    change_terms(own_days=10, progress_days=5, **OUTSIDE, by=olha, at=MORNING)
    return file_complaint(
        olena, stated="She shouted.", against=[olha], about=case, by=olena, at=MORNING
    )


def page_in(letter: Delivery) -> str:
    return re.search(r"/outside/[\w-]+/", read(files.get(letter.file)).text).group()


def test_from_the_letter_to_the_end_on_one_page(filed, olha, olena, clock_at):
    letter = Delivery.objects.filter(to_address="kravets@bar.example").order_by("pk")[0]
    url, client = page_in(letter), Client()
    shown = text_of(client.get(url))
    assert "C-1" in shown
    assert "She shouted." in shown
    assert (shown.count("btn-primary"), shown.count("<details open>")) == (1, 1)
    assert re.search(r"<details open>.*?btn-primary[^>]*value=\"(\w+)\"", shown, re.DOTALL)[1] == (
        "assess"
    )
    assert client.get(url[:-3] + "x/").status_code == 404
    assert Event.objects.filter(kind="complaint.assessed").count() == 0

    def post(step, **said):
        fields = {f"{step}-{name}": value for name, value in said.items()}
        return client.post(url, {"step": step, **fields})

    said = {"severity": "high", "complexity": "low", "impact": "low", "is_safety": "on"}
    refused = post("assess", **said)
    assert (refused.status_code, "say what is done at once" in text_of(refused)) == (422, True)
    assert post("assess", **said, immediate_action="A talk.").status_code == 302
    answer = {
        "verdict": "upheld",
        "reasons": "She did, and should not have.",
        "prevention": "Rest.",
    }
    refused = post("answer", **answer, remedies=["apology"])
    assert (refused.status_code, "She did, and" in text_of(refused)) == (422, True)
    assert post("word", text="I have spoken with both of you.").status_code == 302
    send_all(clock.now())
    told = filed.case.messages.filter(nature="human", direction="out").order_by("pk")[0]
    assert (str(told.author), told.delivered_at is not None) == ("Dr. Ivan Kravets", True)
    assert post("topic", topic="conduct").status_code == 302
    states = {f"state_{one.pk}": "seen" for one in filed.evidence.order_by("pk")}
    assert post("proofs", **states).status_code == 302
    stated, real = (Cause.objects.get(code=code).pk for code in ("billing", "not-told"))
    causes = {"stated_cause": stated, "real_cause": real, "real_reason": "A bad night."}
    assert post("cause", **causes).status_code == 302
    done = post("answer", **answer, remedies=["apology"])
    assert (
        done.status_code,
        re.findall("form-errors.*?</div>", done.content.decode(), re.DOTALL),
    ) == (302, [])
    send_all(clock.now())
    clock_at(MORNING + timedelta(hours=1))
    answer_finding(Finding.objects.get(), answer="yes", by=olena, at=clock.now())
    refused = post("end", lesson="Sleep.")
    assert (refused.status_code, "Take a measure" in text_of(refused)) == (422, True)
    measure = {"text": "No talk after nine", "owner": olha.pk, "due_on": "2027-04-08"}
    assert post("measure", **measure).status_code == 302
    assert post("end", lesson="Sleep.").status_code == 302
    known = Complaint.objects.get()
    assert (known.closed_at, known.found_by.full_name) == (clock.now(), "Dr. Ivan Kravets")
    assert "Close it" not in text_of(client.get(url))


def test_his_door_shuts_and_he_is_nobody_at_the_desk(filed, olha, nadia):
    token = open_outside_door(filed, by=HOUSE, at=MORNING)
    assert open_outside_door(filed, by=HOUSE, at=MORNING) == token
    user = User.objects.get(full_name="Dr. Ivan Kravets")
    assert (user.roles, user.is_active, user.may("see_cases")) == ([], False, False)
    desk = Client()
    desk.force_login(olha)
    assert "Kravets" not in text_of(desk.get("/settings/users/"))
    shut_outside_door(OutsideDoor.objects.get(), by=HOUSE, at=MORNING)
    assert Client().get(f"/outside/{token}/").status_code == 404
    assert open_outside_door(filed, by=HOUSE, at=MORNING) != token


def test_he_has_another_link_sent_to_him_and_nobody_accused_hinders_him(filed, olha, clock_at):
    letters = Delivery.objects.filter(to_address="kravets@bar.example").order_by("pk")
    url = page_in(letters[0])
    assert "sent to kravets@bar.example" in text_of(Client().get(url))
    clock_at(MORNING + timedelta(hours=1))
    answer = Client().post(url, {"step": "link"})
    assert (answer.status_code, "on its way" in text_of(answer)) == (200, True)
    assert [Client().get(each).status_code for each in (url, page_in(letters.last()))] == [404, 200]
    assert OutsideDoor.objects.filter(revoked_at=clock.now()).count() == 1
    with pytest.raises(NotAllowed):
        renew_outside_link(filed, by=olha, at=clock.now())
