"""R045 through the door: asking for what is on file warns, and a handover needs its brief."""

from typing import Any

from django.test import Client

from slovo.domain.cases.models import Case, Message
from slovo.domain.engagements.models import Engagement
from slovo.domain.staff.models import User
from tests.desk import scene
from tests.desk.reading import text_of
from tests.make import MORNING, make_document

WORD = (MORNING + scene.DAY).isoformat()
TYPED = {"text": "What is the contract number?", "next_word": WORD}
PART: dict[str, Any] = {"HTTP_HX_TARGET": "dates"}


def test_r045_asking_for_a_contract_that_is_stored_warns_and_sends(
    as_petro: Client, petro: User, case: Case, engagement: Engagement
) -> None:
    nothing = as_petro.post(f"/cases/{case.ref}/dates/", TYPED, **PART)
    assert not text_of(nothing).strip()
    make_document(engagement, petro)
    margin = text_of(as_petro.post(f"/cases/{case.ref}/dates/", TYPED, **PART))
    assert "What is the contract number?" in margin
    assert "The contract stands here already: Contract 14." in margin
    note = as_petro.post(f"/cases/{case.ref}/dates/", {**TYPED, "kind": "note"}, **PART)
    assert not text_of(note).strip()
    sent = as_petro.post(f"/cases/{case.ref}/answer/", TYPED)
    assert sent.status_code == 302
    assert Message.objects.filter(direction="out", text__contains="contract number").exists()


def test_r045_a_handover_without_a_brief_is_refused(
    as_petro: Client, iryna: User, case: Case
) -> None:
    before = case.handler_id
    refused = as_petro.post(f"/cases/{case.ref}/hand-over/", {"to": iryna.pk, "brief": ""})
    assert refused.status_code == 422
    case.refresh_from_db()
    assert case.handler_id == before
