"""Where a mistake comes from, and how it ends: refused while anything is empty (R005, R029)."""

from datetime import timedelta

import pytest
from django.db import IntegrityError, transaction

from slovo.domain.cases.actions.closing import close_case
from slovo.domain.cases.actions.opening import open_case
from slovo.domain.cases.models import Message
from slovo.domain.journal.facts import digest
from slovo.domain.journal.models import Event
from slovo.domain.journal.verifying import recent_breaches
from slovo.domain.mistakes.actions.closing import (
    CauseIsMissing,
    DamageUnanswered,
    PrincipalCloses,
    StampIsMissing,
    answer_damage,
    close_mistake,
)
from slovo.domain.mistakes.actions.opening import (
    MistakeHasEnded,
    OfAnotherCase,
    ReasonMissing,
    drop_mistake,
    name_mistake,
    open_mistake,
)
from slovo.domain.mistakes.models import Cause, Failure, Mistake, Step
from slovo.domain.risks.actions.raising import raise_risk
from slovo.domain.staff.rights import NotAllowed
from tests.domain.mistakes.scene import (
    FOUND,
    REFILED,
    TEXT,
    TOLD,
    YES,
    admitted,
    opened,
    verified,
    whole,
)
from tests.domain.promises.scene import fresh, kyiv, promised

pytestmark = pytest.mark.django_db
SECOND = timedelta(seconds=1)


def test_closing_is_refused_while_anything_is_empty_and_names_it(case, petro):
    mistake = opened(case, petro)
    words = "admission, apology, correction with a date, correction, the client’s word"
    with pytest.raises(StampIsMissing, match=words):
        close_mistake(mistake, by=petro, at=FOUND)
    mistake = admitted(mistake, petro)
    with pytest.raises(StampIsMissing, match="missing: correction, the client’s word"):
        close_mistake(mistake, by=petro, at=TOLD)
    mistake = verified(mistake, petro)
    with pytest.raises(CauseIsMissing):
        close_mistake(mistake, by=petro, at=YES)
    cause = Cause.objects.get(code="oversight")
    name_mistake(mistake, text=TEXT, cause=cause, by=petro, at=YES)
    with pytest.raises(DamageUnanswered, match="lose anything"):
        close_mistake(mistake, by=petro, at=YES)
    answer_damage(mistake, has_damage=True, by=petro, at=YES)
    with pytest.raises(DamageUnanswered, match="Write down what"):
        close_mistake(mistake, by=petro, at=YES)
    answer_damage(mistake, has_damage=False, by=petro, at=YES)
    close_mistake(mistake, by=petro, at=YES)
    assert close_mistake(mistake, by=petro, at=YES).closed_at == YES
    assert Event.objects.filter(kind="mistake.closed").count() == 1


def test_the_database_itself_refuses_a_closed_mistake_without_its_stamps(case, petro):
    mistake = opened(case, petro)
    for change in (
        {"closed_at": YES},
        {"admitted_at": FOUND - SECOND},
        {"admitted_at": TOLD, "corrected_at": TOLD - SECOND},
        {"corrected_at": REFILED, "verified_by_client_at": REFILED - SECOND},
    ):
        with pytest.raises(IntegrityError), transaction.atomic():
            Mistake.objects.filter(pk=mistake.pk).update(**change)


def test_the_same_within_180_days_is_closed_by_a_principal_only(case, petro, olha):
    close_mistake(whole(case, petro), by=petro, at=YES)
    second = whole(case, petro, text="Lost once more")
    with pytest.raises(PrincipalCloses):
        close_mistake(second, by=petro, at=YES)
    assert close_mistake(second, by=olha, at=YES).closed_by == olha


def test_naming_another_cause_moves_its_failure_and_none_drops_it(case, petro):
    mistake = opened(case, petro, cause=Cause.objects.get(code="oversight"))
    failure = Failure.objects.get(subject=mistake.subject)
    assert (failure.at, failure.cause.code) == (FOUND, "oversight")
    name_mistake(mistake, text=TEXT, cause=Cause.objects.get(code="late"), by=petro, at=TOLD)
    assert fresh(failure).cause.code == "late"
    name_mistake(mistake, text="Other words", cause=None, by=petro, at=TOLD)
    assert fresh(failure).dropped_at == TOLD


def test_only_a_principal_says_that_it_is_none_of_ours(case, petro, olha):
    mistake = opened(case, petro, cause=Cause.objects.get(code="oversight"))
    with pytest.raises(NotAllowed):
        drop_mistake(mistake, why="The bank’s fault", by=petro, at=TOLD)
    with pytest.raises(ReasonMissing):
        drop_mistake(mistake, why=" ", by=olha, at=TOLD)
    dropped = drop_mistake(mistake, why="The bank’s fault", by=olha, at=TOLD)
    assert (dropped.step, dropped.next_at, dropped.found_early) == (Step.DROPPED, None, False)
    drop_mistake(mistake, why="The bank’s fault", by=olha, at=TOLD)
    with pytest.raises(MistakeHasEnded):
        admitted(mistake, petro)
    assert not Failure.objects.standing().exists()


def test_from_a_promise_and_from_bad_news_known_before(case, petro, maksym, viktor):
    promise = promised(case, petro)
    risk = raise_risk(case, text="Filing returned", promise=promise, by=maksym, at=FOUND)
    mistake = opened(case, petro, text="", risk=risk, at=FOUND + timedelta(minutes=40))
    assert (mistake.discovered_at, mistake.discovered_by) == (FOUND, maksym)
    assert (mistake.text, mistake.admit_by) == ("Filing returned", kyiv("2027-03-29 15:10"))
    admitted(mistake, petro)
    assert (fresh(risk).end, fresh(risk).told_at) == ("told", TOLD)
    of_promise = opened(case, petro, text="", promise=promise)
    assert of_promise.text == "Draft of the claim"


def test_what_belongs_to_another_case_opens_nothing(case, petro, viktor):
    elsewhere = open_case(viktor, subject="Invoice", channel="desk", by=petro, at=FOUND)
    promise = promised(case, petro)
    with pytest.raises(OfAnotherCase):
        open_mistake(elsewhere, promise=promise, by=petro, at=FOUND)


def test_what_the_client_wrote_first_is_no_credit(case, petro, olena):
    letter = Message.objects.create(
        case=case, direction="in", channel="email", person=olena, at=FOUND, text="Wrong"
    )
    assert opened(case, petro, message=letter).found_early is False
    assert opened(case, petro, text="Other", is_found_by_client=True).found_early is False


def test_a_case_that_has_ended_goes_on(case, petro, olha):
    close_case(case, reason="Done", by=olha, at=FOUND - timedelta(days=1))
    opened(case, petro)
    assert fresh(case).is_open


def test_the_journal_vouches_for_every_stamp(case, petro):
    mistake = whole(case, petro)
    assert list(recent_breaches(5)) == []
    Mistake.objects.filter(pk=mistake.pk).update(admitted_at=FOUND)
    last = Event.objects.filter(kind__startswith="mistake.").latest("pk")
    assert last.facts[mistake.subject] != digest(fresh(mistake))


def test_an_administrator_opens_none(case, taras):
    with pytest.raises(NotAllowed):
        opened(case, taras)
