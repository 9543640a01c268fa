"""The test browser itself."""

from collections.abc import Callable
from typing import Any


def test_a_page_of_the_running_house_opens(browser_page: Callable[..., Any]) -> None:
    page = browser_page("/livez")
    assert page.url.endswith("/livez")
