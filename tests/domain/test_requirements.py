from datetime import timedelta

import pytest

from slovo.domain.cases.models import Message
from slovo.domain.delivery.actions.offers import (
    FitUnmarked,
    NothingToOffer,
    answer_offer,
    send_offer,
)
from slovo.domain.delivery.actions.requirements import (
    EvidenceMissing,
    GapNotTold,
    ReasonMissing,
    RequirementMissing,
    add_requirement,
    mark_fit,
    settle_requirement,
)
from slovo.domain.delivery.models import Offer, Requirement
from slovo.domain.delivery.reactions import EngagementHasOpenRequirements
from slovo.domain.engagements.actions.engagements import end_engagement
from slovo.domain.engagements.models import Engagement
from slovo.domain.journal.models import Event
from slovo.domain.journal.verifying import breaches
from slovo.domain.staff.rights import NotAllowed
from tests.make import MORNING

pytestmark = pytest.mark.django_db
GAP = {"gap": "Only by day", "alternative": "A night desk of another firm"}


@pytest.fixture
def need(engagement, petro):
    return lambda text: add_requirement(engagement, text=text, by=petro, at=MORNING)


@pytest.fixture
def settle(petro):
    return lambda row, state, **said: settle_requirement(
        row, state=state, by=petro, at=MORNING, **said
    )


@pytest.fixture
def fit(petro):
    return lambda row, fit, **said: mark_fit(row, fit=fit, by=petro, at=MORNING, **said)


def test_add_requirement_once_and_not_without_words(need, engagement, surveyor):
    assert need(" Calls at night ") == need("Calls at night")
    with pytest.raises(RequirementMissing):
        need(" ")
    with pytest.raises(NotAllowed):
        add_requirement(engagement, text="X", by=surveyor, at=MORNING)
    assert Event.objects.filter(kind="requirement.added").count() == 1


def test_settle_requirement_needs_a_reason_or_evidence(need, settle):
    row = need("Calls at night")
    with pytest.raises(ReasonMissing):
        settle(row, "declined", reason=" ")
    with pytest.raises(EvidenceMissing):
        settle(row, "met", met_by="A duty desk")
    for _ in range(2):
        settle(row, "met", met_by="A duty desk", evidence="Rota of March")
    assert (row.state, row.settled_at) == ("met", MORNING)
    settle(row, "accepted")
    assert (row.met_by, row.settled_at) == ("", None)
    assert Event.objects.filter(kind="requirement.settled").count() == 2


def test_ending_is_refused_naming_what_is_open(need, settle, engagement, olha):
    for text in ("Weekly report", "One contact"):
        settle(need(text), "met", met_by="Done", evidence="Letter of 3 March")
    third = need("Calls at night")
    settle(third, "accepted")
    with pytest.raises(EngagementHasOpenRequirements, match="Still open: “Calls at night”"):
        end_engagement(engagement, by=olha, at=MORNING)
    assert Engagement.objects.get().ended_at is None
    settle(third, "declined", reason="Nobody works then")
    engagement.refresh_from_db()
    end_engagement(engagement, by=olha, at=MORNING)
    assert Engagement.objects.get().ended_at == MORNING


def test_mark_fit_tells_the_gap_and_another_way(need, fit):
    row = need("Calls at night")
    for wrong in ({}, {"gap": "Only by day"}, {"alternative": "Another firm"}):
        with pytest.raises(GapNotTold):
            fit(row, "partly", **wrong)
    for _ in range(2):
        fit(row, "no", **GAP)
    fit(row, "yes", **GAP)
    assert (row.fit, row.gap, row.alternative) == ("yes", "", "")
    assert Event.objects.filter(kind="requirement.fitted").count() == 2


def test_send_offer_only_with_every_requirement_marked(need, fit, settle, engagement, petro):
    with pytest.raises(NothingToOffer):
        send_offer(engagement, by=petro, at=MORNING)
    day, night, never = need("Calls by day"), need("Calls at night"), need("A helicopter")
    fit(day, "yes")
    settle(never, "declined", reason="No pilot")
    with pytest.raises(FitUnmarked, match="whether it meets “Calls at night”"):
        send_offer(engagement, by=petro, at=MORNING)
    assert not Offer.objects.exists()
    fit(night, "no", **GAP)
    offer = send_offer(engagement, by=petro, at=MORNING)
    assert send_offer(engagement, by=petro, at=MORNING) == offer
    assert [line["text"] for line in offer.lines] == ["Calls by day", "Calls at night"]
    fit(night, "yes")
    assert Offer.objects.get().lines[1]["gap"] == "Only by day"


def test_the_offer_letter_shows_the_gaps(need, fit, engagement, petro, olena):
    olena.language = "en"
    olena.save()
    fit(need("Calls at night"), "no", **GAP)
    fit(need("A report"), "partly", gap="Monthly", alternative="Weekly from June")
    send_offer(engagement, text="Glad to offer", by=petro, at=MORNING)
    text = Message.objects.get(wording="offer_asked").text
    assert "Calls at night: No\n   Only by day\n   Another way: A night desk" in text
    assert "A report: Partly\n   Monthly\n   Another way: Weekly from June" in text


def test_answer_offer_is_confirmed_back(need, fit, engagement, petro, olena):
    fit(need("Calls"), "yes")
    offer = send_offer(engagement, by=petro, at=MORNING)
    at = MORNING + timedelta(hours=2)
    for _ in range(2):
        answer_offer(offer, answer="no", words="Too slow", by=olena, at=at)
    assert Offer.objects.get().state == "no"
    assert Message.objects.filter(wording="offer_confirmed").count() == 1
    assert [n.why for n in petro.notices.order_by("pk")] == ["said_no"]
    assert Requirement.objects.count() == 1
    assert list(breaches()) == []
