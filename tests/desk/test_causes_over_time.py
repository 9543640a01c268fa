"""Causes over time: months, shares, what the client had named, what came back; rows behind each."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from slovo.domain.complaints.actions.measures import put_in_force, take_measure
from slovo.domain.complaints.trends import COMPLAINT, MISTAKE, trends
from slovo.domain.mistakes.actions.opening import open_mistake
from slovo.domain.mistakes.models import Failure
from tests.desk.reading import text_of
from tests.domain.complaints.inquiring import ANSWERED, LOOKED, answer, cause, look_into
from tests.make import MORNING

pytestmark = pytest.mark.django_db


@pytest.fixture
def as_nadia(nadia, client):
    client.force_login(nadia)
    return client


@pytest.fixture
def known(case, olena, viktor, nadia, roman, petro):
    """Two complaints not told of, the client of one said so; two mistakes, one in February."""
    from slovo.domain.complaints.actions.filing import file_complaint

    for person, stated in ((olena, cause("billing")), (viktor, cause("wrong-data"))):
        made = file_complaint(person, stated="Nobody told me.", by=roman, at=MORNING)
        answer(look_into(made, nadia, stated_cause=stated), nadia)
    said = {"cause": cause("not-told"), "text": "Not told", "by": petro}
    open_mistake(case, **said, at=LOOKED)
    late = open_mistake(case, cause=cause("late"), text="Too late", by=petro, at=LOOKED)
    Failure.objects.filter(subject=late.subject).update(at=LOOKED - timedelta(days=20))


def test_months_shares_and_what_the_client_had_named(known, olha, nadia):
    at = ANSWERED + timedelta(days=8)
    first, second = trends(olha, at)
    assert (first.cause.code, first.total, second.cause.code) == ("not-told", 3, "late")
    assert (first.counts[COMPLAINT][-1], first.counts[MISTAKE][-1]) == (2, 1)
    assert second.months == [0] * 10 + [1, 0]
    assert (first.differing.hits, first.differing.count) == (1, 2)
    share = tuple(round(100 * value, 1) for value in first.share)
    assert share == (75.0, 30.1, 95.4)
    assert (first.with_those_above, second.with_those_above) == (0.75, 1.0)
    assert [row.total for row in trends(olha, at, kinds=[MISTAKE])] == [1, 1]
    assert [row.total for row in trends(olha, at, kinds=[COMPLAINT])] == [2]
    assert [row.cause.code for row in trends(olha, at, branch="method")] == ["late"]
    assert trends(olha, at + timedelta(days=500)) == []


def test_each_number_opens_its_rows(known, as_nadia, nadia, clock_at):
    at = ANSWERED + timedelta(days=8)
    clock_at(at)
    text = text_of(as_nadia.get("/causes/"))
    assert "1 cause of 2 makes four fifths" not in text
    assert "2 causes of 2 make four fifths of what went wrong in twelve months." in text
    assert "March 2027: complaints 2, mistakes 1" in text
    assert '<a href="/causes/not-told/?month=2027-03" aria-label="Somebody was not told' in text
    assert "1 of 2" in text
    month = text_of(as_nadia.get("/causes/not-told/?month=2027-03"))
    assert (month.count("Nobody told me."), month.count("Not told")) == (2, 1)
    assert "A wrong invoice" in month
    assert "Nothing of it that you may read." in text_of(
        as_nadia.get("/causes/late/?month=2027-03")
    )
    apart = text_of(as_nadia.get("/causes/not-told/?kind=apart"))
    assert apart.count("Nobody told me.") == 1
    answered = text_of(as_nadia.get("/causes/not-told/?kind=answered"))
    assert answered.count("Nobody told me.") == 2
    assert text_of(as_nadia.get("/causes/?mistake=on")).count("no data") == 0
    assert "Too late" in text_of(as_nadia.get("/causes/late/"))
    assert as_nadia.get("/causes/no-such/").status_code == 404


def test_a_watch_that_runs_stands_beside_and_then_counts(known, as_nadia, nadia, clock_at):
    from slovo.domain.complaints.models import Complaint

    made = Complaint.objects.latest("number")
    due = (ANSWERED + timedelta(days=30)).date()
    measure = take_measure(
        made, text="A copy to finance", owner=nadia, due_on=due, by=nadia, at=ANSWERED
    )
    put_in_force(measure, how="Seen.", by=nadia, at=ANSWERED)
    clock_at(ANSWERED + timedelta(days=8))
    assert "1 watched still" in text_of(as_nadia.get("/causes/"))
    assert "Watched still" in text_of(as_nadia.get("/causes/not-told/"))
    clock_at(ANSWERED + timedelta(days=120))
    text = text_of(as_nadia.get("/causes/"))
    assert "0 of 1" in text
    assert "0.0 %, between 0.0 and 79.3" in text
    assert "It held for ninety days" in text_of(as_nadia.get("/causes/not-told/"))


def test_whoever_is_complained_of_sees_none_of_it(as_petro, filed_of_petro, clock_at):
    clock_at(ANSWERED + timedelta(days=8))
    assert "no cause is named yet" in text_of(as_petro.get("/causes/"))
    assert "Nobody calls" not in text_of(as_petro.get("/causes/not-told/"))


@pytest.fixture
def filed_of_petro(case, olena, nadia, roman):
    from slovo.domain.complaints.actions.filing import file_complaint

    made = file_complaint(olena, stated="Nobody calls.", about=case, by=roman, at=MORNING)
    return answer(look_into(made, nadia), nadia)


def test_no_question_per_row(known, as_nadia, olena, roman, nadia):
    from slovo.domain.complaints.actions.filing import file_complaint

    as_nadia.get("/causes/")
    pages = ("/causes/", "/causes/not-told/")
    with CaptureQueriesContext(connection) as few:
        [as_nadia.get(page) for page in pages]
    for number in range(3):
        made = file_complaint(olena, stated=f"More {number}", by=roman, at=MORNING)
        look_into(made, nadia)
    with CaptureQueriesContext(connection) as more:
        [as_nadia.get(page) for page in pages]
    assert len(more) == len(few)
