from datetime import UTC, datetime, time, timedelta

import pytest
from django.utils import translation
from django.utils.translation import gettext

from slovo.domain.cases.models import Draft, Promise
from slovo.domain.delivery.actions.appointments import make_appointment
from slovo.domain.delivery.actions.maps import MapUnclear, save_stage_map
from slovo.domain.delivery.actions.moving import cancel_appointment
from slovo.domain.delivery.actions.stages import (
    ClientNotInvolved,
    FollowsAlready,
    NoOwner,
    NotItsTurn,
    NotUnderstood,
    PartUnclear,
    enter_stage,
    follow_map,
    name_stage_owner,
    pass_stage,
    record_part,
)
from slovo.domain.delivery.actions.understanding import answer_restatement, restate
from slovo.domain.delivery.models import Appointment, Stage, StageMap
from slovo.domain.journal.models import Event
from slovo.domain.journal.verifying import breaches
from slovo.domain.staff.actions.users import ColleagueIsNeeded, leave_firm
from slovo.domain.staff.rights import NotAllowed
from tests import make
from tests.make import MORNING

pytestmark = pytest.mark.django_db
DAY = timedelta(days=1)
# Working days end at 18:00 in Kyiv, 16:00 UTC before the change of clocks of 28 March.
THURSDAY = datetime(2027, 3, 11, 16, tzinfo=UTC)
FRIDAY = datetime(2027, 3, 12, 16, tzinfo=UTC)


@pytest.fixture
def stages(engagement, petro):
    return make.make_stages(engagement, petro)


@pytest.fixture
def understood(engagement, petro, olena):
    asked = restate(engagement, text="The money back", by=petro, at=MORNING)
    answer_restatement(asked, answer="yes", words="", by=olena, at=MORNING)


def given():
    rows = Promise.objects.given().order_by("pk")
    return [(row.text, row.owed_by, row.due_at) for row in rows]


def test_save_stage_map_is_clear_or_refused(firm, roman, petro):
    step = {"name": "Listen", "days": 1}
    known = save_stage_map(None, name="Dispute", steps=[step], by=roman, at=MORNING)
    save_stage_map(known, name="Dispute", steps=[step], by=roman, at=MORNING)
    assert Event.objects.filter(kind="stage.mapped").count() == 1
    for wrong in (
        {"name": " ", "steps": [step]},
        {"name": "Dispute", "steps": [step]},
        {"name": "Other", "steps": []},
        {"name": "Other", "steps": [{"name": "", "days": 1}]},
        {"name": "Other", "steps": [{"name": "Listen", "days": 0}]},
    ):
        with pytest.raises(MapUnclear):
            save_stage_map(None, **wrong, by=roman, at=MORNING)
    with pytest.raises(NotAllowed):
        save_stage_map(None, name="Other", steps=[step], by=petro, at=MORNING)


def test_follow_map_once_with_the_people_of_the_agreement(stages, engagement, petro):
    assert [(stage.name, stage.owner) for stage in stages] == [
        ("Listen", petro),
        ("Draft", petro),
        ("Court", None),
    ]
    with pytest.raises(FollowsAlready):
        follow_map(engagement, stage_map=StageMap.objects.get(), by=petro, at=MORNING)


def test_enter_stage_makes_its_word_and_its_date(stages, petro, engagement):
    for _ in range(2):
        entered = enter_stage(stages[0], by=petro, at=MORNING)
    assert (entered.entered_at, entered.due_at) == (MORNING, FRIDAY)
    with translation.override("uk"):
        word = gettext("A word that “%(stage)s” begins") % {"stage": "Listen"}
    assert given() == [
        (word, "us", THURSDAY),
        ("Listen", "us", FRIDAY),
    ]
    draft = Draft.objects.get(user=petro)
    assert draft.html == "<p>We begin to listen.</p>"
    assert draft.case.engagement == engagement
    assert list(breaches()) == []


def test_a_draft_he_is_writing_stays(stages, petro, engagement):
    enter_stage(stages[0], by=petro, at=MORNING)
    draft = Draft.objects.get(user=petro)
    Draft.objects.update(html="<p>His own</p>")
    stage = Stage.objects.get(pk=stages[1].pk)
    Stage.objects.filter(pk=stage.pk).update(is_work=False)
    enter_stage(stage, by=petro, at=MORNING + DAY)
    assert Draft.objects.get(pk=draft.pk).html == "<p>His own</p>"


def test_a_stage_without_an_owner_cannot_start(stages, petro, iryna, understood):
    enter_stage(stages[0], by=petro, at=MORNING)
    enter_stage(stages[1], by=petro, at=MORNING)
    record_part(stages[1], part="met", by=petro, at=MORNING)
    with pytest.raises(NoOwner, match="“Court” has no owner"):
        enter_stage(stages[2], by=petro, at=MORNING)
    assert Stage.objects.running().get() == stages[1]
    for _ in range(2):
        name_stage_owner(stages[2], owner=iryna, by=petro, at=MORNING)
    entered = enter_stage(stages[2], by=petro, at=MORNING)
    assert (entered.owner, entered.work.owner) == (iryna, iryna)
    assert Event.objects.filter(kind="stage.owned").count() == 1


def test_work_waits_for_a_confirmed_restatement(stages, petro, engagement, olena):
    enter_stage(stages[0], by=petro, at=MORNING)
    with pytest.raises(NotUnderstood):
        enter_stage(stages[1], by=petro, at=MORNING)
    asked = restate(engagement, text="The money back", by=petro, at=MORNING)
    with pytest.raises(NotUnderstood):
        enter_stage(stages[1], by=petro, at=MORNING)
    answer_restatement(asked, answer="yes", words="", by=olena, at=MORNING)
    enter_stage(stages[1], by=petro, at=MORNING)
    assert given()[-1] == (
        "Send the contract",
        "client",
        datetime(2027, 3, 17, 16, tzinfo=UTC),
    )


def test_stages_follow_one_another(stages, petro, understood):
    with pytest.raises(NotItsTurn, match="“Listen” comes first"):
        enter_stage(stages[1], by=petro, at=MORNING)
    with pytest.raises(NotItsTurn):
        pass_stage(stages[0], by=petro, at=MORNING)


def test_pass_stage_ends_its_promise_by_the_stamp(stages, petro, surveyor):
    entered = enter_stage(stages[0], by=petro, at=MORNING)
    with pytest.raises(NotAllowed):
        pass_stage(entered, by=surveyor, at=FRIDAY)
    for _ in range(2):
        pass_stage(entered, by=petro, at=FRIDAY + timedelta(seconds=1))
    assert Promise.objects.get(pk=entered.work_id).outcome == "broken"


@pytest.mark.parametrize(
    ("part", "words"), [("met", ""), ("answered", "I read it"), ("waived", "Decide yourselves")]
)
def test_a_key_stage_is_passed_with_the_clients_part(stages, petro, understood, part, words):
    enter_stage(stages[0], by=petro, at=MORNING)
    enter_stage(stages[1], by=petro, at=MORNING)
    with pytest.raises(ClientNotInvolved, match="“Draft” is a key point"):
        pass_stage(stages[1], by=petro, at=MORNING)
    record_part(stages[1], part=part, words=words, by=petro, at=MORNING)
    assert pass_stage(stages[1], by=petro, at=MORNING).passed_at == MORNING


def test_record_part_keeps_his_words(stages, petro):
    for wrong in ({"part": "waived"}, {"part": "answered", "words": " "}, {"part": "guessed"}):
        with pytest.raises(PartUnclear):
            record_part(stages[1], **wrong, by=petro, at=MORNING)
    for _ in range(2):
        record_part(stages[1], part="waived", words="No need", by=petro, at=MORNING)
    assert Event.objects.filter(kind="stage.shared").count() == 1


def test_who_owns_a_stage_or_a_meeting_does_not_leave(stages, engagement, maksym, petro, olha):
    name_stage_owner(stages[2], owner=maksym, by=petro, at=MORNING)
    said = {"title": "Sign", "day": FRIDAY.date(), "start": time(15), "owner": maksym}
    make_appointment(engagement, **said, by=petro, at=MORNING)
    with pytest.raises(ColleagueIsNeeded) as refused:
        leave_firm(maksym, by=olha, at=MORNING)
    assert refused.value.rows == ["Stage “Court” of “Legal care”", "Meeting “Sign”"]
    name_stage_owner(stages[2], owner=petro, by=petro, at=MORNING)
    cancel_appointment(Appointment.objects.get(), by=petro, at=MORNING)
    leave_firm(maksym, by=olha, at=MORNING)
    assert maksym.left_at == MORNING
