"""The earlier of our own limit and the law's counts, both are shown, and nothing pauses them."""

from datetime import timedelta

import pytest
from django.test import Client

from slovo.domain.cases.actions.waiting import wait_for_client
from slovo.domain.cases.models.case import State
from slovo.domain.complaints.actions.assessing import apply_limit
from slovo.domain.complaints.actions.climbing import climb_complaint
from slovo.domain.complaints.actions.filing import file_complaint
from slovo.domain.complaints.actions.terms import change_terms, list_first_limits
from slovo.domain.complaints.models import Complaint
from slovo.domain.journal.actors import HOUSE
from slovo.domain.notices.models import Notice
from tests.desk.reading import text_of
from tests.domain.promises.scene import kyiv, send_all
from tests.make import MORNING

pytestmark = pytest.mark.django_db
DUES = ("own_limit_at", "legal_limit_at", "limit_at", "plan_at", "progress_at", "assess_by")


def test_while_we_wait_for_the_client_every_limit_runs_on(
    case, olena, olha, nadia, roman, monkeypatch
):
    at = MORNING + timedelta(hours=1)
    monkeypatch.setenv("SLOVO_CLOCK", f"{at.isoformat()}!")
    list_first_limits("en", by=HOUSE, at=MORNING)
    change_terms(own_days=14, progress_days=5, by=olha, at=MORNING)
    made = file_complaint(olena, stated="Too high.", about=case, by=roman, at=MORNING)
    made = apply_limit(made, country="KZ", client_kind="consumer", by=nadia, at=at)
    law, own = kyiv("2027-03-20 23:59:59"), kyiv("2027-03-24 23:59:59")
    assert (made.legal_limit_at, made.own_limit_at, made.limit_at) == (law, own, law)
    before = [getattr(made, due) for due in DUES]
    asked = {"question": "Which invoice?", "next_word_at": kyiv("2027-03-12 12:00")}
    wait_for_client(made.case, **asked, by=nadia, at=at)
    send_all(at)
    known = Complaint.objects.select_related("case").get()
    assert known.case.state == State.WAITING
    desk = Client()
    desk.force_login(nadia)
    shown = text_of(desk.get("/complaints/1/"))
    assert "Sat 20 March by 23:59" in shown
    assert "Wed 24 March by 23:59" in shown
    after = [getattr(known, due) for due in DUES if due != "progress_at"]
    assert after == [due for name, due in zip(DUES, before, strict=True) if name != "progress_at"]
    assert climb_complaint(known, by=HOUSE, at=law)
    assert Notice.objects.filter(why="complaint_late", user=olha, at=law).count() == 1
