import pytest

from slovo.domain.cases.models import Promise
from slovo.domain.delivery.actions.understanding import answer_restatement, restate
from slovo.domain.delivery.models import Stage, StageMap
from tests import make
from tests.desk.reading import fields_of, text_of
from tests.make import MORNING

pytestmark = pytest.mark.django_db


@pytest.fixture
def page(engagement):
    return f"/agreements/{engagement.pk}/"


@pytest.fixture
def stages(engagement, petro):
    return make.make_stages(engagement, petro)


@pytest.fixture
def understood(engagement, petro, olena):
    asked = restate(engagement, text="The money back", by=petro, at=MORNING)
    answer_restatement(asked, answer="yes", words="", by=olena, at=MORNING)


def test_entering_a_stage_makes_its_due_items_and_without_an_owner_it_is_refused(
    as_petro, page, stages, understood
):
    assert as_petro.post(f"{page}way/{stages[0].pk}/enter/").status_code == 302
    assert Promise.objects.given().count() == 2
    assert "done on Friday, 12 March, by 18:00" in text_of(as_petro.get(page))
    as_petro.post(f"{page}way/{stages[1].pk}/enter/")
    as_petro.post(f"{page}way/{stages[1].pk}/part/", {"part": "met"})
    refused = as_petro.post(f"{page}way/{stages[2].pk}/enter/")
    assert refused.status_code == 422
    assert "“Court” has no owner. Name one first." in text_of(refused)
    form = fields_of(as_petro.get(f"{page}way/{stages[2].pk}/owner/"))
    owner = stages[0].owner_id
    as_petro.post(f"{page}way/{stages[2].pk}/owner/", {**form, "owner": owner})
    assert as_petro.post(f"{page}way/{stages[2].pk}/enter/").status_code == 302
    as_petro.post(f"{page}way/{stages[2].pk}/leave/")
    assert Stage.objects.running().count() == 0


def test_work_is_refused_until_the_restatement_is_confirmed(as_petro, page, stages, olena):
    as_petro.post(f"{page}way/{stages[0].pk}/enter/")
    refused = as_petro.post(f"{page}way/{stages[1].pk}/enter/")
    assert refused.status_code == 422
    assert "Work begins after the yes." in text_of(refused)
    as_petro.post(f"{page}understanding/", {"text": "The money back"})
    assert as_petro.post(f"{page}way/{stages[1].pk}/enter/").status_code == 422
    asked = stages[0].engagement.restatements.get()
    answer_restatement(asked, answer="yes", words="", by=olena, at=MORNING)
    assert as_petro.post(f"{page}way/{stages[1].pk}/enter/").status_code == 302


def test_a_key_point_is_not_passed_without_the_client(as_petro, page, stages, understood):
    for stage in stages[:2]:
        as_petro.post(f"{page}way/{stage.pk}/enter/")
    refused = as_petro.post(f"{page}way/{stages[1].pk}/leave/")
    assert refused.status_code == 422
    assert "“Draft” is a key point" in text_of(refused)
    part = f"{page}way/{stages[1].pk}/part/"
    empty = as_petro.post(part, {"part": "waived", "words": ""})
    assert empty.status_code == 422
    as_petro.post(part, {"part": "waived", "words": "Do as you think right"})
    assert "Do as you think right" in text_of(as_petro.get(page))
    assert as_petro.post(f"{page}way/{stages[1].pk}/leave/").status_code == 302


def test_a_map_is_written_in_the_settings_and_followed(as_olha, page, engagement):
    form = fields_of(as_olha.get("/settings/maps/new/"))
    said = {"name": "Dispute", "s0-name": "Listen", "s0-days": "2", "s0-hand": "handler"}
    assert as_olha.post("/settings/maps/new/", {**form, **said}).status_code == 302
    known = StageMap.objects.get()
    assert [step["name"] for step in known.steps] == ["Listen"]
    assert "Listen" in text_of(as_olha.get("/settings/maps/"))
    again = fields_of(as_olha.get(f"/settings/maps/{known.pk}/"))
    assert (again["s0-name"], again["s0-hand"]) == ("Listen", "handler")
    empty = as_olha.post(f"/settings/maps/{known.pk}/", {**again, "s0-name": ""})
    assert empty.status_code == 422
    assert as_olha.post(f"{page}way/", {"stage_map": known.pk}).status_code == 302
    assert engagement.stages.get().name == "Listen"
