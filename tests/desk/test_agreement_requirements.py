import pytest

from slovo.domain.delivery.actions.requirements import add_requirement, settle_requirement
from slovo.domain.delivery.actions.understanding import answer_restatement
from slovo.domain.delivery.models import Offer, Requirement, Restatement
from slovo.domain.engagements.models import Engagement
from tests.desk.reading import fields_of, text_of
from tests.make import MORNING

pytestmark = pytest.mark.django_db


@pytest.fixture
def page(engagement):
    return f"/agreements/{engagement.pk}/"


def test_two_of_three_met_names_the_third(as_olha, page, engagement, olha):
    for text in ("Weekly report", "One contact", "Calls at night"):
        as_olha.post(f"{page}requirements/", {"text": text})
    for row in Requirement.objects.order_by("pk")[:2]:
        said = {"state": "met", "met_by": "Iryna", "evidence": "Letter of 3 March"}
        url = f"{page}requirements/{row.pk}/"
        assert as_olha.post(url, said)["Location"] == f"{page}#requirements"
    end = f"/clients/{engagement.person_id}/agreements/{engagement.pk}/end/"
    answer = as_olha.post(end)
    assert answer.status_code == 422
    assert "Still open: “Calls at night”." in text_of(answer)
    assert Engagement.objects.get().ended_at is None
    assert "Letter of 3 March" in text_of(as_olha.get(page))


def test_an_offer_with_one_unmarked_is_refused_then_shows_two_gaps(as_petro, page):
    for text in ("Calls by day", "Calls at night", "A report"):
        as_petro.post(f"{page}requirements/", {"text": text})
    first, second, third = Requirement.objects.order_by("pk")
    gaps = (
        (first, {"fit": "yes"}),
        (second, {"fit": "no", "gap": "Only by day", "alternative": "Another firm at night"}),
    )
    for row, said in gaps:
        assert as_petro.post(f"{page}requirements/{row.pk}/fit/", said).status_code == 302
    answer = as_petro.post(f"{page}offer/", {"text": "Glad to offer"})
    assert answer.status_code == 422
    assert "does not say yet whether it meets “A report”" in text_of(answer)
    assert "Glad to offer" in text_of(answer)
    said = {"fit": "partly", "gap": "Once a month", "alternative": "Weekly from June"}
    as_petro.post(f"{page}requirements/{third.pk}/fit/", said)
    paper = text_of(as_petro.get(f"{page}offer/"))
    for words in (
        "Only by day",
        "Another way: Another firm at night",
        "Once a month",
        "Another way: Weekly from June",
    ):
        assert words in paper
    assert as_petro.post(f"{page}offer/", {"text": "Glad to offer"}).status_code == 302
    offer = Offer.objects.get()
    form = fields_of(as_petro.get(f"{page}offer/{offer.pk}/answer/"))
    as_petro.post(f"{page}offer/{offer.pk}/answer/", {**form, "answer": "yes", "words": "Fine"})
    assert "Yes, said to Petro Marchenko today, 11:05." in text_of(as_petro.get(page))


def test_a_gap_without_another_way_keeps_what_was_typed(as_petro, page, engagement, petro):
    row = add_requirement(engagement, text="Calls", by=petro, at=MORNING)
    answer = as_petro.post(
        f"{page}requirements/{row.pk}/fit/", {"fit": "no", "gap": "Never at all"}
    )
    assert answer.status_code == 422
    assert "Never at all" in text_of(answer)


def test_a_settled_requirement_shows_why(as_petro, page, engagement, petro):
    row = add_requirement(engagement, text="Calls", by=petro, at=MORNING)
    settle_requirement(row, state="declined", reason="Nobody is there", by=petro, at=MORNING)
    text = text_of(as_petro.get(page))
    assert "Declined" in text
    assert "Nobody is there" in text


def test_a_correction_stands_over_the_next_restatement(as_petro, page, olena):
    as_petro.post(f"{page}understanding/", {"text": "Money by May"})
    asked = Restatement.objects.get()
    answer_restatement(asked, answer="no", words="By April", by=olena, at=MORNING)
    again = as_petro.get(f"{page}understanding/")
    assert "The client’s correction: “By April”" in text_of(again)
    assert fields_of(again)["text"] == "Money by May"


def test_a_spoken_yes_to_a_restatement(as_petro, page):
    as_petro.post(f"{page}understanding/", {"text": "Money by May"})
    url = f"{page}understanding/{Restatement.objects.get().pk}/answer/"
    form = fields_of(as_petro.get(url))
    assert as_petro.post(url, {**form, "answer": "yes", "words": "Exactly"}).status_code == 302
    assert Restatement.objects.get().is_agreed
