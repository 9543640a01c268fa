import pytest

from slovo.domain.cases.actions.writing_in import write_in
from slovo.domain.cases.models import Case, Message
from slovo.domain.clients.actions.people import NotAnAddress
from slovo.domain.clients.models import Person
from slovo.domain.journal.actors import HOUSE
from slovo.domain.journal.models import Event
from slovo.domain.staff.models import Firm
from tests.make import MORNING


def write(email: str = "anna@new.example") -> Message:
    return write_in(
        email=email,
        full_name="Anna New",
        language="ru",
        zone="Europe/Kyiv",
        subject="Lease",
        text="The landlord does not answer.",
        by=HOUSE,
        at=MORNING,
    )


def test_a_stranger_becomes_a_person_with_a_case_and_a_receipt(firm: Firm) -> None:
    message = write()
    assert message.person is not None
    assert (message.person.full_name, message.person.language) == ("Anna New", "ru")
    assert message.case.channel == message.channel == "webform"
    assert Message.objects.get(wording="receipt").case == message.case
    assert Event.objects.get(kind="case.opened").actor_name == "Anna New"


def test_two_writings_are_two_cases_of_one_person(firm: Firm) -> None:
    assert write().case != write("ANNA@new.example").case
    assert (Person.objects.count(), Case.objects.count()) == (1, 2)


def test_nothing_half_written_stays(firm: Firm) -> None:
    with pytest.raises(NotAnAddress):
        write("nonsense")
    assert (
        Person.objects.count(),
        Case.objects.count(),
        Event.objects.filter(kind__in=["person.added", "case.opened"]).count(),
    ) == (0, 0, 0)
