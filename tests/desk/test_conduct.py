"""A colleague calls a letter rude on the page of the case; a principal reads it the next day."""

import pytest
from django.test import Client

from slovo.domain.cases.actions.answering import note_case
from slovo.domain.mistakes.models import ConductFlag, Mistake
from tests.desk.reading import fields_of, text_of
from tests.desk.scene import answer
from tests.domain.promises.scene import kyiv
from tests.make import MORNING

pytestmark = pytest.mark.django_db


def test_a_colleague_flags_a_letter_and_a_principal_opens_a_mistake(
    as_petro, case, petro, iryna, maksym, olha
):
    letter = answer(case, petro, "You should have read the contract.", MORNING)
    flag = f"/cases/{case.ref}/rude/{letter.pk}/"
    as_petro.force_login(iryna)
    assert f'href="{flag}"' in text_of(as_petro.get(f"/cases/{case.ref}/"))
    assert "You should have read" in text_of(as_petro.get(flag))
    assert as_petro.post(flag, {"reason": "It blames."}).status_code == 302
    raised = ConductFlag.objects.get()
    assert (raised.flagged_by, raised.review_by) == (iryna, kyiv("2027-03-11 18:00"))
    desk, url = Client(), f"/mistakes/rude/{raised.pk}/"
    desk.force_login(olha)
    refused = desk.post(url, {**fields_of(desk.get(url)), "is_upheld": "yes"})
    assert (refused.status_code, "It blames." in text_of(refused)) == (422, True)
    said = {"is_upheld": "yes", "words": "It does."}
    assert desk.post(url, said).status_code == 302
    mistake = Mistake.objects.get()
    assert (mistake.cause.code, mistake.message, mistake.admit_by) == (
        "rudeness",
        letter,
        kyiv("2027-03-10 15:05"),
    )
    secret = note_case(case, html="<p>Between us.</p>", level="principal", by=olha, at=MORNING)
    as_petro.force_login(maksym)
    assert as_petro.get(f"/cases/{case.ref}/rude/{secret.pk}/").status_code == 404
