"""What only a browser shows of duty: the worker under the strict policy, pages for everybody."""

import pytest

from slovo.domain.duty.actions.shifts import add_shift
from slovo.domain.journal.actors import HOUSE
from tests.domain.duty.rota import DAY, make_desk
from tests.make import MORNING


def test_the_worker_is_taken_in_by_the_browser(browser_page, petro):
    page = browser_page("/me/notices/", user=petro)
    page.get_by_role("button", name="Show notices in this browser").wait_for()
    scope = page.evaluate("navigator.serviceWorker.register('/worker.js').then((r) => r.scope)")
    assert scope.endswith("/")
    assert scope.count("/") == 3


@pytest.mark.parametrize("path", ["/duty/", "/duty/?span=month", "/calls/", "/me/notices/"])
def test_no_page_of_duty_shuts_anybody_out(browser_page, axe, petro, iryna, path):
    team = make_desk(petro, iryna)
    add_shift(team, user=petro, day=MORNING.date(), hours=DAY, by=HOUSE, at=MORNING)
    assert axe(browser_page(path, user=petro)) == []
