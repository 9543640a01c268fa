import pytest

from slovo.domain.calendars.models import Calendar
from slovo.domain.engagements.actions.founding import AlreadyFounded
from slovo.domain.journal.models import Event
from slovo.domain.staff.actions.users import WeakPassword
from slovo.domain.staff.models import Firm, User, principals
from slovo.domain.standards.models import ServiceClass
from tests.make import FOUNDED, make_firm

pytestmark = pytest.mark.django_db


def test_a_firm_has_all_it_needs_on_its_first_day():
    firm = make_firm()
    olha = User.objects.get()
    assert (firm.pk, firm.front_desk, principals()) == (1, olha, [olha])
    assert olha.check_password("slovo-derzhymo-2027")
    assert olha.roles == ["principal", "administrator"]
    assert firm.calendar.week["fri"] == [["09:00", "18:00"]]
    assert "sat" not in firm.calendar.week
    standard, immediate = ServiceClass.objects.order_by("pk")
    assert (standard.name, standard.answer_minutes, standard.is_default) == ("Standard", 1440, True)
    assert (immediate.answer_minutes, immediate.critical_answer_minutes) == (15, 5)
    assert immediate.calendar.working_hours().is_open(FOUNDED.replace(hour=1))
    assert Event.objects.filter(kind="firm.founded", subject="firm:1").count() == 1


def test_twice_is_refused():
    make_firm()
    with pytest.raises(AlreadyFounded):
        make_firm(principal_email="other@firm.example")
    assert (Firm.objects.count(), User.objects.count(), Calendar.objects.count()) == (1, 1, 2)


def test_a_guessable_password_leaves_nothing_behind():
    with pytest.raises(WeakPassword):
        make_firm(password="password")
    assert (Firm.objects.count(), ServiceClass.objects.count(), Event.objects.count()) == (0, 0, 0)
