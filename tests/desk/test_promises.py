"""A promise lives in its case: done, given a new date, given back, passed on (R110)."""

from datetime import timedelta

import pytest

from slovo.domain.cases.models import Promise
from slovo.domain.cases.models.promise import Outcome
from slovo.domain.promises.actions.ending import fulfil_promise
from tests.desk.scene import send_all
from tests.domain.promises.scene import MONDAY, NEXT_MONDAY, fresh, kyiv, promised, set_hours

SECOND = timedelta(seconds=1)
DELIVERED = kyiv("2027-03-22 17:40")


@pytest.fixture
def draft(clock_at, case, petro):
    set_hours(petro)
    clock_at(MONDAY)
    return promised(case, petro, effort_minutes=840)


def words(response, status=200):
    assert response.status_code == status
    return response.content.decode()


def test_the_case_shows_what_is_promised_and_how_it_stands(as_petro, draft, clock_at):
    clock_at(kyiv("2027-03-21 12:00"))
    page = words(as_petro.get("/cases/S-1/"))
    assert "Draft of the claim" in page
    assert "30 h left" in page
    assert "New date, 30 h early" in page


def test_story_a7_the_answer_that_brings_it_keeps_it(as_petro, draft, clock_at):
    clock_at(DELIVERED)
    page = words(as_petro.get("/cases/S-1/"))
    assert "This letter keeps" in page
    letter = {
        "text": "Here is the draft.",
        "next_word": "2027-03-23T17:00:00+02:00",
        "keeps": [draft.pk],
    }
    assert as_petro.post("/cases/S-1/answer/", letter).status_code == 302
    assert "the letter is on its way" in words(as_petro.get("/cases/S-1/"))
    send_all(DELIVERED + 30 * SECOND)
    assert fresh(draft).outcome == Outcome.KEPT
    assert "kept, 19 min early" in words(as_petro.get("/cases/S-1/"))


def test_done_without_a_letter_is_stamped_now(as_petro, draft, clock_at):
    clock_at(NEXT_MONDAY + SECOND)
    url = f"/promises/{draft.pk}/fulfil/"
    assert "How we know" in words(as_petro.get(url))
    assert as_petro.post(url, {"proof": "Handed over in court"}).status_code == 302
    assert fresh(draft).outcome == Outcome.BROKEN
    page = words(as_petro.get(f"/promises/{draft.pk}/"))
    assert "broken, 1 s late" in page
    for way in ("renegotiate", "fulfil", "withdraw", "pass"):
        page_of_it = words(as_petro.get(f"/promises/{draft.pk}/{way}/"), 422)
        assert "This promise has ended already: broken." in page_of_it
    assert "Handed over in court" in page


def test_a_new_date_needs_the_clients_words_and_keeps_what_was_typed(as_petro, draft, clock_at):
    clock_at(kyiv("2027-03-21 12:00"))
    url = f"/promises/{draft.pk}/renegotiate/"
    assert "You are 30 h early" in words(as_petro.get(url))
    new = {"wished_at": "2027-03-24T18:00", "effort_minutes": "5", "consent": ""}
    assert 'value="2027-03-24T18:00"' in words(as_petro.post(url, new), 422)
    assert as_petro.post(url, {**new, "consent": "Fine with me."}).status_code == 302
    assert fresh(draft).outcome == Outcome.RENEGOTIATED
    again = Promise.objects.open().given().get()
    assert (again.due_at, again.consent) == (kyiv("2027-03-24 18:00"), "Fine with me.")
    page = words(as_petro.get(f"/promises/{again.pk}/"))
    assert "new date agreed 30 h early" in page
    assert "Its dates" in page


def test_after_its_time_there_is_no_new_date(as_petro, draft, clock_at):
    clock_at(NEXT_MONDAY)
    assert "New date" not in words(as_petro.get(f"/promises/{draft.pk}/"))
    page = words(as_petro.get(f"/promises/{draft.pk}/renegotiate/"), 422)
    assert "a new date would only hide that" in page
    assert 'name="consent"' not in page
    late = {"wished_at": "2027-03-24T18:00", "consent": "Yes", "effort_minutes": "1"}
    page = words(as_petro.post(f"/promises/{draft.pk}/renegotiate/", late), 422)
    assert "a new date would only hide that" in page
    assert fresh(draft).due_at == NEXT_MONDAY


def test_a_new_date_that_does_not_fit_is_refused_with_the_earliest(as_petro, draft, clock_at):
    clock_at(kyiv("2027-03-21 12:00"))
    soon = {"wished_at": "2027-03-23T18:00", "consent": "Yes", "effort_minutes": ""}
    page = words(as_petro.post(f"/promises/{draft.pk}/renegotiate/", soon), 422)
    assert "16.8 h with the buffer, and 6 h are free until then" in page
    assert "Can be kept: Mon 29 March, 18:00" in page


def test_the_client_gives_it_back_in_his_words(as_petro, draft):
    url = f"/promises/{draft.pk}/withdraw/"
    assert as_petro.post(url, {"words": ""}).status_code == 422
    assert as_petro.post(url, {"words": "We settled."}).status_code == 302
    assert fresh(draft).outcome == Outcome.WITHDRAWN
    assert "We settled." in words(as_petro.get(f"/promises/{draft.pk}/"))


def test_it_passes_to_a_colleague_with_its_date(as_petro, draft, iryna):
    assert as_petro.post(f"/promises/{draft.pk}/pass/", {"to": iryna.pk}).status_code == 302
    assert (fresh(draft).owner, fresh(draft).due_at) == (iryna, NEXT_MONDAY)


def test_a_clock_of_the_house_is_no_promise_of_these_pages(as_petro, case):
    clock = case.promises.get(source="rule", kind="first_answer")
    assert as_petro.get(f"/promises/{clock.pk}/").status_code == 404


def test_who_sees_no_cases_sees_no_promises(client, taras, draft):
    client.force_login(taras)
    for path in ("", "ledger/", "calendar/", f"{draft.pk}/"):
        assert client.get(f"/promises/{path}").status_code == 403


def test_what_was_said_of_it_stands_in_the_timeline_and_the_notices(
    as_petro, draft, petro, clock_at
):
    from slovo.domain.cases.actions.climbing import climb
    from slovo.domain.journal.actors import HOUSE

    clock_at(kyiv("2027-03-18 09:00"))
    climb(draft, by=HOUSE, at=kyiv("2027-03-18 09:00"))
    page = words(as_petro.get("/notices/"))
    assert "“Draft of the claim” is promised to Olena Sydorenko: due Mon 22 March, 18:00." in page
    fulfil_promise(draft, by=petro, at=kyiv("2027-03-18 10:00"))
    page = words(as_petro.get("/cases/S-1/timeline/"))
    assert "Promised: “Draft of the claim”" in page
    assert "A promise was kept: “Draft of the claim”" in page


def test_today_has_a_lane_for_what_is_due_today_and_late(as_petro, draft, case, petro, clock_at):
    promised(case, petro, text="Later", due_at=kyiv("2027-03-23 00:00"))
    clock_at(kyiv("2027-03-21 23:00"))
    assert "Promises due" not in words(as_petro.get("/"))
    clock_at(kyiv("2027-03-22 09:00"))
    page = words(as_petro.get("/"))
    assert "Promises due" in page
    assert "Draft of the claim" in page
    assert "Later" not in page
    clock_at(kyiv("2027-03-22 19:00"))
    assert "1 h past" in words(as_petro.get("/"))
