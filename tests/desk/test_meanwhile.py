"""Two colleagues at the same settings: nobody's change is lost without a word."""

import pytest
from django.test import Client
from django.urls import reverse

from slovo.domain.calendars.models import Calendar
from slovo.domain.delivery.actions.maps import save_stage_map
from slovo.domain.post.actions.consents import ask_consent
from slovo.domain.post.models import Mailbox
from slovo.domain.staff.models import Firm, User
from slovo.domain.staff.rights import Role
from slovo.domain.standards.actions.macros import save_macro
from slovo.domain.standards.models import Macro, ServiceClass
from tests import make
from tests.desk.reading import fields_of, text_of
from tests.make import MORNING

pytestmark = pytest.mark.django_db
MEANWHILE = "Somebody changed this while you were writing. Now it says: "


@pytest.fixture
def other(olha):
    client = Client()
    client.force_login(make.make_user("Dana Second", Role.PRINCIPAL))
    return client


def test_what_another_saved_meanwhile_is_said_and_mine_stays_until_i_insist(as_olha, other, firm):
    page = reverse("settings-firm")
    mine, theirs = fields_of(as_olha.get(page)), fields_of(other.get(page))
    other.post(page, {**theirs, "name": "Theirs"})
    answer = as_olha.post(page, {**mine, "name": "Mine"})
    assert answer.status_code == 422
    said = text_of(answer)
    assert f"{MEANWHILE}Name of the firm: “Theirs”." in said
    kept = fields_of(answer)
    assert (kept["name"], Firm.objects.get().name) == ("Mine", "Theirs")
    assert as_olha.post(page, kept).status_code == 302
    assert Firm.objects.get().name == "Mine"


def test_a_side_i_did_not_touch_is_said_too(as_olha, other, firm):
    page = reverse("settings-firm")
    mine, theirs = fields_of(as_olha.get(page)), fields_of(other.get(page))
    other.post(page, {**theirs, "phone": "+380 44 555 01 27"})
    answer = as_olha.post(page, {**mine, "name": "Mine"})
    assert f"{MEANWHILE}Telephone: “+380" in text_of(answer)
    assert Firm.objects.get().name != "Mine"


def test_the_same_change_twice_is_no_quarrel(as_olha, other, firm):
    page = reverse("settings-firm")
    mine, theirs = fields_of(as_olha.get(page)), fields_of(other.get(page))
    other.post(page, {**theirs, "name": "Both"})
    assert as_olha.post(page, {**mine, "name": "Both"}).status_code == 302


def test_a_page_of_mine_that_nobody_else_touched_is_saved_at_once(as_olha, firm):
    page = reverse("settings-firm")
    mine = fields_of(as_olha.get(page))
    assert as_olha.post(page, {**mine, "name": "Mine"}).status_code == 302


@pytest.mark.parametrize(
    ("find", "name", "side"),
    [
        (lambda: ServiceClass.objects.get(name="Standard"), "settings-class", "name"),
        (lambda: Calendar.objects.earliest("pk"), "settings-calendar", "mon"),
        (lambda: User.objects.get(email="olha@firm.example"), "settings-user", "job"),
        (Macro.objects.get, "settings-macro", "text_ru"),
    ],
)
def test_every_form_of_the_settings_says_so(as_olha, other, olha, find, name, side):
    save_macro(None, name="Thanks", texts={"en": "Thank you."}, by=olha, at=MORNING)
    values = ("10:00-12:00", "11:00-13:00") if side == "mon" else ("Theirs", "Mine")
    page = reverse(name, args=[find().pk])
    mine, theirs = fields_of_form(as_olha.get(page)), fields_of_form(other.get(page))
    assert other.post(page, {**theirs, side: values[0]}).status_code == 302
    answer = as_olha.post(page, {**mine, side: values[1]})
    assert (answer.status_code, MEANWHILE in text_of(answer)) == (422, True)
    shown = answer.context["form"]
    assert shown[side].value() == values[1]
    again = {**mine, side: values[1], "seen": shown["seen"].value()}
    assert as_olha.post(page, again).status_code == 302


def test_a_map_of_stages_says_so(as_olha, other, olha):
    steps = [{"name": "Study", "days": 2}, {"name": "File", "days": 3}]
    known = save_stage_map(None, name="A suit", steps=steps, by=olha, at=MORNING)
    page = reverse("settings-map", args=[known.pk])
    mine, theirs = fields_of(as_olha.get(page)), fields_of(other.get(page))
    assert other.post(page, {**theirs, "s1-name": "Court"}).status_code == 302
    answer = as_olha.post(page, {**mine, "s0-days": "5"})
    assert answer.status_code == 422
    assert f"{MEANWHILE}Stages: “Study → Court”." in text_of(answer)
    assert as_olha.post(page, fields_of(answer)).status_code == 302
    known.refresh_from_db()
    assert [(step["name"], step["days"]) for step in known.steps] == [("Study", 5), ("File", 3)]


def test_days_that_differ_say_so(as_olha, other):
    calendar = Calendar.objects.earliest("pk")
    page = reverse("settings-days", args=[calendar.pk, 2027])
    mine, theirs = fields_of(as_olha.get(page)), fields_of(other.get(page))
    day = {"form-0-date": "2027-08-24", "form-0-name": "Theirs"}
    assert other.post(page, {**theirs, **day}).status_code == 302
    answer = as_olha.post(page, {**mine, "form-0-date": "2027-12-25", "form-0-name": "Mine"})
    assert answer.status_code == 422
    assert f"{MEANWHILE}Days: “24 August Theirs”." in text_of(answer)
    assert [row.name for row in calendar.days.all()] == ["Theirs"]
    assert as_olha.post(page, fields_of(answer)).status_code == 302
    assert [row.name for row in calendar.days.all()] == ["Mine"]


def test_a_consent_says_so(as_olha, other, olha):
    mailbox = Mailbox.objects.create(address="office@firm.example", connected_at=MORNING)
    said = {"provider": "microsoft", "client_id": "one", "client_secret": "x", "tenant": "a"}
    ask_consent(mailbox, **said, by=olha, at=MORNING)
    page = reverse("settings-consent", args=[mailbox.pk])
    mine, theirs = fields_of(as_olha.get(page)), fields_of(other.get(page))
    assert other.post(page, {**theirs, "tenant": "b", "client_secret": "y"}).status_code == 302
    answer = as_olha.post(page, {**mine, "tenant": "c", "client_secret": "z"})
    assert answer.status_code == 422
    assert f"{MEANWHILE}Tenant: “b”." in text_of(answer)
    assert fields_of(answer)["tenant"] == "c"
    again = {**fields_of(answer), "client_secret": "z"}
    assert as_olha.post(page, again).status_code == 302


def fields_of_form(page):
    """What a browser would send of the page's main form."""
    form = page.context["form"]
    values = {name: form[name].value() for name in form.fields}
    prepared = {name: form.fields[name].prepare_value(value) for name, value in values.items()}
    return {name: value for name, value in prepared.items() if value not in (None, False)}
