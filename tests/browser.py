"""A real browser on a running house. Tests that ask for it are marked `browser` by themselves."""

import asyncio.events as loops
import os
import re
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

AXE = Path(__file__).resolve().parents[1] / "node_modules" / "axe-core" / "axe.min.js"
PATIENCE = 120_000  # milliseconds: a ceiling for a machine with much else to do
ARGUMENTS = [
    "--no-sandbox",
    "--disable-quic",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-default-apps",
    "--disable-dev-shm-usage",
    "--disable-extensions",
    "--disable-gpu",
    "--disable-sync",
    "--metrics-recording-only",
    "--no-first-run",
    "--no-proxy-server",
    "--use-fake-device-for-media-stream",
    "--use-fake-ui-for-media-stream",
]


@pytest.fixture(scope="session")
def chromium() -> Iterator[Any]:
    """The system's own browser, one per process."""
    path = shutil.which("chromium") or shutil.which("chromium-browser")
    if not path:
        pytest.skip("there is no chromium on this machine")
    from playwright.sync_api import sync_playwright

    # Playwright's loop runs in this thread, which Django would take for asynchronous code.
    os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "true"
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=path, args=ARGUMENTS, timeout=PATIENCE)
        loop = loops._get_running_loop()
        yield browser
        loops._set_running_loop(loop)  # the last test of all may be one without a browser
        browser.close()


@pytest.hookimpl(wrapper=True)
def pytest_runtest_protocol(item: pytest.Item) -> Iterator[None]:
    """Only its own tests find the loop that Playwright leaves running in this thread.

    From others it is hidden from before their set-up until after their end: Django keeps a
    connection for code beside a loop and another one for code without.
    """
    loop = None if "chromium" in getattr(item, "fixturenames", ()) else loops._get_running_loop()
    if loop is None:
        return (yield)
    loops._set_running_loop(None)
    try:
        return (yield)
    finally:
        loops._set_running_loop(loop if loop.is_running() else None)


@pytest.fixture
def browser_page(chromium: Any, live_server: Any) -> Iterator[Callable[..., Any]]:
    """Open a page: browser_page("/", user=anna, width=360, color_scheme="dark").

    A script error, or anything the content policy refused, fails the test at its end.
    """
    contexts, complaints = [], []

    def open_page(path: str = "/", *, user: Any = None, width: int = 1280, **options: Any) -> Any:
        context = chromium.new_context(
            base_url=live_server.url, viewport={"width": width, "height": 800}, **options
        )
        contexts.append(context)
        context.set_default_timeout(PATIENCE)
        if user is not None:
            context.add_cookies([session_cookie(user, live_server.url)])
        page = context.new_page()
        page.on("pageerror", lambda error: complaints.append(str(error)))
        page.on("console", lambda said: is_fault(said) and complaints.append(said.text))
        page.goto(path)
        return page

    yield open_page
    for context in contexts:
        context.close()
    assert complaints == []


def is_fault(said: Any) -> bool:
    """An answer in words, to a form or to who signed out, is no fault, though it is noted."""
    return said.type == "error" and not re.search(r"status of 4(01|22)", said.text)


def session_cookie(user: Any, url: str) -> dict[str, str]:
    from django.conf import settings
    from django.test import Client

    client = Client()
    client.force_login(user)
    name = settings.SESSION_COOKIE_NAME
    return {"name": name, "value": client.cookies[name].value, "url": url}


@pytest.fixture
def axe() -> Callable[[Any], list[str]]:
    """What an accessibility checker has against a page: a line per rule broken."""
    script = AXE.read_text(encoding="utf-8")

    def examine(page: Any) -> list[str]:
        page.evaluate(script)
        found = page.evaluate("axe.run()")["violations"]
        return [f"{v['id']}: {[n['target'] for n in v['nodes']]}" for v in found]

    return examine
