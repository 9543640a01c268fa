"""What only a browser shows: a form that works under our headers, and a page that stays true."""

from collections.abc import Callable
from typing import Any

import pytest

from slovo.domain.cases.actions.assigning import hand_over_case
from slovo.domain.cases.models import Case
from slovo.domain.staff.models import User
from tests.make import MORNING
from tests.portal.scene import HOUR, answer, url_of

Open = Callable[..., Any]


@pytest.mark.parametrize("has_script", [True, False])
def test_a_reply_is_sent_with_and_without_script(
    browser_page: Open, case: Case, has_script: bool
) -> None:
    """No referrer, no cookie: the browser says `Origin: null`, and still it arrives."""
    page = browser_page(url_of(case) + "?language=en", java_script_enabled=has_script, width=360)
    page.fill("#reply", "Here are the papers.")
    page.set_input_files("#files", {"name": "a.txt", "mimeType": "text/plain", "buffer": b"x"})
    page.click("form button")
    page.wait_for_url("**/?done=reply")
    message = case.messages.get(text="Here are the papers.")
    assert [file.name for file in message.attachments.all()] == ["a.txt"]


def test_an_open_page_renews_itself_and_keeps_what_is_typed(
    browser_page: Open, case: Case, petro: User, iryna: User
) -> None:
    page = browser_page(url_of(case) + "?language=en")
    page.fill("#reply", "Half a senten")
    brief = "He wants his money.\nHe fears the court.\nWe promised a letter."
    hand_over_case(case, to=iryna, brief=brief, by=petro, at=MORNING + HOUR)
    page.evaluate("document.dispatchEvent(new Event('visibilitychange'))")
    page.get_by_text("Iryna Koval took the request on.").wait_for()
    assert page.input_value("#reply") == "Half a senten"
    assert page.locator("#people").inner_text().count("Iryna Koval") == 1


@pytest.mark.parametrize("language", ["en", "ru", "uk"])
@pytest.mark.parametrize("light", ["light", "dark"])
def test_nobody_is_shut_out(
    browser_page: Open, axe: Any, case: Case, petro: User, language: str, light: str
) -> None:
    url = url_of(case)
    against = {}
    for path in (url, url + "history/", url + "wrong/", "/write/"):
        page = browser_page(f"{path}?language={language}", width=360, color_scheme=light)
        against[path] = axe(page)
    answer(case, petro, "Done.", MORNING + HOUR, solves=True, next_word_at=None)
    page = browser_page(f"{url}solved/?language={language}", width=360, color_scheme=light)
    against["solved"] = axe(page)
    assert {path: found for path, found in against.items() if found} == {}
