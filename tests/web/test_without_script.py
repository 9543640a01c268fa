"""The whole way of a morning with scripts switched off: nothing important needs one."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest

from slovo.domain.cases.models import Case, Promise
from slovo.domain.staff.models import Firm
from slovo.interfaces.commands.demo.cast import found_demo
from slovo.interfaces.commands.demo.morning import play_morning
from slovo.lib import clock

Open = Callable[..., Any]


@pytest.mark.parametrize("width", [1280, 360])
def test_sign_in_today_case_answer_promise_settings(
    transactional_db: None, browser_page: Open, width: int
) -> None:
    now = clock.now()
    cast = found_demo(language="en", at=now - timedelta(days=30))
    play_morning(cast, now)
    olha, case = cast.users["olha"], Case.objects.get(number=4)
    olha.set_password("a long password")
    olha.save()
    page = browser_page("/", width=width, java_script_enabled=False)

    page.fill("input[name=login]", olha.email)
    page.fill("input[name=password]", "a long password")
    page.get_by_role("button", name="Sign in", exact=True).click()
    page.locator("h1.voice").wait_for()

    page.goto("/?whose=firm")
    page.locator(f"a[href='/cases/{case.ref}/']").first.click()
    page.wait_for_url(f"**/cases/{case.ref}/")

    page.fill("#words", "We file it at once.")
    page.get_by_role("button", name="Send the letter").click()
    page.get_by_text("leaves in a moment").wait_for()
    letter = case.messages.filter(direction="out", nature="human").latest("pk")
    assert letter.text == "We file it at once."

    page.get_by_role("link", name="Promise a date").click()
    page.fill("input[name=text]", "Draft of the claim")
    page.locator(".gate button.btn-primary, .form button.btn-primary").first.click()
    page.wait_for_url(f"**/cases/{case.ref}/*")
    assert Promise.objects.filter(text="Draft of the claim", case=case).count() == 1

    page.goto("/settings/")
    page.get_by_role("link", name="Firm", exact=True).first.click()
    page.fill("input[name=name]", "Levchenko and Friends")
    page.get_by_role("button", name="Save").click()
    page.wait_for_url("**/settings/firm/")
    assert Firm.objects.get().name == "Levchenko and Friends"
