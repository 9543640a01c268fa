"""What is said of a colleague is kept from him, a principal too: pages, search, API, notices."""

from datetime import timedelta

import pytest
from django.test import Client

from slovo.domain.cases.actions.assigning import assign_case
from slovo.domain.cases.models import Message
from slovo.domain.complaints.actions.accepting import answer_finding
from slovo.domain.complaints.actions.climbing import climb_complaint
from slovo.domain.complaints.actions.filing import file_complaint
from slovo.domain.complaints.actions.owning import OwnerIsInvolved
from slovo.domain.complaints.actions.terms import change_terms
from slovo.domain.complaints.actions.waiving import waive_measure
from slovo.domain.complaints.models import Complaint
from slovo.domain.journal.actors import HOUSE
from slovo.domain.notices.models import Notice
from slovo.domain.post import files
from slovo.domain.post.models import Delivery
from slovo.domain.staff.rights import Role
from slovo.lib.mail import read
from tests import make
from tests.api.caller import Caller
from tests.desk.reading import text_of
from tests.domain.complaints.inquiring import ANSWERED, answer, look_into
from tests.make import MORNING

pytestmark = pytest.mark.django_db
WORDS = "Olha shouted zinnober at me."


def filed_against(olha, olena, case, owner=None):
    sides = {"against": [olha], "about": case, "owner": owner}
    return file_complaint(olena, stated=WORDS, **sides, by=olena, at=MORNING)


def test_a_principal_complained_of_finds_no_trace_of_it(case, olha, olena, nadia, roman):
    made = filed_against(olha, olena, case)
    assert (made.owner, made.case.level, made.case.principal) == (nadia, "circle", None)
    desk, ref = Client(), made.case.ref
    desk.force_login(olha)
    for path in (f"/complaints/{made.number}/", f"/cases/{ref}/", f"/cases/{ref}/timeline/"):
        assert (path, desk.get(path).status_code) == (path, 404)
    lists = ["complaints", "cases/?view=open", "find/?q=zinnober", f"find/?q={ref}", "promises"]
    for path in (*lists, "letters", "notices", f"clients/{olena.pk}", f"cases/{case.ref}", ""):
        shown = desk.get(f"/{path}" + ("" if "?" in path or not path else "/"), follow=True)
        assert (path, shown.status_code) == (path, 200)
        marks = ("shouted", f"/cases/{ref}/", "C-1")
        assert (path, [word for word in marks if word in text_of(shown)]) == (path, [])
    api = Caller(olha)
    assert api.get(f"complaints/{made.number}").status_code == 404
    assert api.get(f"cases/{ref}").status_code == 404
    assert api.get("complaints").json()["items"] == []
    assert api.get("find", q="zinnober").status_code in (200, 404)
    assert ref not in api.get("cases").content.decode()
    assert api.post(f"complaints/{made.number}/assess", severity="low").status_code in (404, 422)
    assert Notice.objects.filter(user=olha).count() == 0
    parting = text_of(desk.get(f"/clients/{olena.pk}/part/"))
    kept = "Something this client has told in confidence is still open."
    assert [parting.count(words) for words in (kept, ref, WORDS[:20], "C-1")] == [1, 0, 0, 0]
    seen = Caller(nadia).get(f"complaints/{made.number}").json()
    assert (seen["owner"], seen["against"]) == (nadia.full_name, [olha.email])
    with pytest.raises(OwnerIsInvolved, match="This case is about Olha Levchenko"):
        assign_case(made.case, handler=olha, by=roman, at=MORNING + timedelta(hours=1))


def test_of_three_principals_the_two_others_stand_in_the_circle(case, olha, olena, nadia):
    second, third = (make.make_user(name, Role.PRINCIPAL) for name in ("Ada Ko", "Bo Li"))
    made = filed_against(olha, olena, case)
    assert (made.owner, made.case.principal, made.case.deputy) == (nadia, second, third)
    assert [made.case.is_shown_to(user) for user in (olha, second, third)] == [False, True, True]
    api, path = Caller(third), f"complaints/{made.number}"
    assert api.get(path).status_code == 200
    assert Caller(olha).get(path).status_code == 404
    assert api.post(f"{path}/owner", owner=second.email, reason="On leave").status_code == 200
    known = Complaint.objects.select_related("case").get()
    assert (known.owner, known.case.principal, known.case.deputy) == (second, third, second)


def test_with_no_other_principal_the_owner_hears_and_decides_what_is_theirs(
    case, olha, olena, nadia
):
    made = filed_against(olha, olena, case)
    assert climb_complaint(made, by=HOUSE, at=made.assess_by)
    whys = Notice.objects.filter(user=nadia).values_list("why", flat=True)
    assert "complaint_unassessed" in whys
    waiver = waive_measure(made, reason="It was a slip.", by=nadia, at=MORNING)
    assert (waiver.approved_by, waiver.approved_at) == (nadia, MORNING)
    finding = answer(look_into(made, nadia), nadia)
    answer_finding(finding, answer="no", words="Not enough.", by=olena, at=ANSWERED)
    assert "Olha" not in Message.objects.get(wording="complaint_stays_open").text
    assert Notice.objects.filter(user=nadia, why="complaint_rejected").exists()
    assert Notice.objects.filter(user=olha).count() == 0


def test_a_person_outside_hears_of_what_is_due(case, olha, olena):
    outside = {"outside_name": "Dr. Kravets", "outside_address": "kravets@bar.example"}
    change_terms(own_days=10, progress_days=5, **outside, by=olha, at=MORNING)
    made = filed_against(olha, olena, case)
    assert climb_complaint(made, by=HOUSE, at=made.assess_by)
    letters = Delivery.objects.filter(to_address="kravets@bar.example").order_by("pk")
    last = read(files.get(letters.last().file)).text
    assert (letters.count() > 1, "/outside/" in last) == (True, True)
    assert Notice.objects.filter(user=olha).count() == 0


def test_in_a_small_firm_he_names_somebody_outside_and_then_reads_no_more(case, olha, olena):
    made = filed_against(olha, olena, case)
    assert (made.owner, made.case.level) == (None, "relationship")
    desk = Client()
    desk.force_login(olha)
    url = f"/complaints/{made.number}/"
    assert "zinnober" in text_of(desk.get(url))
    given = {"owner": "", "outside_name": "Dr. Kravets", "outside_address": "kravets@bar.example"}
    answer = desk.post(f"{url}owner/", given, follow=True)
    assert answer.status_code == 200
    assert desk.get(url).status_code == 404
    assert "shouted" not in text_of(desk.get("/find/?q=zinnober"))
    known = Complaint.objects.get()
    assert (known.owner_name, known.case.level) == ("Dr. Kravets", "circle")
