"""Figures of recovery: each «n of m» of a period with its interval, and the rows behind it."""

from datetime import timedelta

import pytest

from slovo.domain.complaints.actions.assessing import apply_limit, assess_complaint
from slovo.domain.complaints.actions.filing import file_complaint
from slovo.domain.complaints.actions.following import record_follow_up
from slovo.domain.complaints.actions.importing import import_complaints
from slovo.domain.complaints.actions.terms import save_limit
from slovo.domain.complaints.models import Complaint
from slovo.domain.complaints.punctual import oldest_open, punctuality
from slovo.domain.goodwill.actions.putting_back import put_back
from slovo.domain.mistakes.actions.opening import open_mistake
from tests.desk.reading import text_of
from tests.desk.scene import answer as answer_case
from tests.desk.scene import fresh
from tests.domain.complaints.inquiring import ANSWERED, answer, cause, look_into
from tests.domain.complaints.many import many_answered
from tests.domain.promises.scene import send_all
from tests.make import MORNING

pytestmark = pytest.mark.django_db
DAY = timedelta(days=1)
END = ANSWERED + 8 * DAY
GRADES = {"severity": "low", "complexity": "low", "impact": "low"}
SPAN = (MORNING - DAY, MORNING + 20 * DAY)


@pytest.fixture
def as_nadia(nadia, client):
    client.force_login(nadia)
    return client


def filed(person, stated, by, at=MORNING):
    made = file_complaint(person, stated=stated, by=by, at=at)
    send_all(at)
    return made


def kept(rows):
    return {row.step: (row.kept, row.count) for row in rows if not row.law}


def test_m7_first_answers_in_time_what_is_missing_is_missed_history_is_not(
    olena, viktor, nadia, roman, olha
):
    in_time = look_into(filed(olena, "Too dear", roman), nadia)
    assess_complaint(in_time, **GRADES, by=nadia, at=MORNING + DAY)
    found = answer(in_time, nadia)
    late = filed(viktor, "Too late", roman)
    assess_complaint(late, **GRADES, by=nadia, at=MORNING + 3 * DAY)
    head = "email;received;complaint\n"
    import_complaints(
        (head + "olena@client.example;01.02.2027;Old\n").encode(), by=olha, at=MORNING
    )
    steps = {"acknowledged": (2, 2), "assessed": (1, 2), "answered": (1, 1), "lawful": (1, 1)}
    assert kept(punctuality(olha, *SPAN, END)) == steps
    over = MORNING + 11 * DAY
    assert kept(punctuality(olha, *SPAN, over))["answered"] == (1, 2)
    record_follow_up(found.follow_up, result="no", by=olena, at=END)
    assert Complaint.objects.get(pk=in_time.pk).decided_at is None
    assert kept(punctuality(olha, *SPAN, over))["answered"] == (1, 2)
    answer(look_into(late, nadia, over), nadia, over)
    assert kept(punctuality(olha, *SPAN, over))["answered"] == (1, 2)
    assert oldest_open(olha) == in_time


def test_the_laws_limit_stands_apart_law_by_law(olena, nadia, roman, olha):
    made = look_into(filed(olena, "Too dear", roman), nadia)
    whom = {"country": "KZ", "client_kind": "business"}
    said = {"text": "Art. 1", "source": "Law 1", "amount": 1}
    law = save_limit(None, **whom, **said, by=olha, at=MORNING)
    apply_limit(made, **whom, limit=law, by=nadia, at=MORNING)
    answer(made, nadia)
    rows = punctuality(olha, *SPAN, END)
    assert kept(rows) == {
        "acknowledged": (1, 1),
        "assessed": (0, 1),
        "answered": (1, 1),
        "lawful": (0, 1),
    }
    assert [(row.law.text, row.kept, row.count) for row in rows if row.law] == [("Art. 1", 0, 1)]


def test_the_page_gathers_all_of_it_and_each_number_has_its_rows(
    as_nadia, case, olena, viktor, nadia, roman, petro, iryna, clock_at
):
    empty = text_of(as_nadia.get("/recovery/figures/"))
    assert (empty.count("no data") > 8, "No complaint is open." in empty) == (True, True)
    finding = answer(look_into(filed(olena, "Too dear", roman), nadia), nadia)
    many_answered(finding, ["solved"] * 18 + ["partly"] * 3 + ["no"] * 3 + ["unknown"] * 4, END)
    open_mistake(case, text="Wrong", cause=cause("late"), by=petro, at=MORNING)
    open_mistake(case, text="Wrong again", cause=cause("late"), by=petro, at=MORNING + DAY)
    answer_case(case, petro, "We are on it.", MORNING)
    put_back(fresh(case), reason="A court day", by=petro, at=MORNING + timedelta(hours=1))
    clock_at(END + DAY)
    page = text_of(as_nadia.get("/recovery/figures/"))
    assert "18 of 24; between 55.1 and 88.0 %" in page
    assert "unknown, counted nowhere: 4" in page
    assert "0 of 2; between 0.0 and 65.8 %" in page
    assert "1 of 3; between 6.1 and 79.2 %" in page
    assert "clients failed: 1" in page
    assert "times in all: 1" in page
    assert "The oldest open one is C-1 of" in page
    for path in (
        "/complaints/figures/?period=3",
        "/mistakes/figures/?period=3",
        "/goodwill/queue/?period=3",
        "/recovery/figures/answered/?period=3",
    ):
        assert f'href="{path}' in page
        assert as_nadia.get(path).status_code == 200
    assert text_of(as_nadia.get("/recovery/figures/answered/?period=3")).count("in time") == 29
    march = text_of(as_nadia.get("/recovery/figures/?period=2027-03"))
    assert "18 of 24; between 55.1 and 88.0 %" in march
    for period in ("2027-Q1", "2027", "12"):
        assert "18 of 24" in text_of(as_nadia.get(f"/recovery/figures/?period={period}"))
    for period in ("2027-02", "2026-Q4", "2026"):
        assert "18 of 24" not in text_of(as_nadia.get(f"/recovery/figures/?period={period}"))
    assert "18 of 24" in text_of(as_nadia.get("/recovery/figures/?period=2999-99"))
    assert as_nadia.get("/recovery/figures/worse/").status_code == 404
