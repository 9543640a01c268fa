"""A case does not end over a mistake of ours or a complaint about it: named, and led to."""

from datetime import timedelta

import pytest

from slovo.domain.cases.actions.closing import finish_due_case, solve_case
from slovo.domain.cases.models.case import State
from slovo.domain.complaints.actions.filing import file_complaint
from slovo.domain.journal.actors import HOUSE
from slovo.domain.journal.models import Event
from slovo.domain.mistakes.actions.opening import drop_mistake, open_mistake
from slovo.domain.notices.models import Notice
from tests.api.caller import Caller
from tests.desk.reading import text_of
from tests.domain.promises.scene import fresh, send_all
from tests.make import MORNING

pytestmark = pytest.mark.django_db
HOUR = timedelta(hours=1)


def test_a_mistake_bars_the_end_on_the_page_and_by_the_api(as_petro, case, petro, olha):
    from slovo.domain.mistakes.models import Mistake

    open_mistake(case, text="The wrong court", by=petro, at=MORNING)
    key = Mistake.objects.get().pk
    words = "Our mistake “The wrong court” is still open here: to be admitted."
    case.waits_since = None
    case.save()
    shown = as_petro.post(f"/cases/{case.ref}/close/", {"reason": "Done."})
    assert (shown.status_code, words in text_of(shown)) == (422, True)
    assert f'<a class="as-link" href="/mistakes/{key}/">Look at it</a>' in text_of(shown)
    shown = as_petro.post(f"/cases/{case.ref}/solve/", {"html": "<p>All done.</p>"})
    assert (shown.status_code, words in text_of(shown)) == (422, True)
    assert "All done." in text_of(shown)
    answer = Caller(petro).post(f"cases/{case.ref}/close", reason="Done.")
    assert (answer.status_code, answer.json()) == (
        422,
        {"detail": words, "in_the_way": [{"words": words, "path": f"/mistakes/{key}/"}]},
    )
    drop_mistake(Mistake.objects.get(), why="It was the client’s.", by=olha, at=MORNING)
    assert as_petro.post(f"/cases/{case.ref}/close/", {"reason": "Done."}).status_code == 302
    assert fresh(case).state == State.CLOSED


def test_an_open_complaint_holds_the_matter_open_and_silence_does_not_end_it(
    as_olha, case, petro, olena, nadia, roman
):
    at = MORNING + HOUR
    solve_case(case, html="<p>Done.</p>", by=petro, at=at)
    send_all(at)
    file_complaint(olena, stated="Nobody calls me.", about=fresh(case), by=roman, at=at + HOUR)
    due = fresh(case).next_at
    assert finish_due_case(fresh(case), by=HOUSE, at=due)
    later = fresh(case).next_at
    assert later > due
    assert finish_due_case(fresh(case), by=HOUSE, at=later)
    assert fresh(case).state == State.SOLVED
    assert case.messages.filter(wording="solved").count() == 0
    assert Event.objects.filter(kind="case.held_open", case_id=case.pk).count() == 1
    assert [notice.user for notice in Notice.objects.filter(why="held_open")] == [petro]
    page = f"/cases/{case.ref}/close/"
    said = text_of(as_olha.post(page, {"reason": "Done."}))
    assert "Complaint C-1 about this case is still open." in said
    assert 'href="/complaints/1/"' in said
    as_olha.force_login(petro)
    said = text_of(as_olha.post(page, {"reason": "Done."}))
    assert "C-1" not in said
    assert "This matter is still being looked into; somebody else ends it then." in said
    own = f"cases/{file_of(case).ref}/close"
    said = Caller(nadia).post(own, reason="Done.").json()
    assert said["detail"] == "The client waits for an answer. Write to him first."


def file_of(case):
    from slovo.domain.complaints.models import Complaint

    return Complaint.objects.get(about=case).case
