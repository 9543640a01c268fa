"""R087 through the door: «done by Friday» without a promise asks; ungated, it is reviewed."""

from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Any

import pytest
from django.test import Client

from slovo.domain.cases.models import Case, Draft, Promise
from slovo.domain.notices.models import Notice
from slovo.domain.promises.models import FoundDate
from slovo.domain.risks.models import Risk
from slovo.domain.staff.models import User
from slovo.interfaces.keeper.duties import review_dates
from tests.desk import scene
from tests.desk.reading import fields_of, text_of
from tests.make import MORNING

SetClock = Callable[[datetime], None]
WORD = (MORNING + scene.DAY).isoformat()
LETTER = "The claim will be done by Friday."
TYPED = {"text": LETTER, "next_word": WORD}
FRIDAY = "2027-03-12T16:00:00+00:00"
DATE = {"date": "1", "date-1-words": "by Friday", "date-1-found": FRIDAY}
PROMISE = {
    "date-1-text": "The claim",
    "date-1-kind": "document",
    "date-1-due_at": "2027-03-12T18:00",
    "date-1-effort_minutes": "",
}
PART = {"HTTP_HX_TARGET": "dates"}


def press(client: Client, path: str, **typed: Any) -> Any:
    return client.post(f"/cases/S-1/{path}", {**TYPED, **typed})


def test_a_date_without_a_promise_is_asked_about_once(as_petro: Client, case: Case) -> None:
    asked = press(as_petro, "answer/")
    page = text_of(asked)
    assert asked.status_code == 422
    assert "You wrote a date: “by Friday”. Is it a promise?" in page
    assert LETTER in page
    assert "Make it a promise" in page
    assert "Not a promise" in page
    assert 'name="leaves_dates" value="1" formaction="/cases/S-1/answer/"' in page
    assert press(as_petro, "answer/", leaves_dates="1").status_code == 302
    assert case.messages.get(direction="out", nature="human").text == LETTER


@pytest.mark.parametrize(
    ("letter", "words"),
    [("Сделаем до пятницы.", "до пятницы"), ("Зробимо за тиждень.", "за тиждень")],
)
def test_other_languages_are_read_too(
    as_petro: Client, case: Case, letter: str, words: str
) -> None:
    asked = press(as_petro, "answer/", text=letter)
    assert asked.status_code == 422
    assert f"“{words}”" in text_of(asked)


def test_asking_whether_it_is_solved_asks_too(as_petro: Client, case: Case) -> None:
    asked = press(as_petro, "solve/")
    assert asked.status_code == 422
    assert 'formaction="/cases/S-1/solve/"' in text_of(asked)
    assert press(as_petro, "solve/", leaves_dates="1").status_code == 302


def test_sending_anyway_is_still_asked_about_the_limit_of_silence(
    as_petro: Client, case: Case
) -> None:
    late = {"next_word": "other", "next_word_other": "2027-03-20T12:00", "leaves_dates": "1"}
    asked = press(as_petro, "answer/", **late)
    assert asked.status_code == 422
    assert fields_of(asked)["leaves_dates"] == "1" or 'name="leaves_dates"' in text_of(asked)
    assert press(as_petro, "answer/", **late, insists="1").status_code == 302


def test_the_margin_tells_what_is_read(as_petro: Client, case: Case) -> None:
    margin = as_petro.post("/cases/S-1/dates/", TYPED, **PART)
    page = text_of(margin)
    assert margin.status_code == 200
    assert "by Friday" in page
    assert "Fri 12 March, 18:00" in page
    assert "<html" not in page
    assert not text_of(as_petro.post("/cases/S-1/dates/", {**TYPED, "kind": "note"})).strip()
    nothing = as_petro.post("/cases/S-1/dates/", {"text": "Thank you."}, **PART)
    assert not text_of(nothing).strip()


def test_not_a_promise_is_remembered_and_the_draft_kept(as_petro: Client, case: Case) -> None:
    done = press(as_petro, "dates/aside/", **DATE)
    assert (done.status_code, done["Location"]) == (302, "/cases/S-1/#write")
    assert LETTER in Draft.objects.get(case=case).html
    page = text_of(as_petro.get("/cases/S-1/"))
    assert "Remembered: not a promise." in page
    assert press(as_petro, "answer/").status_code == 302


def test_a_date_becomes_a_promise_in_the_margin(as_petro: Client, case: Case, petro: User) -> None:
    margin = as_petro.post("/cases/S-1/dates/promise/", {**TYPED, **DATE, **PROMISE}, **PART)
    assert margin.status_code == 200
    assert "Promised for Fri 12 March, 18:00." in text_of(margin)
    promise = Promise.objects.given().get()
    assert (promise.text, promise.owner, promise.due_at.isoformat()) == (
        "The claim",
        petro,
        FRIDAY,
    )
    assert press(as_petro, "answer/").status_code == 302
    scene.send_all(MORNING + scene.HOUR)
    assert FoundDate.objects.get().promise == promise
    assert not FoundDate.objects.to_review().exists()


def test_what_does_not_fit_is_refused_there_with_the_date_that_can_be_kept(
    as_petro: Client, case: Case
) -> None:
    typed = {**TYPED, **DATE, **PROMISE, "date-1-effort_minutes": "40"}
    margin = as_petro.post("/cases/S-1/dates/promise/", typed, **PART)
    page = text_of(margin)
    assert margin.status_code == 422
    assert "It needs 48 h with the buffer" in page
    assert 'value="40"' in page
    button = next(mark.instead for mark in margin.context["marks"])
    assert f"Promise it for {button.words}" in page
    assert not Promise.objects.given().exists()
    typed["date"] = f"1@{button.value}"
    kept = as_petro.post("/cases/S-1/dates/promise/", typed, **PART)
    assert kept.status_code == 200
    assert "The letter says another date: change its words." in text_of(kept)


def test_without_script_a_refusal_shows_the_page_as_it_was_typed(
    as_petro: Client, case: Case
) -> None:
    refused = press(as_petro, "dates/promise/", **DATE, **{**PROMISE, "date-1-text": ""})
    page = text_of(refused)
    assert refused.status_code == 422
    assert "What is promised" in page
    assert LETTER in page
    done = press(as_petro, "dates/promise/", **DATE, **PROMISE)
    assert (done.status_code, done["Location"]) == (302, "/cases/S-1/#write")
    assert Promise.objects.given().count() == 1


@pytest.mark.parametrize("date", ["", "x", "999", "1"])
def test_a_date_that_is_not_there_is_refused(as_petro: Client, case: Case, date: str) -> None:
    refused = press(as_petro, "dates/aside/", date=date)
    assert refused.status_code == 422
    assert not FoundDate.objects.exists()


def test_what_left_undecided_waits_on_the_list(
    as_petro: Client, case: Case, olha: User, clock_at: SetClock
) -> None:
    assert "Every date that left is decided." in text_of(as_petro.get("/promises/review/"))
    press(as_petro, "answer/", leaves_dates="1")
    left = MORNING + timedelta(minutes=1)
    scene.send_all(left)
    clock_at(left)
    page = text_of(as_petro.get("/promises/review/"))
    assert "by Friday" in page
    assert "The claim will be done by Friday" in page
    assert "look at it today by 15:06" in page
    assert "Dates left in letters" in text_of(as_petro.get("/"))
    review_dates(left + timedelta(hours=4))
    assert Notice.objects.get(user=olha).why == "date_unreviewed"
    clock_at(left + timedelta(hours=4))
    assert "not looked at in time" in text_of(as_petro.get("/promises/review/"))
    as_petro.force_login(olha)
    words = "A date in our letter to Olena Sydorenko is nobody’s promise yet."
    assert words in text_of(as_petro.get("/notices/"))


def test_a_listed_date_becomes_a_promise_or_is_set_aside(as_petro: Client, case: Case) -> None:
    press(as_petro, "answer/", leaves_dates="1", text="Done by Friday. The rest on Monday.")
    scene.send_all(MORNING + scene.HOUR)
    first, second = FoundDate.objects.to_review().order_by("pk")
    path = f"/promises/review/{first.pk}/promise/"
    form = as_petro.get(path)
    assert fields_of(form)["text"] == "Done by Friday"
    assert fields_of(form)["due_at"] == "2027-03-12T18:00"
    typed = {"text": "Claim", "kind": "document", "due_at": "2027-03-12T18:00"}
    refused = as_petro.post(path, {**typed, "effort_minutes": "40"})
    assert refused.status_code == 422
    assert "Promise it for" in text_of(refused)
    assert as_petro.post(path, typed)["Location"] == "/promises/review/"
    assert Promise.objects.given().get().origin == first.message
    assert as_petro.post(f"/promises/review/{second.pk}/aside/").status_code == 302
    assert not FoundDate.objects.to_review().exists()
    as_petro.post(f"/promises/review/{first.pk}/aside/")
    page = text_of(as_petro.get("/promises/review/"))
    assert "A promise stands on this date already." in page


def test_bad_news_from_a_date_on_the_list_takes_it_off(as_petro: Client, case: Case) -> None:
    press(as_petro, "answer/", leaves_dates="1")
    scene.send_all(MORNING + scene.HOUR)
    found = FoundDate.objects.to_review().get()
    url = f"/cases/S-1/risk/?date={found.pk}"
    assert f'href="{url}"' in text_of(as_petro.get("/promises/review/"))
    form = fields_of(as_petro.get(url))
    written = "We wrote: “The claim will be done by Friday”. It cannot be kept."
    assert form["text"].startswith(written[:40])
    answer = as_petro.post(url, form)
    risk = Risk.objects.get()
    assert answer["Location"] == f"/risks/{risk.pk}/"
    assert risk.text == form["text"]
    assert "Every date that left is decided." in text_of(as_petro.get("/promises/review/"))


@pytest.mark.parametrize("date", ["", "x", "999999", "9" * 30])
def test_bad_news_is_raised_whatever_date_the_address_names(
    as_petro: Client, case: Case, date: str
) -> None:
    url = f"/cases/S-1/risk/?date={date}"
    assert as_petro.post(url, fields_of(as_petro.get(url))).status_code == 302
    assert Risk.objects.count() == 1


def test_the_list_of_dates_stands_beside_the_promises(as_petro: Client, case: Case) -> None:
    for path in ("", "ledger/", "calendar/", "review/"):
        page = text_of(as_petro.get(f"/promises/{path}"))
        assert 'href="/promises/review/"' in page
        assert "Dates in letters" in page
