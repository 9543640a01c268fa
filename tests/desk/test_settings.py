from datetime import date

import pytest
from django.test import Client
from django.urls import reverse

from slovo.domain.calendars.models import Calendar
from slovo.domain.staff.models import Firm
from slovo.domain.standards.models import Macro, ServiceClass
from tests.desk.reading import fields_of, text_of

pytestmark = pytest.mark.django_db

PAGES = [
    "settings-firm",
    "settings-classes",
    "settings-class-new",
    "settings-calendars",
    "settings-calendar-new",
    "settings-mailboxes",
    "settings-mailbox-new",
    "settings-macros",
    "settings-macro-new",
    "settings-users",
    "settings-user-new",
    "settings-check",
]


def send(client, page, fields, *changes, **sides):
    return client.post(page, {**fields, **dict(changes), **sides})


@pytest.mark.parametrize("name", ["settings", "settings-tokens", *PAGES])
def test_every_page_opens_for_the_principal(as_olha, name):
    assert as_olha.get(reverse(name)).status_code == 200


@pytest.mark.parametrize("name", PAGES)
def test_no_page_of_settings_opens_for_a_specialist(client, petro, name):
    client.force_login(petro)
    assert client.get(reverse(name)).status_code == 403


def test_a_stranger_is_led_to_the_sign_in(client, firm):
    page = client.get(reverse("settings-firm"))
    assert page.status_code == 302
    assert page.url == "/accounts/login/?next=/settings/firm/"


def test_the_index_shows_only_what_one_may_open(client, roman, olha):
    client.force_login(roman)
    said = text_of(client.get(reverse("settings")))
    assert reverse("settings-macros") in said
    assert reverse("settings-firm") not in said
    client.force_login(olha)
    assert reverse("settings-firm") in text_of(client.get(reverse("settings")))


def test_the_firm_is_changed(as_olha, firm, roman):
    fields = fields_of(as_olha.get("/settings/firm/"))
    assert fields["name"] == "Levchenko & Partners"
    answer = send(as_olha, "/settings/firm/", fields, front_desk=roman.pk, phone="+380 44 1")
    assert answer.status_code == 302
    known = Firm.objects.get()
    assert (known.front_desk, known.phone, known.name) == (roman, "+380 44 1", firm.name)


def test_a_class_above_24_hours_is_refused_and_nothing_typed_is_lost(as_olha, standard):
    page = f"/settings/classes/{standard.pk}/"
    fields = fields_of(as_olha.get(page))
    answer = send(as_olha, page, fields, answer_minutes="1441", about="We hurry & care")
    assert answer.status_code == 422
    assert "1440" in text_of(answer)
    assert fields_of(answer)["about"] == "We hurry & care"
    assert fields_of(answer)["answer_minutes"] == "1441"
    assert ServiceClass.objects.get(pk=standard.pk).answer_minutes == 1440


def test_a_class_is_made_and_changed(as_olha, firm):
    fields = fields_of(as_olha.get("/settings/classes/new/"))
    send(as_olha, "/settings/classes/new/", fields, name="Partner", rhythm_days=["tue", "fri"])
    partner = ServiceClass.objects.get(name="Partner")
    assert (partner.rhythm_days, partner.is_default) == (["tue", "fri"], False)
    page = f"/settings/classes/{partner.pk}/"
    send(as_olha, page, fields_of(as_olha.get(page)), answer_minutes="240")
    partner.refresh_from_db()
    assert (partner.answer_minutes, partner.rhythm_days) == (240, ["tue", "fri"])


def test_the_only_default_class_stays_the_default(as_olha, standard):
    page = f"/settings/classes/{standard.pk}/"
    fields = fields_of(as_olha.get(page))
    fields.pop("is_default")
    answer = send(as_olha, page, fields)
    assert answer.status_code == 422
    assert "One class must be the default" in text_of(answer)


def test_hours_are_written_as_people_do(as_olha, firm):
    page = f"/settings/hours/{firm.calendar_id}/"
    fields = fields_of(as_olha.get(page))
    assert fields["mon"] == "09:00–18:00"
    answer = send(as_olha, page, fields, mon="9-13, 14.00 – 18:30", fri="")
    assert answer.status_code == 302
    week = Calendar.objects.get(pk=firm.calendar_id).week
    assert (week["mon"], "fri" in week) == ([["09:00", "13:00"], ["14:00", "18:30"]], False)


@pytest.mark.parametrize("hours", ["nine to five", "18-9", "9-25"])
def test_crooked_hours_are_refused_and_kept(as_olha, firm, hours):
    page = f"/settings/hours/{firm.calendar_id}/"
    answer = send(as_olha, page, fields_of(as_olha.get(page)), mon=hours)
    assert answer.status_code == 422
    assert "09:00-13:00, 14:00-18:00" in text_of(answer)
    assert fields_of(answer)["mon"] == hours


def test_holidays_are_imported_and_struck_out(as_olha, firm):
    calendar = firm.calendar
    as_olha.post(f"/settings/hours/{calendar.pk}/holidays/", {"country": "UA", "year": "2027"})
    assert calendar.days.count() == 11
    page = f"/settings/hours/{calendar.pk}/2027/"
    fields = fields_of(as_olha.get(page))
    assert (fields["form-0-date"], fields["form-0-windows"]) == ("2027-01-01", "")
    fields |= {"form-0-DELETE": "on", "form-1-windows": "9-13"}
    fields |= {"form-11-date": "2027-12-31", "form-11-name": "Eve"}
    assert send(as_olha, page, fields).status_code == 302
    days = list(calendar.days.values_list("date", "windows"))
    assert days[0] == (date(2027, 3, 8), [["09:00", "13:00"]])
    assert days[-1] == (date(2027, 12, 31), [])


def test_a_day_of_another_year_is_refused_and_kept(as_olha, firm):
    page = f"/settings/hours/{firm.calendar_id}/2027/"
    fields = fields_of(as_olha.get(page)) | {"form-0-date": "2028-01-01", "form-0-name": "Off"}
    answer = send(as_olha, page, fields)
    assert answer.status_code == 422
    assert "2028-01-01 is not in 2027." in text_of(answer)
    assert fields_of(answer)["form-0-name"] == "Off"
    assert not firm.calendar.days.exists()


def test_an_unknown_country_is_said(as_olha, firm):
    page = f"/settings/hours/{firm.calendar_id}/holidays/"
    answer = as_olha.post(page, {"country": "XX", "year": "2027"}, follow=True)
    assert "We know no holidays of the country “XX”." in text_of(answer)


def test_a_macro_with_an_unknown_variable_is_refused(client, roman):
    client.force_login(roman)
    page = "/settings/macros/new/"
    fields = {"name": "Hello", "text_en": "Dear {{ person.calld }},", "text_uk": "Вітаю"}
    answer = client.post(page, fields)
    assert answer.status_code == 422
    assert "person.calld" in text_of(answer)
    assert fields_of(answer)["text_uk"] == "Вітаю"
    client.post(page, fields | {"text_en": "Dear {{ person.called }},"})
    macro = Macro.objects.get()
    assert macro.texts == {"en": "Dear {{ person.called }},", "uk": "Вітаю"}
    client.post(f"/settings/macros/{macro.pk}/drop/")
    assert not Macro.objects.exists()


def test_the_check_says_what_needs_a_hand(as_olha, firm):
    said = text_of(as_olha.get("/settings/check/"))
    assert "No mailbox is connected." in said
    assert "0 letters could not be delivered." in said


def test_pages_that_change_are_not_opened_by_looking(as_olha, firm):
    assert Client().get(f"/settings/hours/{firm.calendar_id}/holidays/").status_code == 405
    looked = as_olha.get("/settings/macros/1/drop/")
    assert looked.status_code == 405
    assert "Go to the first page" in text_of(looked)


def test_there_is_no_year_without_end(as_olha, firm):
    assert as_olha.get(f"/settings/hours/{firm.calendar_id}/99999/").status_code == 404
