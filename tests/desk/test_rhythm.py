"""The forgotten: one’s own, a colleague’s, further pages; a refused deed keeps its words."""

import pytest

from slovo.domain.clients.actions.relationships import hold_relationship
from slovo.domain.journal.actors import HOUSE
from slovo.domain.loyalty.models import RealAction
from tests.desk.reading import fields_of, text_of
from tests.domain.promises.scene import kyiv
from tests.make import MORNING, make_engagement, make_person

pytestmark = pytest.mark.django_db
PAGE = "/clients/nobody-forgotten/"


def test_a_deed_that_is_refused_keeps_its_words(as_petro, olena, case):
    path = f"/clients/{olena.pk}/action/"
    said = fields_of(as_petro.get(path)) | {"kind": "visit", "words": "At the notary"}
    refused = as_petro.post(path, said | {"done_at": "2027-03-11T09:00"})
    assert (refused.status_code, fields_of(refused)["words"].strip()) == (422, "At the notary")
    assert "It has not happened yet." in text_of(refused)
    assert as_petro.post(path, said).status_code == 302
    assert RealAction.objects.get().started_by == "us"
    assert "The last one: a meeting, today, 11:05." in text_of(
        as_petro.get(f"/clients/{olena.pk}/")
    )


def test_fifty_on_a_page_and_as_many_questions(
    as_petro, petro, iryna, clock_at, django_assert_max_num_queries
):
    for number in range(51):
        person = make_person(f"Client{number:02} Name")
        make_engagement(person, petro, signed_at=MORNING)
    clock_at(kyiv("2027-06-14 12:00"))
    with django_assert_max_num_queries(45):
        page = text_of(as_petro.get(PAGE))
    assert (page.count("<tr data-row>"), f"?of={petro.pk}&from=50" in page) == (50, True)
    assert "96 days without a call or a meeting." in page
    assert text_of(as_petro.get(PAGE, {"from": 50})).count("<tr data-row>") == 1
    assert "Nobody is forgotten." in text_of(as_petro.get(PAGE, {"of": iryna.pk}))
    assert as_petro.get(PAGE, {"of": 99_999_999}).status_code == 404


def test_a_client_who_trusts_another_stands_on_his_list(as_petro, olena, case, iryna, clock_at):
    hold_relationship(olena, user=iryna, by=HOUSE, at=MORNING)
    clock_at(kyiv("2027-06-14 12:00"))
    assert "Olena Sydorenko" in text_of(as_petro.get(PAGE))
    shown = text_of(as_petro.get(PAGE, {"of": iryna.pk}))
    assert ("Olena Sydorenko" in shown, "Clients of Iryna Koval" in shown) == (False, True)
