"""The limit of silence follows calendar, class and severity; what the client was told stays."""

from datetime import UTC, date, datetime, timedelta

import pytest

from slovo.domain.calendars.actions.calendars import Differs, save_days
from slovo.domain.cases.actions.rating import rate_case
from slovo.domain.cases.models import Case, Promise
from slovo.domain.clients.models import Person
from slovo.domain.journal.facts import micros
from slovo.domain.journal.models import Event
from slovo.domain.journal.verifying import breaches
from slovo.domain.staff.models import User
from slovo.domain.standards.actions.classes import save_class
from slovo.domain.standards.models import Pace, ServiceClass
from tests import make
from tests.desk import scene

pytestmark = pytest.mark.django_db
SAID = datetime(2027, 3, 10, 10, 0, tzinfo=UTC)  # a Wednesday; two business days end on Friday
FRIDAY = datetime(2027, 3, 12, 16, 0, tzinfo=UTC)
MONDAY = datetime(2027, 3, 15, 16, 0, tzinfo=UTC)
TOLD = datetime(2027, 3, 20, 10, 0, tzinfo=UTC)
LATER = SAID + timedelta(hours=1)


@pytest.fixture
def case(olena: Person, petro: User) -> Case:
    """Petro insists: the next word comes long after the two business days of the class."""
    make.make_engagement(olena, petro)
    made = scene.write(olena)
    scene.answer(made, petro, "It takes long.", SAID, next_word_at=TOLD, insists=True)
    return scene.fresh(made)


def clock(kind: str) -> Promise:
    return Promise.objects.get(kind=kind, ended_at=None)


def holiday_on_friday(standard: ServiceClass, olha: User, *, is_kept: bool = True) -> None:
    days = [Differs(date(2027, 3, 12), "Day of the house")] if is_kept else []
    save_days(standard.calendar, year=2027, days=days, by=olha, at=LATER)


def test_a_holiday_moves_the_limit_and_not_the_word_he_was_told(
    case: Case, standard: ServiceClass, olha: User
) -> None:
    assert (clock("silence").due_at, case.dark_at) == (FRIDAY, FRIDAY)
    holiday_on_friday(standard, olha)
    assert (clock("silence").due_at, clock("next_word").due_at) == (MONDAY, TOLD)
    moved = scene.fresh(case)
    assert (moved.dark_at, moved.next_word_at) == (MONDAY, TOLD)
    told = Event.objects.get(kind="promises.moved", case_id=case.pk)
    old_and_new = [clock("silence").pk, micros(FRIDAY), micros(MONDAY)]
    assert told.refs["moved"]["promise"] == {"due_at": [old_and_new]}
    assert clock("silence").next_at == MONDAY - timedelta(hours=1)
    assert list(breaches()) == []


def test_a_holiday_taken_back_moves_it_back(case: Case, standard: ServiceClass, olha: User) -> None:
    holiday_on_friday(standard, olha)
    holiday_on_friday(standard, olha, is_kept=False)
    assert (clock("silence").due_at, scene.fresh(case).dark_at) == (FRIDAY, FRIDAY)


def test_a_class_that_speaks_more_often_moves_it_earlier(
    case: Case, standard: ServiceClass, olha: User
) -> None:
    sides = {"name": standard.name, "calendar": standard.calendar, "is_default": True}
    save_class(standard, **sides, normal_silence_days=1, by=olha, at=LATER)
    thursday = FRIDAY - timedelta(days=1)
    assert (clock("silence").due_at, scene.fresh(case).dark_at) == (thursday, thursday)


def test_a_graver_case_is_silent_for_hours_only(olena: Person, petro: User) -> None:
    """R025: the word was due on Friday; from the rating on, the client hears every four hours."""
    make.make_engagement(olena, petro)
    case = scene.write(olena)
    scene.answer(case, petro, "We look into it.", SAID, next_word_at=FRIDAY)
    assert not Promise.objects.filter(kind="silence").exists()
    rate_case(scene.fresh(case), severity_ours=Pace.HIGH, by=petro, at=LATER)
    limit = LATER + timedelta(hours=4)
    assert (clock("silence").due_at, clock("next_word").due_at) == (limit, FRIDAY)
    assert scene.fresh(case).dark_at == limit
    rate_case(scene.fresh(case), severity_ours=Pace.HIGH, by=petro, at=LATER)
    assert Promise.objects.filter(kind="silence").count() == 1
    assert list(breaches()) == []
