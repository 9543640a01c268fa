"""Two severities, and what follows from the higher one (R025)."""

from datetime import timedelta

import pytest

from slovo.domain.cases.actions.hearing import hear_message
from slovo.domain.cases.actions.opening import open_case
from slovo.domain.cases.actions.rating import ClientsSeverityLowered, rate_case
from slovo.domain.cases.models import Case
from slovo.domain.journal.facts import micros
from slovo.domain.journal.models import Event
from slovo.domain.staff.models import User
from slovo.domain.staff.rights import NotAllowed
from slovo.domain.standards.actions.classes import save_class
from slovo.domain.standards.models import Pace, ServiceClass
from tests import make

pytestmark = pytest.mark.django_db
MINUTE = timedelta(minutes=1)
LATER = make.MORNING + 10 * MINUTE


@pytest.fixture
def case(olha: User, petro: User, immediate: ServiceClass) -> Case:
    olena = make.make_person("Olena Tkachenko")
    make.make_engagement(olena, petro, service_class=immediate)
    case = open_case(olena, subject="Down", channel="email", by=olena, at=make.MORNING)
    hear_message(case, person=olena, text="Help", channel="email", by=olena, at=make.MORNING)
    case.refresh_from_db()
    return case


def test_the_higher_severity_sets_the_pace(case: Case, petro: User) -> None:
    assert case.first_answer_due_at == make.MORNING + 15 * MINUTE
    rate_case(case, severity_client=Pace.CRITICAL, by=case.person, at=LATER)
    rate_case(case, severity_ours=Pace.SLOW, by=petro, at=LATER)
    case.refresh_from_db()
    assert (case.pace, case.severity_ours) == (Pace.CRITICAL, Pace.SLOW)
    assert case.first_answer_due_at == case.dark_at == make.MORNING + 5 * MINUTE


def test_we_cannot_lower_what_it_is_for_him(case: Case, petro: User) -> None:
    rate_case(case, severity_client=Pace.HIGH, by=petro, at=LATER)
    with pytest.raises(ClientsSeverityLowered):
        rate_case(case, severity_client=Pace.NORMAL, by=petro, at=LATER)
    case.refresh_from_db()
    assert case.severity_client == Pace.HIGH


def test_a_stranger_of_the_house_rates_nothing(case: Case, taras: User) -> None:
    with pytest.raises(NotAllowed):
        rate_case(case, severity_ours=Pace.HIGH, by=taras, at=LATER)


def test_a_changed_class_never_moves_a_told_date_later(case: Case, olha: User) -> None:
    """The receipt named the hour; an earlier one is fine, the old stays in the journal (law 4)."""
    shown = case.service_class
    sides = {
        "name": shown.name,
        "calendar": shown.calendar,
        "by": olha,
        "at": make.MORNING + MINUTE,
    }
    save_class(shown, answer_minutes=60, critical_answer_minutes=5, **sides)
    case.refresh_from_db()
    assert case.first_answer_due_at == make.MORNING + 15 * MINUTE
    save_class(shown, answer_minutes=10, critical_answer_minutes=5, **sides)
    case.refresh_from_db()
    assert case.first_answer_due_at == case.dark_at == make.MORNING + 10 * MINUTE
    due_at = case.promises.get(ended_at=None, kind="first_answer")
    moves = Event.objects.get(kind="promises.moved").refs["moved"]
    old, new = (make.MORNING + 15 * MINUTE, make.MORNING + 10 * MINUTE)
    assert moves["promise"]["due_at"] == [[due_at.pk, micros(old), micros(new)]]
