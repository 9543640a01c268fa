from datetime import timedelta

import pytest

from slovo.domain.cases.actions.opening import open_case
from slovo.domain.journal.actors import HOUSE
from slovo.domain.post.actions.mailboxes import save_mailbox
from slovo.domain.staff.actions.firm import save_firm
from slovo.web import signs
from slovo.web.findings import findings
from tests.make import MORNING

pytestmark = pytest.mark.django_db


def said(at=MORNING):
    return {name: (good, words) for name, good, words in findings(at)}


@pytest.fixture(autouse=True)
def _a_home_of_its_own(settings, tmp_path):
    settings.HOME = tmp_path


def test_a_new_house_says_what_is_missing():
    found = said()
    assert found["firm"] == (False, "There is no firm yet.")
    assert found["keeper"][0] is False
    assert found["front_desk"][0] is False
    assert found["mailboxes"] == (False, "No mailbox is connected.")


def test_a_house_that_works_says_so(firm):
    signs.leave(signs.KEEPER)
    found = said()
    assert found["firm"] == (True, "Levchenko & Partners")
    assert found["keeper"][0] is True
    assert found["outgoing"] == (True, "0 letters wait longer than five minutes to leave.")
    assert "front_desk" not in found


def test_who_takes_nothing_is_a_hole(firm, olha, viktor):
    open_case(viktor, subject="Invoice 7", channel="desk", by=HOUSE, at=MORNING)
    sides = {side: getattr(firm, side) for side in ("name", "zone", "language", "country")}
    save_firm(firm, **sides, calendar=firm.calendar, front_desk=None, by=olha, at=MORNING)
    open_case(viktor, subject="Invoice 8", channel="desk", by=HOUSE, at=MORNING)
    found = said()
    assert found["front_desk"][0] is False
    assert found["unassigned"] == (False, "1 open case has no handler.")


def test_a_mailbox_is_stale_after_five_minutes(olha):
    address = "desk@firm.example"
    box = save_mailbox(None, address=address, imap_host="imap.example", by=olha, at=MORNING)
    assert said()[f"mailbox {address}"] == (True, f"{address} was not read yet.")
    unread = said(MORNING + timedelta(minutes=5))[f"mailbox {address}"]
    assert unread == (False, f"{address} was not read yet.")
    box.fetched_at = MORNING
    box.save()
    later = MORNING + timedelta(minutes=5)
    assert said(later - timedelta(seconds=1))[f"mailbox {address}"][0] is True
    assert said(later)[f"mailbox {address}"] == (
        False,
        f"{address} was last read at 2027-03-10 09:05:00 UTC.",
    )
    box.failed_at, box.failure = later, "wrong password"
    box.save()
    assert said(later)[f"mailbox {address}"] == (False, f"{address}: wrong password")
