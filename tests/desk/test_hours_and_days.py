"""What a colleague can promise, when he is away, and the client's quiet and busy days."""

from datetime import date

import pytest

from slovo.domain.courtesy.models import Blackout
from slovo.domain.staff.models import Absence
from tests.domain.promises.scene import fresh

AWAY = {"first_day": "2027-03-16", "last_day": "2027-03-19", "why": "Holiday"}
DAYS = {
    "nature": "blackout",
    "first_day": "2027-03-25",
    "last_day": "2027-04-10",
    "repeats": "quarterly",
    "why": "Quarter close",
}


@pytest.fixture
def hours(petro):
    return f"/settings/colleagues/{petro.pk}/hours/"


def test_hours_a_day_and_an_own_calendar_are_kept(as_olha, petro, firm, hours):
    said = {"calendar": firm.calendar_id, "minutes_a_day": "3,5"}
    assert as_olha.post(hours, said).status_code == 302
    petro = fresh(petro)
    assert (petro.promise_minutes_a_day, petro.calendar) == (210, firm.calendar)
    assert 'value="3.5"' in as_olha.get(hours).content.decode()
    assert as_olha.post(hours, {"calendar": "", "minutes_a_day": ""}).status_code == 302
    assert (fresh(petro).promise_minutes_a_day, fresh(petro).calendar) == (None, None)


def test_a_day_of_25_hours_is_refused(as_olha, petro, hours):
    answer = as_olha.post(hours, {"calendar": "", "minutes_a_day": "25"})
    assert answer.status_code == 422
    assert 'value="25"' in answer.content.decode()


def test_absences_are_written_and_taken_out_by_the_house(as_olha, petro, hours):
    add = hours.replace("hours", "absences")
    wrong = as_olha.post(add, {**AWAY, "last_day": "2027-03-15"})
    assert wrong.status_code == 422
    assert "The last day comes before the first." in wrong.content.decode()
    assert as_olha.post(add, AWAY).status_code == 302
    row = petro.absences.get()
    assert (row.first_day, row.last_day) == (date(2027, 3, 16), date(2027, 3, 19))
    assert "Holiday" in as_olha.get(hours).content.decode()
    assert as_olha.post(f"{add}{row.pk}/drop/").status_code == 302
    assert not Absence.objects.exists()


def test_a_colleague_writes_his_own(as_petro, petro, iryna):
    assert as_petro.post("/me/absences/", {}).status_code == 422
    assert as_petro.post("/me/absences/", AWAY).status_code == 302
    assert "Holiday" in as_petro.get("/me/").content.decode()
    row = petro.absences.get()
    as_petro.force_login(iryna)
    assert as_petro.post(f"/me/absences/{row.pk}/drop/").status_code == 404
    as_petro.force_login(petro)
    assert as_petro.post(f"/me/absences/{row.pk}/drop/").status_code == 302
    assert not Absence.objects.exists()


@pytest.mark.parametrize("whose", ["clients", "organisations"])
def test_quiet_days_stand_on_the_page_until_taken_out(as_petro, olena, berehynia, whose):
    page = f"/{whose}/{olena.pk if whose == 'clients' else berehynia.pk}/"
    wrong = as_petro.post(f"{page}days/", {**DAYS, "last_day": "2027-03-01"})
    assert wrong.status_code == 422
    assert "Quarter close" in wrong.content.decode()
    assert as_petro.post(f"{page}days/", DAYS).status_code == 302
    shown = as_petro.get(page).content.decode()
    assert "Quarter close" in shown
    assert "Every quarter" in shown
    row = Blackout.objects.get()
    assert as_petro.post(f"/days/{row.pk}/drop/")["Location"] == page
    assert "None are known." in as_petro.get(page).content.decode()
