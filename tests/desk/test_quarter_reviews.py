"""The review of a quarter: frozen, concluded and signed on its page and by the API, printed."""

from datetime import timedelta

import pytest
from django.test import Client

from slovo.domain.complaints.actions.filing import file_complaint
from slovo.domain.complaints.models import QuarterReview, Resolution
from slovo.domain.hooks.actions.endpoints import add_endpoint
from slovo.domain.hooks.models import Errand
from slovo.domain.mistakes.actions.failing import drop_failure
from slovo.domain.mistakes.actions.opening import open_mistake
from tests.api.caller import Caller
from tests.desk.reading import fields_of, text_of
from tests.domain.complaints.inquiring import ANSWERED, answer, cause, look_into, utc
from tests.make import MORNING

pytestmark = pytest.mark.django_db
AFTER = utc("04-01 07:00")
PAGE = "/recovery/reviews/2027-Q1/"


@pytest.fixture
def quarter(case, olena, nadia, petro, roman, clock_at):
    made = file_complaint(olena, stated="Nobody told me.", about=case, by=roman, at=MORNING)
    answer(look_into(made, nadia), nadia, ANSWERED + timedelta(days=12))
    for text in ("Late", "Late again"):
        open_mistake(case, text=text, cause=cause("late"), by=petro, at=MORNING)
    clock_at(AFTER)


def as_(user):
    client = Client()
    client.force_login(user)
    return client


def test_opened_read_signed_added_to_and_printed(quarter, as_olha, olha, nadia, petro):
    page = text_of(as_olha.get("/recovery/reviews/"))
    assert "No quarter has been looked back on yet." in page
    assert "Open the review of quarter 1 of 2027" in page
    opened = as_olha.post("/recovery/reviews/open/")
    assert (opened.status_code, opened["Location"]) == (302, PAGE)
    page = text_of(as_olha.get(PAGE))
    assert "0 of 1; between 0.0 and 79.3 %" in page
    assert 'Our own limit missed <span class="num">1</span>' in page
    assert 'The same to one client again <span class="num">1</span>' in page
    assert "C-1 Olena" in page
    drop_failure("mistake:2", by=olha, at=AFTER)
    assert 'The same to one client again <span class="num">1</span>' in text_of(as_olha.get(PAGE))
    form = fields_of(as_olha.get(f"{PAGE}sign/"))
    half = as_olha.post(f"{PAGE}sign/", {**form, "conclusions": "We ask.", "form-0-text": "Ask"})
    assert (half.status_code, "Say what, whose it is and by when." in text_of(half)) == (422, True)
    assert "We ask." in text_of(half)
    whole = {"form-0-text": "Ask", "form-0-owner": str(petro.pk), "form-0-due_on": "2027-05-01"}
    signed = as_olha.post(f"{PAGE}sign/", {**form, "conclusions": "We ask.", **whole})
    assert (signed.status_code, signed["Location"]) == (302, PAGE)
    again = as_olha.post(f"{PAGE}sign/", {**form, "conclusions": "No."})
    assert (again.status_code, "It is signed already." in text_of(again)) == (422, True)
    assert as_olha.post(f"{PAGE}addendum/", {"text": "It was the bank."}).status_code == 302
    page = text_of(as_olha.get(PAGE))
    for words in (
        "We ask.",
        "signed by Olha Levchenko, 1 April 2027, 10:00",
        "It was the bank.",
        "data-print",
    ):
        assert words in page
    assert as_(nadia).get(PAGE).status_code == 200
    assert as_(nadia).get(f"{PAGE}sign/").status_code == 403


def test_a_review_waits_on_today_and_endpoints_hear_of_it(quarter, as_olha, olha, petro, iryna):
    kinds = ["quarterreview.opened", "resolution.done"]
    made = {"name": "Books", "url": "https://books.example/slovo", "kinds": kinds}
    add_endpoint(**made, by=olha, at=AFTER)
    sign = "Conclude and sign the review of quarter 1 of 2027"
    assert sign not in text_of(as_olha.get("/"))
    as_olha.post("/recovery/reviews/open/")
    assert sign in text_of(as_olha.get("/"))
    listed = Caller(olha).get("today").json()
    assert [row["subject"] for row in listed["items"] if row["list"] == "reviews"] == [sign]
    assert listed["counts"]["reviews"] == 1
    assert sign not in text_of(as_(petro).get("/"))
    form = fields_of(as_olha.get(f"{PAGE}sign/"))
    whole = {"form-0-text": "Ask", "form-0-owner": str(petro.pk), "form-0-due_on": "2027-05-01"}
    as_olha.post(f"{PAGE}sign/", {**form, "conclusions": "We ask.", **whole})
    assert sign not in text_of(as_olha.get("/"))
    lane = "From the review of a quarter"
    assert [lane in text_of(as_(user).get("/")) for user in (petro, iryna)] == [True, False]
    his = text_of(as_(petro).get("/notices/"))
    assert ("Reviews" in his, "Nobody forgotten" in his) == (True, False)
    row = Caller(petro).get("today").json()["items"][-1]
    assert (row["list"], row["subject"], row["owner"]) == ("reviews", "Ask", petro.full_name)
    url = f"/recovery/resolutions/{Resolution.objects.get().pk}/"
    as_(petro).post(url, {"outcome": "We ask now."})
    assert lane not in text_of(as_(petro).get("/"))
    heard = Errand.objects.order_by("pk").values_list("event__kind", flat=True)
    assert list(heard) == kinds


def test_whoever_has_something_to_do_finds_that_alone(quarter, as_olha, petro, iryna):
    as_olha.post("/recovery/reviews/open/")
    form = fields_of(as_olha.get(f"{PAGE}sign/"))
    whole = {"form-0-text": "Ask", "form-0-owner": str(petro.pk), "form-0-due_on": "2027-05-01"}
    as_olha.post(f"{PAGE}sign/", {**form, "conclusions": "We ask.", **whole})
    his, other = as_(petro), as_(iryna)
    url = f"/recovery/resolutions/{Resolution.objects.get().pk}/"
    assert (his.get(PAGE).status_code, other.get(url).status_code) == (403, 404)
    assert "Nothing that a review decided waits for you." in text_of(
        other.get("/recovery/reviews/")
    )
    page = text_of(his.get("/recovery/reviews/"))
    assert ("Ask" in page, "We ask." in page) == (True, False)
    assert his.post(url, {"outcome": " "}).status_code == 422
    assert his.post(url, {"outcome": "Asked."}).status_code == 302
    assert "Asked." in text_of(as_olha.get(PAGE))


def test_the_api_does_the_same_with_the_same_refusals(quarter, olha, nadia):
    desk = Caller(olha)

    made = desk.post("quarter-reviews", quarter="2027-02-01")
    assert (made.status_code, made.json()["quarter"]) == (201, "2027-Q1")
    assert desk.post("quarter-reviews", quarter="2027-04-01").status_code == 422
    refused = desk.post("quarter-reviews/2027-Q1/sign", conclusions=" ")
    assert (refused.status_code, QuarterReview.objects.get().signed_at) == (422, None)
    decided = {"text": "Ask", "owner": nadia.email, "due_on": "2027-05-01"}
    signed = desk.post("quarter-reviews/2027-Q1/sign", conclusions="Ask.", decisions=[decided])
    assert (signed.status_code, signed.json()["signed_by"]) == (200, "Olha Levchenko")
    assert desk.post("quarter-reviews/2027-Q1/addenda", text="More.").status_code == 201
    done = desk.post(f"resolutions/{Resolution.objects.get().pk}/done", outcome="Asked.")
    assert done.json()["outcome"] == "Asked."
    assert [each["quarter"] for each in desk.get("quarter-reviews").json()] == ["2027-Q1"]
    shown = desk.get("quarter-reviews/2027-Q1").json()
    assert (shown["conclusions"], shown["addenda"][0]["text"]) == ("Ask.", "More.")
    assert desk.get("quarter-reviews/2027-Q9").status_code == 404


def test_figures_and_causes_by_the_api(quarter, olha, petro):
    figures = {each["name"]: each for each in Caller(olha).get("recovery-figures").json()}
    assert (figures["second"]["hits"], figures["second"]["of"]) == (1, 3)
    assert figures["satisfied"]["share"] is None
    since = "2026-01-01T00:00:00Z"
    before = Caller(olha).get("recovery-figures", since=since, until="2026-04-01T00:00:00Z").json()
    assert {each["of"] for each in before} == {0}
    found = Caller(olha).get("cause-trends").json()
    assert (found["months"][-1], [each["cause"] for each in found["causes"]]) == (
        "2027-04",
        ["late", "not-told"],
    )
    assert (found["causes"][0]["mistakes"][-2], found["causes"][1]["apart"]) == (2, 1)
    mistakes = Caller(olha).get("cause-trends", kind="mistake", branch="method").json()
    assert [each["total"] for each in mistakes["causes"]] == [2]
    his = Caller(petro).get("cause-trends", kind="complaint").json()
    assert his["causes"] == []
