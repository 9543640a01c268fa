"""What is said of a colleague is kept from him, a principal too: pages, search, API, notices."""

from datetime import timedelta

import pytest
from django.test import Client

from slovo.domain.cases.actions.assigning import assign_case
from slovo.domain.complaints.actions.filing import file_complaint
from slovo.domain.complaints.actions.owning import OwnerIsInvolved
from slovo.domain.complaints.models import Complaint
from slovo.domain.notices.models import Notice
from tests.api.caller import Caller
from tests.desk.reading import text_of
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
    seen = Caller(nadia).get(f"complaints/{made.number}").json()
    assert (seen["owner"], seen["against"]) == (nadia.full_name, [olha.email])
    with pytest.raises(OwnerIsInvolved, match="This case is about Olha Levchenko"):
        assign_case(made.case, handler=olha, by=roman, at=MORNING + timedelta(hours=1))


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
