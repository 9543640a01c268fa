"""What only a browser shows: writing with and without script, undo, looking beside the list."""

from collections.abc import Callable
from typing import Any

import pytest

from slovo.domain.cases.actions.answering import note_case
from slovo.domain.cases.models import Case, Draft
from slovo.domain.staff.models import User
from slovo.domain.standards.actions.macros import save_macro
from tests.make import MORNING

Open = Callable[..., Any]
FILE = {"name": "a.txt", "mimeType": "text/plain", "buffer": b"x"}


def letters(case: Case) -> list[str]:
    sent = case.messages.filter(direction="out", nature="human", cancelled_at=None)
    return [message.text for message in sent]


def test_a_letter_is_sent_without_script(browser_page: Open, case: Case, petro: User) -> None:
    page = browser_page("/cases/S-1/", user=petro, java_script_enabled=False)
    page.fill("#words", "We file it at once.")
    page.set_input_files("input.no-script", FILE)
    page.click("button:has-text('Send the letter')")
    page.get_by_text("The letter to Olena Sydorenko leaves in a moment.").wait_for()
    message = case.messages.get(direction="out", nature="human")
    assert message.text == "We file it at once."
    assert [file.name for file in message.attachments.all()] == ["a.txt"]


def test_a_note_is_written_without_script(browser_page: Open, case: Case, petro: User) -> None:
    page = browser_page("/cases/S-1/", user=petro, java_script_enabled=False)
    page.click("text=Note for colleagues")
    page.fill("#words", "He has two banks.")
    assert not page.is_visible("button:has-text('Send the letter')")
    page.click("button:has-text('Write the note')")
    page.get_by_text("The note is written.").wait_for()
    assert case.messages.get(direction="note").text == "He has two banks."
    assert letters(case) == []


def test_what_is_written_is_kept_sent_and_taken_back(
    browser_page: Open, case: Case, petro: User, olha: User
) -> None:
    text = "{{ person.called }}, we work on it.\n\n{{ me.phone }}"
    save_macro(None, name="On it", texts={"en": text}, by=olha, at=MORNING)
    page = browser_page("/cases/S-1/", user=petro)
    page.click("text=Letter to Olena Sydorenko")
    page.locator("trix-editor").press_sequentially("Dear Olena")
    page.get_by_text("Draft saved.").wait_for()
    assert "Dear Olena" in Draft.objects.get(case=case, user=petro).html
    page.click("summary[aria-label='Texts used again']")
    page.click("[data-insert]")
    page.get_by_text("The letter still asks for me.phone.").wait_for()
    page.keyboard.press("Shift+Home")
    page.keyboard.type("Yours")
    page.keyboard.press("Control+Enter")
    page.get_by_text("leaves in a moment").wait_for()
    whole = "Dear Olena\n\nOlena Mykolaivna, we work on it.\n\nYours"
    assert letters(case) == [whole]
    page.click(".toast-word button:has-text('Take it back')")
    page.get_by_text("It is a draft again.").wait_for()
    assert letters(case) == []
    assert page.locator("trix-editor").inner_text().strip() == whole


@pytest.mark.parametrize("width", [1440, 360])
def test_a_case_is_looked_into_beside_its_list_or_opened(
    browser_page: Open, case: Case, petro: User, width: int
) -> None:
    page = browser_page("/cases/", user=petro, width=width)
    page.click(".item")
    page.get_by_text("The supplier does not pay.").first.wait_for()
    assert page.url.endswith("/cases/" if width == 1440 else "/cases/S-1/")


def test_one_key_tells_who_waits(browser_page: Open, case: Case, petro: User) -> None:
    page = browser_page("/", user=petro)
    page.keyboard.press("j")
    page.keyboard.press("e")
    page.get_by_text("leaves in a moment").wait_for()
    assert len(letters(case)) == 1


def test_who_fills_in_a_form_is_told_that_the_case_changed(
    browser_page: Open, case: Case, petro: User
) -> None:
    page = browser_page("/cases/S-1/hand-over/", user=petro)
    words = page.get_by_text("The case has changed while you were here.")
    assert not words.is_visible()
    page.fill("textarea[name=brief]", "He wants his money.")
    note_case(case, html="<p>Two banks.</p>", by=petro, at=MORNING)
    words.wait_for()
    assert page.input_value("textarea[name=brief]") == "He wants his money."


@pytest.mark.parametrize(
    ("button", "word"),
    [
        ("Send, next word Fri 12 March by 17:00", "2027-03-12 15:00"),
        ("Send anyway", "2027-03-20 10:00"),
    ],
)
def test_a_word_beyond_the_limit_is_one_press_from_it(
    browser_page: Open, case: Case, petro: User, button: str, word: str
) -> None:
    page = browser_page("/cases/S-1/", user=petro)
    page.click("text=Letter to Olena Sydorenko")
    page.locator("trix-editor").press_sequentially("It takes long.")
    page.click("text=Another time")
    page.fill("input[name=next_word_other]", "2027-03-20T12:00")
    page.click("button:has-text('Send the letter')")
    page.get_by_text("The limit is Fri 12 March, 17:00.").first.wait_for()
    page.click(f"button:has-text('{button}')")
    page.get_by_text("leaves in a moment").wait_for()
    message = case.messages.get(direction="out", nature="human")
    assert f"{message.next_word_at:%Y-%m-%d %H:%M}" == word
    assert message.text == "It takes long."
