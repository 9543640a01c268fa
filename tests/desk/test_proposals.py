"""The organisation a stranger types into the form: proposed, not trusted, answered in a press."""

import pytest
from django.urls import reverse

from slovo.domain.cases.actions.writing_in import write_in
from slovo.domain.clients.actions.organisations import stand_for_named
from slovo.domain.clients.actions.people import NameMissing
from slovo.domain.clients.actions.proposals import (
    confirm_standing,
    decline_standing,
    propose_standing,
)
from slovo.domain.clients.models import Organisation, Person
from slovo.domain.journal.actors import HOUSE
from slovo.domain.journal.models import Event
from slovo.domain.staff.rights import NotAllowed
from tests.desk.reading import text_of
from tests.make import MORNING

pytestmark = pytest.mark.django_db


@pytest.fixture
def anna(firm):
    message = write_in(
        email="anna@new.example", full_name="Anna New", language="en", zone="", subject="Lease",
        text="Hello", organisation=" TOV  Nova ", by=HOUSE, at=MORNING,
    )  # fmt: skip
    return message.person


def test_what_is_typed_into_the_form_is_proposed_and_not_trusted(client, firm):
    said = {
        "full_name": "Anna New", "email": "anna@new.example", "subject": "Lease", "text": "Hello",
        "organisation": "TOV Nova", "once": "1",
    }  # fmt: skip
    assert client.post("/write/", said).status_code == 302
    anna = Person.objects.get()
    assert anna.says_organisation == "TOV Nova"
    assert (anna.standings.count(), Organisation.objects.count()) == (0, 0)
    assert Event.objects.filter(kind="person.proposed").count() == 1


def test_one_press_confirms_it(as_olha, anna):
    for page in ("person-show", "case-show"):
        key = anna.pk if page == "person-show" else anna.cases.get().ref
        assert 'value="TOV Nova"' in text_of(as_olha.get(reverse(page, args=[key])))
    back = reverse("case-show", args=[anna.cases.get().ref])
    press = {"name": "TOV Nova", "yes": "1", "next": back}
    assert as_olha.post(reverse("person-proposal", args=[anna.pk]), press).url == back
    anna.refresh_from_db()
    assert (anna.standings.get().organisation.name, anna.says_organisation) == ("TOV Nova", "")
    assert "Says he stands for" not in text_of(as_olha.get(back))


def test_it_is_corrected_or_put_aside(as_olha, anna):
    page = reverse("person-proposal", args=[anna.pk])
    assert as_olha.post(page, {"name": " ", "yes": "1"}).status_code == 302
    assert Person.objects.get().says_organisation == "TOV Nova"
    as_olha.post(page, {"name": "TOV Nova Plus", "yes": "1"})
    assert anna.standings.get().organisation.name == "TOV Nova Plus"
    propose_standing(anna, name="Elsewhere", by=HOUSE, at=MORNING)
    for _twice in range(2):
        as_olha.post(page, {"name": "Elsewhere", "no": "1"})
    assert Person.objects.get().says_organisation == ""
    assert Event.objects.filter(kind="person.declined").count() == 1


def test_what_is_known_is_not_proposed_again(anna, olha):
    stand_for_named(anna, name="TOV Nova", by=olha, at=MORNING)
    decline_standing(anna, by=olha, at=MORNING)
    assert not propose_standing(anna, name="tov nova", by=HOUSE, at=MORNING)
    assert propose_standing(anna, name="Other", by=HOUSE, at=MORNING)
    assert not propose_standing(anna, name="Other", by=HOUSE, at=MORNING)


def test_only_those_who_save_persons_answer_it(anna, taras, olha):
    with pytest.raises(NotAllowed):
        confirm_standing(anna, name="TOV Nova", by=taras, at=MORNING)
    with pytest.raises(NotAllowed):
        decline_standing(anna, by=taras, at=MORNING)
    with pytest.raises(NameMissing):
        confirm_standing(anna, name="", by=olha, at=MORNING)
