"""Causes and words about mistakes in the settings; the numbers of recovery with their rows."""

import pytest

from slovo.domain.mistakes.actions.opening import open_mistake
from slovo.domain.mistakes.models import Cause, Wording
from tests.desk.reading import text_of
from tests.make import MORNING

pytestmark = pytest.mark.django_db


def test_a_cause_is_added_renamed_and_named_no_more(as_olha):
    assert "Lost between two hands" in text_of(as_olha.get("/settings/causes/"))
    said = {"name": "Forgot to ask", "branch": "people"}
    assert as_olha.post("/settings/causes/new/", said).status_code == 302
    cause = Cause.objects.get(code="forgot-to-ask")
    twice = as_olha.post("/settings/causes/new/", said)
    assert twice.status_code == 422
    assert "on the list already" in text_of(twice)
    assert as_olha.post(f"/settings/causes/{cause.pk}/retire/").status_code == 302
    cause.refresh_from_db()
    assert cause.retired_at is not None


def test_words_of_a_country_stand_in_and_empty_ones_give_way(as_olha):
    assert "we are sorry for it" in text_of(as_olha.get("/settings/words/"))
    said = {"country": "ua", "language": "en", "text": "We regret it."}
    assert as_olha.post("/settings/words/apology/", said).status_code == 302
    assert Wording.objects.get().text == "We regret it."
    link = "/settings/words/apology/?language=en&country=UA"
    assert "We regret it." in as_olha.get(link).content.decode()
    refused = as_olha.post("/settings/words/apology/", {**said, "text": "{{ secret }}"})
    assert refused.status_code == 422
    assert as_olha.post("/settings/words/apology/", {**said, "text": ""}).status_code == 302
    assert not Wording.objects.exists()


def test_the_numbers_stand_with_their_rows(as_olha, engagement, olena, petro):
    from slovo.domain.cases.actions.opening import open_case

    empty = text_of(as_olha.get("/mistakes/figures/"))
    assert "Nobody was failed." in empty
    case = open_case(olena, subject="Claim", channel="desk", by=petro, at=MORNING)
    cause = Cause.objects.get(code="handover")
    open_mistake(case, text="Wrong code", cause=cause, by=petro, at=MORNING)
    page = text_of(as_olha.get("/mistakes/figures/"))
    assert "Olena Sydorenko" in page
    assert "Lost between two hands" in page
    assert "Wrong code" in page
