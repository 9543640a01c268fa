"""A date asks in the margin while one writes, by keyboard alone; and without script."""

from collections.abc import Callable
from typing import Any

from slovo.domain.cases.actions.drafts import save_draft
from slovo.domain.cases.models import Case, Promise
from slovo.domain.promises.models import FoundDate
from slovo.domain.staff.models import User
from tests.make import MORNING

Open = Callable[..., Any]


def test_dates_are_decided_while_writing(browser_page: Open, case: Case, petro: User) -> None:
    page = browser_page("/cases/S-1/", user=petro)
    page.click("text=Letter to Olena Sydorenko")
    page.locator("trix-editor").press_sequentially("The claim is done by Friday, a draft ")
    page.locator("trix-editor").press_sequentially("on Thursday.")
    friday, thursday = page.locator(".date-mark").nth(0), page.locator(".date-mark").nth(1)
    thursday.get_by_text("Thu 11 March, 18:00").wait_for()
    thursday.get_by_text("Not a promise").focus()
    page.keyboard.press("Enter")
    thursday.locator(".quiet", has_text="Not a promise.").wait_for()
    friday.locator("summary").focus()
    page.keyboard.press("Enter")
    friday.get_by_label("What is promised").fill("The claim")
    friday.get_by_label("What is promised").press("Enter")
    friday.get_by_text("Promised for Fri 12 March, 18:00.").wait_for()
    page.locator("trix-editor").focus()
    page.keyboard.press("Control+Enter")
    page.get_by_text("leaves in a moment").wait_for()
    assert Promise.objects.given().get().text == "The claim"
    assert FoundDate.objects.count() == 2


def test_without_script_the_buttons_of_the_margin_send_the_sheet(
    browser_page: Open, case: Case, petro: User
) -> None:
    save_draft(case, user=petro, html="<p>Done by Friday.</p>", at=MORNING)
    page = browser_page("/cases/S-1/", user=petro, java_script_enabled=False)
    page.get_by_text("Fri 12 March, 18:00").wait_for()
    page.click("button:has-text('Not a promise')")
    page.get_by_text("Remembered: not a promise.").wait_for()
    page.click("button:has-text('Send the letter')")
    page.get_by_text("leaves in a moment").wait_for()
    assert case.messages.get(direction="out", nature="human").text == "Done by Friday."
