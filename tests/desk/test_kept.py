"""Who was signed out while he wrote, or wrote on an old page, loses no word of it."""

from collections.abc import Callable
from typing import Any

from django.test import Client

from slovo.domain.cases.models import Case, Draft
from slovo.domain.staff.models import User
from tests.desk.reading import fields_of, text_of

WORDS = "The bailiff came at nine, and he asks again."
HERE = {"origin": "http://testserver"}


def test_a_note_survives_signing_in_again(case: Case, petro: User) -> None:
    client = Client(enforce_csrf_checks=True)
    client.force_login(petro)
    path = f"/cases/{case.ref}/note/"
    page = client.get(f"/cases/{case.ref}/hand-over/")
    client.session.flush()
    token = fields_of(page)["csrfmiddlewaretoken"]
    typed = {"csrfmiddlewaretoken": token, "kind": "note", "text": WORDS}

    out = client.post(path, typed, headers=HERE)
    assert out.status_code == 401
    assert "You were signed out while you wrote." in text_of(out)
    assert fields_of(out)["text"] == WORDS

    del client.cookies["csrftoken"]  # signing in brings a new one
    client.get("/accounts/login/")
    client.force_login(petro)
    old = client.post(path, fields_of(out), headers=HERE)
    assert old.status_code == 403
    assert "The page had grown old." in text_of(old)

    assert client.post(path, fields_of(old), headers=HERE).status_code == 302
    assert case.messages.get(direction="note").text == WORDS


def test_no_other_site_puts_words_into_our_mouth(case: Case, petro: User) -> None:
    client = Client(enforce_csrf_checks=True)
    client.force_login(petro)
    foreign = {"origin": "https://evil.example"}
    answer = client.post(f"/cases/{case.ref}/note/", {"text": WORDS}, headers=foreign)
    assert answer.status_code == 403
    assert WORDS not in text_of(answer)


def test_a_password_is_never_written_on_a_page(firm: object) -> None:
    client = Client(enforce_csrf_checks=True)
    typed = {"login": "a@firm.example", "password": "dovhyi-i-tykhyi"}
    answer = client.post("/accounts/login/", typed, headers=HERE)
    assert answer.status_code == 403
    assert "dovhyi" not in answer.content.decode()


def test_an_answer_survives_signing_in_again(
    browser_page: Callable[..., Any], case: Case, petro: User
) -> None:
    page = browser_page(f"/cases/{case.ref}/#write", user=petro)
    page.context.clear_cookies(name="sessionid")
    page.locator("trix-editor").press_sequentially(WORDS)
    page.click("button:has-text('Send the letter')")
    page.get_by_text("You were signed out. What you wrote stays here:").wait_for()
    assert page.locator("trix-editor").inner_text().strip() == WORDS
    again = Client()
    again.force_login(petro)
    session = {"name": "sessionid", "value": again.session.session_key, "url": page.url}
    page.context.add_cookies([session])
    page.get_by_text("Draft saved.").wait_for()
    assert WORDS in Draft.objects.get(case=case, user=petro).html
    page.click("button:has-text('Send the letter')")
    page.get_by_text("leaves in a moment").wait_for()
