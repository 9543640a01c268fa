from datetime import datetime, timedelta
from decimal import Decimal
from zoneinfo import ZoneInfo

import pytest

from slovo.domain.goodwill.actions.boundaries import (
    AnotherClientsCase,
    BoundaryIsLifted,
    BoundaryUnclear,
    lift_boundary,
    note_breach,
    set_boundary,
)
from slovo.domain.goodwill.actions.conceding import ConcessionUnclear, note_concession
from slovo.domain.goodwill.actions.talking import OutcomeMissing, hold_boundary_talk
from slovo.domain.goodwill.aid import OverYourLimit
from slovo.domain.goodwill.models import BoundaryTalk, Breach, Concession
from slovo.domain.journal.models import Event
from slovo.domain.notices.models import Notice
from slovo.domain.staff.rights import NotAllowed
from slovo.domain.standards.citing import RuleMissing
from slovo.domain.standards.models import Citation
from tests.desk.scene import write
from tests.make import MORNING

pytestmark = pytest.mark.django_db
KYIV = ZoneInfo("Europe/Kyiv")
SECOND = timedelta(seconds=1)


def bounded(person, by):
    said = {"text": "No calls after 21:00", "reason": "He shouted at Daryna"}
    return set_boundary(person, **said, by=by, at=MORNING)


def conceded(person, rule, by, at, **sides):
    said = {"price": Decimal(500), "currency": "uah", "reason": f"An hour on {at:%d.%m.%Y}"}
    return note_concession(person, **{**said, **sides}, rule=rule, by=by, at=at)


def test_set_boundary_once_with_its_reason(olena, olha):
    made = bounded(olena, olha)
    assert bounded(olena, olha).pk == made.pk
    assert (made.set_by, made.reason) == (olha, "He shouted at Daryna")
    with pytest.raises(BoundaryUnclear):
        set_boundary(olena, text="No calls", reason=" ", by=olha, at=MORNING)
    assert Event.objects.filter(kind="boundary.set").count() == 1


def test_boundaries_are_not_for_strangers(olena, taras, nadia):
    for stranger in (taras, nadia):
        with pytest.raises(NotAllowed):
            bounded(olena, stranger)


def test_note_breach_of_what_stands(olena, viktor, olha, petro, case):
    made = bounded(olena, olha)
    for seconds in (0, 3):
        at = MORNING + seconds * SECOND
        note_breach(made, words="Called at 23:10", case=case, by=petro, at=at)
    assert Breach.objects.get().case == case
    with pytest.raises(BoundaryUnclear):
        note_breach(made, words="", by=petro, at=MORNING)
    with pytest.raises(AnotherClientsCase):
        note_breach(made, words="x", case=write(viktor), by=petro, at=MORNING)
    for _ in range(2):
        lift_boundary(made, why="We made peace", by=olha, at=MORNING)
    with pytest.raises(BoundaryIsLifted):
        note_breach(made, words="Again", by=petro, at=MORNING)
    assert Event.objects.filter(kind="boundary.lifted").count() == 1


def test_lifting_says_why(olena, olha):
    with pytest.raises(BoundaryUnclear):
        lift_boundary(bounded(olena, olha), why="", by=olha, at=MORNING)


def test_r010_three_within_eleven_months_call_a_principal(olena, rule, olha, petro, limits, yearly):
    """The third within twelve months; she hears of it once, and the facts are at hand."""
    at = MORNING
    for days in (0, 100):
        conceded(olena, rule, petro, at + timedelta(days=days))
    assert not BoundaryTalk.objects.exists()
    third = conceded(olena, rule, petro, at + timedelta(days=334))
    talk = BoundaryTalk.objects.get()
    assert (talk.person, talk.why, talk.facts["count"]) == (olena, "concessions", 3)
    assert talk.facts["concessions"][0] == third.pk
    assert Notice.objects.filter(user=olha, why="boundary_talk").count() == 1
    conceded(olena, rule, petro, at + timedelta(days=335))
    assert BoundaryTalk.objects.count() == 1
    assert Citation.objects.filter(act="exception").count() == 4


def test_pressed_twice_it_is_given_once(olena, rule, olha):
    said = {"reason": "An hour"}
    first = conceded(olena, rule, olha, MORNING, **said)
    assert conceded(olena, rule, olha, MORNING + 119 * SECOND, **said) == first
    assert conceded(olena, rule, olha, MORNING + 120 * SECOND, **said) != first


def test_r010_the_third_thirteen_months_after_the_first_calls_nobody(olena, rule, olha):
    first = datetime(2027, 4, 10, 12, tzinfo=KYIV)
    for at in (first, first + timedelta(days=200), datetime(2028, 5, 10, 12, tzinfo=KYIV)):
        conceded(olena, rule, olha, at)
    assert not BoundaryTalk.objects.exists()


@pytest.mark.parametrize(("late", "calls"), [(timedelta(), True), (SECOND, False)])
def test_a_year_to_the_second_is_within(olena, rule, olha, late, calls):
    """By the clock of the firm: the same hour of the same day, though the summer came between."""
    first = datetime(2027, 3, 26, 12, tzinfo=KYIV)
    third = datetime(2028, 3, 26, 12, tzinfo=KYIV)
    assert (third.utcoffset(), first.utcoffset()) == (timedelta(hours=3), timedelta(hours=2))
    for at in (first, first + timedelta(days=30), third + late):
        conceded(olena, rule, olha, at)
    assert BoundaryTalk.objects.exists() is calls


def test_note_concession_needs_a_rule_a_price_and_a_limit(olena, rule, petro, limits, yearly):
    for sides, refusal in (
        ({"price": Decimal(0)}, ConcessionUnclear),
        ({"reason": ""}, ConcessionUnclear),
        ({"price": Decimal(10001)}, OverYourLimit),
    ):
        with pytest.raises(refusal):
            conceded(olena, rule, petro, MORNING, **sides)
    with pytest.raises(RuleMissing):
        conceded(olena, None, petro, MORNING)
    for _ in range(2):
        conceded(olena, rule, petro, MORNING)
    assert Concession.objects.get().currency == "UAH"


def test_hold_boundary_talk_is_the_principals(olena, rule, olha, petro):
    for days in range(3):
        conceded(olena, rule, olha, MORNING + timedelta(days=days))
    talk = BoundaryTalk.objects.get()
    with pytest.raises(NotAllowed):
        hold_boundary_talk(talk, words="Fine", by=petro, at=MORNING)
    with pytest.raises(OutcomeMissing):
        hold_boundary_talk(talk, words=" ", by=olha, at=MORNING)
    for _ in range(2):
        hold_boundary_talk(talk, words="She pays half from now on", by=olha, at=MORNING)
    assert BoundaryTalk.objects.get().held_by == olha
    assert Event.objects.filter(kind="boundarytalk.held").count() == 1
