"""What is worth remembering, at the moment it is of use; the card before a call (R082, R083)."""

from datetime import date, time, timedelta

import pytest

from slovo.domain.calls.actions.missing import note_missed_call
from slovo.domain.cases.models import Message
from slovo.domain.clients.actions.details import Said, remember_detail
from slovo.domain.clients.models import Detail, Organisation
from slovo.domain.courtesy.actions.blackouts import Days, add_blackout
from slovo.domain.delivery.actions.appointments import make_appointment
from slovo.domain.journal.actors import HOUSE
from slovo.domain.promises.actions.making import make_promise
from tests.desk.reading import fields_of, text_of
from tests.domain.promises.scene import MONDAY, THURSDAY, set_hours
from tests.make import MORNING, make_person

pytestmark = pytest.mark.django_db
PHONE = "Phone, never before 10:00"


@pytest.fixture
def before_ten(olena, petro):
    said = Said(PHONE, "call", from_time=time(10))
    return remember_detail(olena, said=said, by=petro, at=MORNING)


def test_a10_the_form_shows_the_detail_and_warns(as_petro, clock_at, case, before_ten):
    page, early_at = f"/cases/{case.ref}/talk/", MORNING.replace(hour=7, minute=55)
    missed = note_missed_call(case.person, case=case, by=HOUSE, at=early_at)
    clock_at(early_at)
    for asked in (page, f"/cases/{case.ref}/call/", f"/calls/{missed.pk}/back/"):
        early = text_of(as_petro.get(asked))
        assert (PHONE in early, "It is 09:55 there: never before 10:00." in early) == (True, True)
    assert "never before 10:00." in text_of(as_petro.get(f"/cases/{case.ref}/"))
    clock_at(MORNING.replace(hour=8))
    later = text_of(as_petro.get(page))
    assert (PHONE in later, "there: never before" in later) == (True, False)


def test_before_a_visit_it_stands_over_the_meetings(
    as_petro, client, maksym, olena, petro, engagement, before_ten
):
    for text, level in (("No sweets with the tea", ""), ("Asks about the dog", "principal")):
        hours = {"from_time": time(9), "until_time": time(17)}
        said = Said(text, "visit", **hours, level=level)
        remember_detail(olena, said=said, by=petro, at=MORNING)
    page, new = f"/agreements/{engagement.pk}/", f"/agreements/{engagement.pk}/meetings/"
    assert "No sweets" not in text_of(as_petro.get(page))
    planning = text_of(as_petro.get(new))
    assert "No sweets with the tea (never before 09:00, never after 17:00)" in planning
    assert PHONE not in planning
    said = {"title": "Sign", "day": MORNING.date() + timedelta(days=2), "start": time(15)}
    make_appointment(engagement, **said, by=petro, at=MORNING)
    meetings = text_of(as_petro.get(page))
    assert ("No sweets" in meetings, "Asks about the dog" in meetings) == (True, True)
    client.force_login(maksym)
    shown = text_of(client.get(page))
    assert ("No sweets" in shown, "Asks about the dog" in shown) == (True, False)


def test_a_health_word_is_refused_by_its_name_and_the_text_stays(as_petro, olena):
    page = f"/clients/{olena.pk}/details/"
    fields = fields_of(as_petro.get(page)) | {"text": "Has diabetes, no sweets", "use": "visit"}
    refused = as_petro.post(page, fields)
    assert (refused.status_code, fields_of(refused)["text"]) == (422, "Has diabetes, no sweets")
    assert "“diabetes” is about health" in text_of(refused)
    as_petro.post(page, fields | {"text": "No sweets with the tea"})
    assert "No sweets with the tea" in text_of(as_petro.get(f"/clients/{olena.pk}/"))


def test_a_detail_is_confirmed_and_forgotten(as_petro, clock_at, olena, before_ten):
    here = f"/clients/{olena.pk}/"
    clock_at(MORNING + timedelta(days=730))
    assert "Is it still true?" in text_of(as_petro.get(here))
    as_petro.post(f"{here}details/{before_ten.pk}/confirm/")
    assert "Is it still true?" not in text_of(as_petro.get(here))
    as_petro.post(f"{here}details/{before_ten.pk}/drop/")
    assert not Detail.objects.exists()


def test_the_lists_of_words_are_seen_and_edited(as_olha):
    assert "онкология" in text_of(as_olha.get("/settings/not-kept/"))
    page = "/settings/not-kept/health/ru/"
    assert "онкология" in fields_of(as_olha.get(page))["words"]
    assert as_olha.post(page, {}).status_code == 422
    as_olha.post(page, {"words": "мигрень", "is_sure": "1"})
    said = text_of(as_olha.get("/settings/not-kept/"))
    assert ("мигрень" in said, "онкология" in said) == (True, False)
    assert as_olha.get("/settings/not-kept/weather/ru/").status_code == 404


def test_what_is_told_in_confidence_is_not_on_the_page_of_a_stranger(
    as_petro, petro, maksym, client, olena
):
    said = Said("Likes to be asked of her dog", "always", level="relationship")
    made = remember_detail(olena, said=said, by=petro, at=MORNING)
    assert said.text in text_of(as_petro.get(f"/clients/{olena.pk}/"))
    client.force_login(maksym)
    for page in (f"/clients/{olena.pk}/", f"/clients/{olena.pk}/card/"):
        assert said.text not in text_of(client.get(page))
    assert client.post(f"/clients/{olena.pk}/details/{made.pk}/drop/").status_code == 404


def test_the_card_says_it_all(as_petro, petro, clock_at, case, olena, before_ten):
    make_promise(case, text="The draft", kind="document", due_at=THURSDAY, by=petro, at=MORNING)
    contract = {"text": "The contract", "kind": "document", "owed_by": "client"}
    make_promise(case, **contract, due_at=THURSDAY, by=petro, at=MORNING)
    clock_at(MORNING.replace(hour=7))
    said = text_of(as_petro.get(f"/clients/{olena.pk}/card/"))
    for words in (
        "Olena Mykolaivna",
        "TOV Berehynia",
        "Grain for Odesa",
        "The draft",
        "The contract",
        PHONE,
        "It is 09:05 there: never before 10:00.",
    ):
        assert words in said
    letter = Message.objects.filter(case=case, direction="in")
    assert letter.get().text[:20] in said
    letter.update(text=f"{'word ' * 47}supercalifragilistic")
    assert "word word…" in text_of(as_petro.get(f"/clients/{olena.pk}/card/"))


def test_the_card_asks_no_more_of_a_client_with_much(
    as_petro, petro, case, olena, berehynia, django_assert_max_num_queries
):
    page = f"/clients/{olena.pk}/card/"
    as_petro.get(page)
    said = {"case": case, "person": olena, "channel": "email", "text": "Word", "at": MORNING}
    Message.objects.bulk_create(
        [Message(direction="in", **said) for _number in range(5000)], batch_size=500
    )
    for number in range(300):
        make_person(f"Person {number}", berehynia, emails=[f"p{number}@client.example"])
    with django_assert_max_num_queries(24):
        assert as_petro.get(page).status_code == 200


def test_a_delivery_on_his_fair_day_warns(as_petro, petro, clock_at, case, berehynia):
    """R083: the organisation's busy days stand in the gate."""
    set_hours(petro)
    clock_at(MONDAY)
    fair = Days(date(2027, 3, 17), date(2027, 3, 19), "peak", why="Grain fair")
    add_blackout(berehynia, days=fair, by=HOUSE, at=MORNING)
    asked = {"text": "Delivery", "owed_by": "us", "kind": "other", "owner": petro.pk}
    said = text_of(
        as_petro.get(
            f"/cases/{case.ref}/promises/gate/", {**asked, "wished_at": "2027-03-18T18:00"}
        )
    )
    assert "Grain fair" in said


def test_a_business_nobody_described_for_two_months_is_a_task(
    as_petro, clock_at, berehynia, engagement
):
    task, signed = "Learn how their business works", engagement.signed_at
    clock_at(signed + timedelta(days=60) - timedelta(seconds=1))
    assert task not in text_of(as_petro.get("/"))
    clock_at(signed + timedelta(days=60))
    assert task in text_of(as_petro.get("/"))
    page = f"/organisations/{berehynia.pk}/business/"
    assert as_petro.post(page, {"works": " "}).status_code == 422
    as_petro.post(page, {"works": "Grain"})
    assert task not in text_of(as_petro.get("/"))


def test_their_words_are_kept_and_taken_out(as_petro, berehynia):
    page = f"/organisations/{berehynia.pk}/words/"
    assert as_petro.post(page, {"word": "box"}).status_code == 422
    as_petro.post(page, {"word": "box", "meaning": "a lorry of 25 t"})
    here = f"/organisations/{berehynia.pk}/"
    assert "a lorry of 25 t" in text_of(as_petro.get(here))
    term = Organisation.objects.get(pk=berehynia.pk).terms.get()
    as_petro.post(f"{page}{term.pk}/drop/")
    assert "a lorry of 25 t" not in text_of(as_petro.get(here))
