"""What was told in confidence, through the door (R018)."""

import pytest
from django.test import Client

from slovo.domain.cases.actions.confiding import confide_case
from slovo.domain.cases.models import Message, Reading
from slovo.domain.promises.actions.feeds import make_feed
from tests.desk.reading import fields_of, text_of
from tests.domain.promises.scene import MONDAY, promised
from tests.make import MORNING

pytestmark = pytest.mark.django_db


@pytest.fixture
def note(as_petro, case):
    fields = {"text": "She drinks verbena", "level": "relationship"}
    assert as_petro.post(f"/cases/{case.ref}/note/", fields).status_code == 302
    return Message.objects.get(direction="note")


def test_a_colleague_neither_finds_nor_reads_a_note_and_the_log_shows_that_he_tried(
    as_petro, petro, iryna, client, case, note
):
    page = f"/cases/{case.ref}/messages/{note.pk}/"
    assert "Read it; that is written down" in text_of(as_petro.get(f"/cases/{case.ref}/"))
    assert "verbena" in text_of(as_petro.get(page))
    client.force_login(iryna)
    for address in (f"/cases/{case.ref}/", "/cases/?q=verbena", "/find/?q=verbena", "/"):
        assert "drinks verbena" not in text_of(client.get(address))
    assert client.get(page).status_code == 404
    assert page not in text_of(client.get(f"/cases/{case.ref}/"))
    client.force_login(petro)
    log = text_of(client.get(page))
    assert ("tried to read it" in log, "Iryna Koval" in log) == (True, True)
    rows = Reading.objects.filter(message=note).order_by("pk").values_list("user", "is_refused")
    assert list(rows) == [(petro.pk, False), (iryna.pk, True)]


def test_a_note_is_opened_to_everybody_by_its_writer(as_petro, iryna, client, case, note):
    page = f"/cases/{case.ref}/messages/{note.pk}/"
    assert fields_of(as_petro.get(page))["level"] == "relationship"
    assert as_petro.post(page, {"level": "nobody", "is_sure": "1"}).status_code == 422
    as_petro.post(page, {"level": "", "is_sure": "1"})
    client.force_login(iryna)
    assert "drinks verbena" in text_of(client.get(f"/cases/{case.ref}/"))


def test_a_case_in_confidence_is_not_there_for_others(as_petro, petro, maksym, client, case):
    page = f"/cases/{case.ref}/confidence/"
    assert as_petro.post(page, {}).status_code == 422
    as_petro.post(page, {"level": "relationship", "is_sure": "1"})
    assert "In confidence:" in text_of(as_petro.get(f"/cases/{case.ref}/"))
    client.force_login(maksym)
    for address in ("/", "/?whose=firm", "/cases/?view=open", "/find/?q=Odesa", "/cases/?q=Odesa"):
        assert "Grain for Odesa" not in text_of(client.get(address))
    for address in (f"/cases/{case.ref}/", page, f"/live/?case={case.pk}&after=0"):
        assert client.get(address).status_code == 404
    client.force_login(petro)
    said = text_of(client.get(page))
    assert ("Maksym Tkach" in said, "tried to read it" in said) == (True, True)


def test_who_read_the_case_is_written_down(as_olha, olha, petro, case):
    confide_case(case, level="relationship", by=petro, at=MORNING)
    as_olha.get(f"/cases/{case.ref}/")
    assert [row.user for row in Reading.objects.filter(is_refused=False)] == [olha]


def test_a_calendar_and_the_numbers_hold_nothing_of_it(clock_at, petro, maksym, client, case):
    clock_at(MONDAY)
    promised(case, petro, owner=maksym, text="Verbena draft")
    feed = f"/promises/feed/{make_feed(maksym, by=maksym, at=MONDAY)}.ics"
    client.force_login(maksym)
    ledger = "/promises/ledger/?by=person"

    def says(address: str, word: str) -> bool:
        return word in text_of(Client().get(address) if address == feed else client.get(address))

    before = [says(feed, "Verbena"), says("/promises/calendar/", "Verbena")]
    confide_case(case, level="relationship", by=petro, at=MONDAY)
    after = [says(feed, "Verbena"), says("/promises/calendar/", "Verbena")]
    assert (before, after) == ([True, True], [False, False])
    assert not says(ledger, "Olena Sydorenko")
