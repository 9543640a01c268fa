"""The house in a real browser: accessible in both lights, and everything by keyboard."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest

from slovo.domain.access.actions.links import link_for
from slovo.domain.cases.models import Case, Draft
from slovo.domain.clients.models import Responsibility
from slovo.domain.journal.actors import HOUSE
from slovo.domain.staff.models import User
from slovo.interfaces.commands.demo.cast import found_demo
from slovo.interfaces.commands.demo.morning import play_morning
from slovo.interfaces.commands.demo.relations import play_relations
from slovo.lib import clock
from slovo.web.assets import SOURCES

OPEN_PAGES = ("/accounts/login/", "/accounts/password/reset/", "/write/")
DESK_PAGES = (
    "/?whose=firm",
    "/notices/",
    "/cases/?view=open",
    "/cases/new/",
    "/cases/S-4/",
    "/cases/S-4/hand-over/",
    "/cases/S-4/timeline/",
    "/cases/S-4/risk/",
    "/cases/S-4/talk/",
    "/promises/",
    "/promises/ledger/",
    "/promises/calendar/",
    "/promises/review/",
    "/risks/",
    "/talks/",
    "/quarantine/",
    "/clients/",
    "/clients/{person}/",
    "/clients/{person}/edit/",
    "/clients/{person}/card/",
    "/clients/{person}/details/",
    "/cases/S-4/confidence/",
    "/colleagues/{user}/hand-over/",
    "/organisations/",
    "/organisations/{organisation}/",
    "/organisations/{organisation}/write/?topic={topic}",
    "/letters/",
    "/me/",
    "/settings/",
    "/settings/firm/",
    "/settings/classes/",
    "/settings/hours/",
    "/settings/mailboxes/new/",
    "/settings/macros/new/",
    "/settings/maps/new/",
    "/settings/topics/new/",
    "/settings/not-kept/",
    "/settings/colleagues/",
    "/settings/keys/",
    "/settings/check/",
    "/c/{token}/",
    "/c/{token}/history/",
    "/c/{token}/wrong/",
    "/c/{token}/about/",
)
LOOKS = [("light", 1440, "en"), ("dark", 1440, "uk"), ("light", 360, "ru"), ("dark", 360, "en")]
Open = Callable[..., Any]


@pytest.fixture
def cast(transactional_db: None) -> dict[str, User]:
    now = clock.now()
    cast = found_demo(language="en", at=now - timedelta(days=30))
    play_relations(play_morning(cast, now))
    return cast.users


@pytest.mark.parametrize(("light", "width", "language"), LOOKS)
def test_no_page_shuts_anybody_out(
    cast: dict[str, User], browser_page: Open, axe: Any, light: str, width: int, language: str
) -> None:
    olha = cast["olha"]
    olha.language = language
    olha.save()
    page = browser_page("/me/", user=olha, width=width, color_scheme=light)
    case = Case.objects.get(number=4)
    token = link_for(case.person, subject=f"case:{case.pk}", by=HOUSE, at=clock.now())
    known = Responsibility.objects.filter(person__isnull=False).order_by("pk")[0]
    keys = {
        "person": case.person_id,
        "token": token,
        "user": cast["petro"].pk,
        "organisation": known.organisation_id,
        "topic": known.topic_id,
    }
    against = {}
    for path in DESK_PAGES:
        page.goto(path.format(**keys))
        against[path] = [*axe(page), *overflow(page)]
    assert {path: found for path, found in against.items() if found} == {}


def overflow(page: Any) -> list[str]:
    beyond = page.evaluate("document.documentElement.scrollWidth - innerWidth")
    return [f"{beyond} px beyond the screen"] if beyond > 0 else []


@pytest.mark.parametrize("light", ["light", "dark"])
def test_the_way_in_shuts_nobody_out(
    cast: dict[str, User], browser_page: Open, axe: Any, light: str
) -> None:
    for path in OPEN_PAGES:
        page = browser_page(path, width=360, color_scheme=light)
        assert [*axe(page), *overflow(page)] == []


def test_a_note_and_a_letter_cannot_be_confused(cast: dict[str, User], browser_page: Open) -> None:
    page = browser_page("/cases/S-4/", user=cast["petro"])
    page.wait_for_selector("trix-editor")
    letter = page.evaluate("getComputedStyle(document.querySelector('.sheet')).backgroundColor")
    page.keyboard.press("n")
    page.wait_for_selector(".btn-note", state="visible")
    note = page.evaluate("getComputedStyle(document.querySelector('.sheet')).backgroundColor")
    assert letter != note
    assert page.locator("[type=submit].btn-primary").is_visible() is False
    page.keyboard.type("The supplier has accounts in two banks.")
    with page.expect_response("**/note/"):
        page.keyboard.press("Control+Enter")
    page.wait_for_selector("text=The supplier has accounts in two banks.")
    assert page.locator(".note").last.inner_text().count("two banks") == 1


def test_what_is_typed_is_kept_as_a_draft(cast: dict[str, User], browser_page: Open) -> None:
    page = browser_page("/cases/S-4/", user=cast["petro"])
    page.wait_for_selector("trix-editor")
    page.keyboard.press("r")
    with page.expect_response("**/draft/"):
        page.keyboard.type("Olena, we shall be in time.")
        page.evaluate("document.querySelector('trix-editor').blur()")
    page.wait_for_function("document.querySelector('[data-draft-word]').textContent")
    draft = Draft.objects.get(case__number=4, user=cast["petro"])
    assert "Olena, we shall be in time." in draft.html


def test_rows_are_held_and_opened_by_keyboard(cast: dict[str, User], browser_page: Open) -> None:
    page = browser_page("/cases/?view=open", user=cast["petro"], width=1440)
    page.keyboard.press("j")
    page.wait_for_selector("#preview .case-head")
    first = page.locator(".item").first
    assert first.get_attribute("aria-current") == "true"
    page.keyboard.press("Enter")
    page.wait_for_url("**/cases/S-*/")


def test_the_palette_finds_a_person(cast: dict[str, User], browser_page: Open, axe: Any) -> None:
    page = browser_page("/", user=cast["petro"])
    page.keyboard.press("Control+k")
    page.wait_for_selector("#palette[open]")
    person = Case.objects.get(number=4).person
    page.keyboard.type(person.full_name.split()[-1])
    page.wait_for_selector(f".hit:has-text('{person.full_name}')")
    assert axe(page) == []
    page.keyboard.press("Enter")
    page.wait_for_load_state()
    assert page.locator("h1").first.inner_text() != ""


def test_the_dark_is_kept_with_the_person(cast: dict[str, User], browser_page: Open) -> None:
    page = browser_page("/", user=cast["petro"])
    page.click(".rail-end summary")
    with page.expect_response("**/theme/"):
        page.click(".rail-end button[value=dark]")
    assert page.evaluate("document.documentElement.dataset.theme") == "dark"
    assert User.objects.get(pk=cast["petro"].pk).theme == "dark"


def test_a_letter_can_be_taken_back(cast: dict[str, User], browser_page: Open) -> None:
    page = browser_page("/?whose=firm", user=cast["petro"])
    page.keyboard.press("j")
    page.keyboard.press("e")
    page.click(".toast-word button:has-text('Take it back')")
    page.wait_for_url("**/cases/S-*/#write")
    assert Draft.objects.filter(user=cast["petro"]).count() >= 1


def test_everything_important_works_without_script(
    cast: dict[str, User], browser_page: Open
) -> None:
    page = browser_page("/cases/S-4/", user=cast["petro"], java_script_enabled=False)
    page.click("label:has(input[data-note])")
    page.fill("textarea[name=text]", "Written by hand.")
    page.click("button.btn-note")
    assert "Written by hand." in page.locator(".note").last.inner_text()


@pytest.mark.parametrize(
    "kind", ["<details class=figure-rows>", "<dl class=client-sheet><details>"]
)
def test_on_paper_a_number_shows_its_rows(chromium: Any, kind: str) -> None:
    words = (SOURCES / "paper.css").read_text(encoding="utf-8")
    page = chromium.new_page()
    page.set_content(f"<style>{words}</style>{kind}<summary>7 of 9</summary><p>Draft</p>")
    assert not page.is_visible("p")
    page.emulate_media(media="print")
    assert page.is_visible("p")
    page.close()
