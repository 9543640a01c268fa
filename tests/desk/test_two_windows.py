"""One colleague, one case, two windows: nothing is lost, and nothing leaves twice."""

from collections.abc import Callable
from datetime import datetime
from typing import Any

import pytest
from django.test import Client

from slovo.domain.cases.actions.drafts import save_draft
from slovo.domain.cases.models import Case, Draft
from slovo.domain.staff.models import User
from tests.desk import scene
from tests.desk.reading import text_of
from tests.make import MORNING

SetClock = Callable[[datetime], None]
MINUTE = scene.HOUR / 60
WORD = (MORNING + scene.DAY).isoformat()


@pytest.fixture
def windows(as_petro: Client, case: Case, clock_at: SetClock) -> list[dict[str, Any]]:
    """What two windows send, opened a minute apart."""
    found = []
    for minutes in (60, 61):
        clock_at(MORNING + minutes * MINUTE)
        seen = as_petro.get("/cases/S-1/").context["composer"].seen_through
        found.append({"seen_through": seen, "next_word": WORD, "kind": "letter"})
    clock_at(MORNING + 62 * MINUTE)
    return found


def letters(case: Case) -> list[str]:
    return [message.text for message in case.messages.filter(direction="out", nature="human")]


def test_words_of_the_other_window_are_not_written_over(
    as_petro: Client, case: Case, windows: list[dict[str, Any]], clock_at: SetClock
) -> None:
    one, other = windows
    for words in ("Dear", "Dear Olena"):
        assert as_petro.post("/cases/S-1/draft/", {**one, "text": words}).status_code == 200
        clock_at(MORNING + 63 * MINUTE)
    answer = as_petro.post("/cases/S-1/draft/", {**other, "text": "Good day"})
    assert answer.status_code == 409
    assert answer.json()["words"].startswith("You write here in another window, too.")
    asked = as_petro.post("/cases/S-1/answer/", {**other, "text": "Good day"})
    assert asked.status_code == 422
    assert "You are writing here in another window, too: “Dear Olena”." in text_of(asked)
    assert ("Good day" in text_of(asked), letters(case)) == (True, [])
    assert "Dear Olena" in Draft.objects.get().html
    again = {**other, "seen_through": asked.context["composer"].seen_through}
    assert as_petro.post("/cases/S-1/answer/", {**again, "text": "Good day"}).status_code == 302
    assert (letters(case), Draft.objects.exists()) == (["Good day"], False)


@pytest.mark.parametrize("verb", ["answer", "solve"])
def test_what_was_sent_from_the_other_window_does_not_leave_again(
    as_petro: Client, case: Case, windows: list[dict[str, Any]], clock_at: SetClock, verb: str
) -> None:
    one, other = ({**window, "text": "We file it."} for window in windows)
    for _press in range(2):
        assert as_petro.post(f"/cases/S-1/{verb}/", one).status_code == 302
    clock_at(MORNING + 70 * MINUTE)
    for old in (one, other):
        answer = as_petro.post(f"/cases/S-1/{verb}/", old)
        assert answer.status_code == 422
        said = text_of(answer)
        assert "You have written from another window meanwhile. Read it first." in said
        assert "We file it." in said
    assert letters(case) == ["We file it."]


def test_the_same_form_sent_again_is_one(
    as_petro: Client, case: Case, windows: list[dict[str, Any]], clock_at: SetClock
) -> None:
    said = {"email": "ivan@client.example", "full_name": "Ivan Bondar", "text": "My claim?"}
    places = []
    for minutes in (70, 75):
        clock_at(MORNING + minutes * MINUTE)
        as_petro.post("/cases/S-1/note/", {**windows[0], "kind": "note", "text": "Two banks."})
        places.append(as_petro.post("/cases/new/", {**said, "subject": "Claim"}).url)
    assert case.messages.filter(direction="note").count() == 1
    assert (places[0], Case.objects.count()) == (places[1], 2)
    clock_at(MORNING + 90 * MINUTE)
    as_petro.post("/cases/new/", {**said, "subject": "Claim"})
    assert Case.objects.count() == 3


def test_a_draft_nobody_drew_a_page_for_is_taken_up(
    as_petro: Client, case: Case, petro: User, windows: list[dict[str, Any]]
) -> None:
    save_draft(case, user=petro, html="", at=MORNING + 62 * MINUTE)
    assert as_petro.post("/cases/S-1/draft/", {**windows[0], "text": "Dear"}).status_code == 200
