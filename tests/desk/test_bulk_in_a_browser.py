"""Rows are chosen by keyboard or by hand, and no page of it is closed to anybody."""

from collections.abc import Callable
from typing import Any

from slovo.domain.cases.actions.saving_views import save_view
from slovo.domain.cases.models import Case
from slovo.domain.cases.sieve import Sieve
from slovo.domain.clients.models import Person
from slovo.domain.staff.models import User
from tests.desk import scene
from tests.make import MORNING


def test_rows_are_chosen_looked_at_given_and_given_back(
    browser_page: Callable[..., Any],
    axe: Callable[[Any], list[str]],
    case: Case,
    viktor: Person,
    olha: User,
    iryna: User,
) -> None:
    for subject in ("Second", "Third"):
        scene.write(viktor, subject=subject)
    save_view(None, name="Mine", sieve=Sieve("mine"), is_shared=False, by=olha, at=MORNING)
    page = browser_page("/cases/?view=open", user=olha)
    assert not page.is_visible("#bulk")
    for key in ("j", "x", "j", "j", "Shift+X"):
        page.keyboard.press(key)
    page.get_by_text("What is chosen: 3").wait_for()
    page.keyboard.press("x")
    page.get_by_text("What is chosen: 2").wait_for()
    page.locator("[data-bulk-all]").click()
    page.get_by_text("What is chosen: 3").wait_for()
    assert axe(page) == []
    page.click("#bulk button[value=assign]")
    page.select_option("select[name=to]", label=iryna.full_name)
    assert axe(page) == []
    page.click("text=Look first")
    page.get_by_text("Assign: 3 cases").wait_for()
    page.uncheck("[aria-label^='S-2 ']")
    assert axe(page) == []
    page.click("text=Assign: 3 cases")
    page.get_by_text("2 of 2 cases are done.").wait_for()
    assert axe(page) == []
    given = {each.ref: each.handler for each in Case.objects.select_related("handler")}
    assert [ref for ref in sorted(given) if given[ref] == iryna] == ["S-1", "S-3"]
    page.click("text=Give them back")
    page.wait_for_selector("text=Give them back", state="detached")
    assert not Case.objects.filter(handler=iryna).exists()
    for path in ("/cases/views/", "/cases/views/new/"):
        page.goto(path)
        assert axe(page) == []
