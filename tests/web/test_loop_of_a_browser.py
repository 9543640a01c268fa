"""A process that takes over tests from another runs ordinary ones after those of a browser."""

import asyncio
from typing import Any, NamedTuple

from tests.browser import pytest_runtest_protocol


class Item(NamedTuple):
    fixturenames: tuple[str, ...]


def test_the_loop_is_hidden_from_before_the_set_up_of_a_test_to_after_its_end() -> None:
    def hides(item: Any) -> bool:
        protocol = pytest_runtest_protocol(item)
        next(protocol)
        try:
            asyncio.get_running_loop()
        except RuntimeError:
            return True
        finally:
            next(protocol, None)
        return False

    async def both() -> tuple[bool, bool, bool]:
        loop = asyncio.get_running_loop()
        ordinary, of_a_browser = hides(Item(("db",))), hides(Item(("chromium", "db")))
        return ordinary, of_a_browser, asyncio.get_running_loop() is loop

    assert asyncio.run(both()) == (True, False, True)
