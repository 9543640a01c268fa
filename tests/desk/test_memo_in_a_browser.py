"""What only a browser shows of calls: a memo recorded, kept and played; pages for everybody."""

from datetime import UTC, datetime, timedelta

import pytest

from slovo.domain.calls.actions.reporting import Told, report_call
from slovo.domain.cases.models import Attachment
from slovo.domain.journal.actors import HOUSE

PLAYED = """(player) => new Promise((done) => {
  player.muted = true;
  player.ontimeupdate = () => player.currentTime > 0.2 && done(true);
  player.play();
})"""
NOW = datetime(2027, 3, 10, 9, 5, tzinfo=UTC)


@pytest.fixture
def told(olena, petro):
    rang_at = NOW - timedelta(minutes=9)
    sides = {"answered_at": rang_at, "ended_at": NOW, "line": petro.email}
    return report_call(Told("1", "in", olena.phone, rang_at, **sides), by=HOUSE, at=NOW)


def test_a_memo_is_recorded_kept_and_played(browser_page, petro, case):
    page = browser_page(f"/cases/{case.ref}/call/", user=petro, permissions=["microphone"])
    page.get_by_role("button", name="Record").click()
    page.get_by_text("0:01").wait_for()
    page.get_by_role("button", name="Stop").click()
    page.locator(".btn-row audio").wait_for()
    page.get_by_role("button", name="We talked").click()
    sound = page.locator(".entry audio")
    sound.wait_for()
    assert sound.evaluate(PLAYED)
    kept = Attachment.objects.get()
    assert (kept.type, kept.message.direction) == ("audio/webm", "note")


@pytest.mark.parametrize("width", [360, 1280])
def test_no_page_of_calls_shuts_anybody_out(browser_page, axe, olha, case, told, width):
    paths = ["/calls/log/", f"/calls/log/{told.pk}/", f"/cases/{case.ref}/call/"]
    for path in [*paths, "/settings/telephone/", "/settings/telephone/import/"]:
        assert axe(browser_page(path, user=olha, width=width)) == [], path
