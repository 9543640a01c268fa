"""Story A19 and R004 through the door: one screen for all that a colleague holds."""

from datetime import date

import pytest

from slovo.domain.cases.models import Message
from slovo.domain.clients.actions.relationships import hold_relationship
from slovo.domain.clients.models import holders_of
from slovo.domain.handovers.models import Introduction
from slovo.domain.journal.actors import HOUSE
from slovo.domain.staff.models import Absence, User
from slovo.domain.staff.rights import Role
from tests.desk.reading import fields_of, text_of
from tests.make import MORNING, make_person, make_user

pytestmark = pytest.mark.django_db
BRIEF = "Wants the prepayment back\nFears the delay\nThe draft by Thursday"


def told(page, **sides):
    said = {"words": "Iryna goes on with you. “Good, I know her.”", "brief": BRIEF, "how": "call"}
    return fields_of(page) | said | sides


def test_a19_petro_leaves_when_seven_clients_know_the_new_name(as_olha, petro, iryna, olena, case):
    others = [make_person(f"Client{number} Name") for number in range(6)]
    for person in others:
        hold_relationship(person, user=petro, by=HOUSE, at=MORNING)
    leave, page = f"/settings/colleagues/{petro.pk}/leave/", f"/colleagues/{petro.pk}/hand-over/"
    refused = as_olha.post(leave)
    said = text_of(refused)
    assert (refused.status_code, said.count("Relationship with"), page in said) == (409, 7, True)
    shown = as_olha.get(page)
    assert all(str(person) in text_of(shown) for person in [olena, *others])
    nobody = as_olha.post(page, told(shown, to=iryna.pk))
    assert (nobody.status_code, fields_of(nobody)["brief"].strip()) == (422, BRIEF)
    first = told(shown, to=iryna.pk, people=[person.pk for person in others])
    assert "6 clients know Iryna Koval." in text_of(as_olha.post(page, first, follow=True))
    assert as_olha.post(leave).status_code == 409
    as_olha.post(page, told(shown, to=iryna.pk, people=[olena.pk]))
    told_by_letter = Message.objects.get(case=case, wording="handover")
    assert "Iryna Koval" in told_by_letter.text
    assert Introduction.objects.get(person=olena).introduced_at <= MORNING
    assert as_olha.post(leave).status_code == 302
    assert User.objects.get(pk=petro.pk).left_at == MORNING
    assert [held.user for held in holders_of(olena)] == [iryna]


def test_two_weeks_away_ask_for_a_stand_in_first(as_petro, petro, iryna, olena, case):
    away = {"first_day": "2027-04-01", "last_day": "2027-04-14", "why": "Leave"}
    refused = as_petro.post("/me/absences/", away)
    assert (refused.status_code, Absence.objects.count()) == (422, 0)
    assert "first introduce who stands in to 1 client: Olena Sydorenko." in text_of(refused)
    assert fields_of(refused)["why"] == "Leave"
    page = f"/colleagues/{petro.pk}/hand-over/"
    shown = as_petro.get(page, {"first_day": "2027-04-01", "person": olena.pk})
    assert (fields_of(shown)["first_day"], fields_of(shown)["people"]) == (
        "2027-04-01",
        [str(olena.pk)],
    )
    half = as_petro.post(page, told(shown, to=iryna.pk))
    assert (half.status_code, "Say both days, or neither." in text_of(half)) == (422, True)
    as_petro.post(page, told(shown, to=iryna.pk, last_day="2027-04-14"))
    assert "Iryna Koval stands in from 1 April to 14 April." in text_of(as_petro.get(page))
    assert as_petro.post("/me/absences/", away).status_code == 302
    assert Absence.objects.get().last_day == date(2027, 4, 14)


def test_a_principal_with_three_clients_stays(as_olha, olha, olena, viktor):
    """R004: deactivating lists the three; a client without a principal is not saved."""
    make_person("Serhii Koval")
    make_user("Second Head", Role.PRINCIPAL)
    refused = as_olha.post(f"/settings/colleagues/{olha.pk}/leave/")
    assert (refused.status_code, text_of(refused).count(": principal")) == (409, 3)
    for name in ("Olena Sydorenko", "Serhii Koval", "Viktor Savchenko"):
        assert f"Client {name}: principal" in text_of(refused)
    page = "/clients/new/"
    unsaved = as_olha.post(
        page, fields_of(as_olha.get(page)) | {"full_name": "New", "principal": ""}
    )
    assert unsaved.status_code == 422


def test_a_colleague_is_named_whom_the_client_trusts(as_petro, iryna, taras, viktor):
    page = f"/clients/{viktor.pk}/hold/"
    assert as_petro.post(page, {"user": taras.pk}).status_code == 422
    as_petro.post(page, {"user": iryna.pk})
    assert "Iryna Koval" in text_of(as_petro.get(f"/clients/{viktor.pk}/"))
    nothing = text_of(as_petro.get(f"/colleagues/{taras.pk}/hand-over/"))
    assert "No client counts on Taras Bondar alone." in nothing
