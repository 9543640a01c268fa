"""Quarantine: what looks like spam waits for a colleague's eye, and is never answered."""

import pytest
from django.test import Client

from slovo.domain.cases.actions.receiving import receive_message
from slovo.domain.cases.models import Case
from slovo.domain.journal.actors import HOUSE
from slovo.domain.post.actions.storing import settle_raw_letter, store_raw_letter
from slovo.domain.post.models import RawLetter
from slovo.domain.staff.models import User
from slovo.interfaces.channels.email.receive import take_in_pending
from slovo.lib import mail
from tests.make import MORNING

SPAM = (
    b"From: win@lottery.example\r\nTo: desk@firm.example\r\nSubject: You have won\r\n"
    b"X-Spam-Flag: YES\r\nMessage-ID: <1@lottery.example>\r\n\r\nClick <here>.\r\n"
)


@pytest.fixture
def held(firm: object) -> RawLetter:
    raw, _is_new = store_raw_letter(SPAM, source="inlet", received_at=MORNING, by=HOUSE, at=MORNING)
    receive_message(raw, mail.read(SPAM), by=HOUSE, at=MORNING)
    raw.refresh_from_db()
    assert raw.outcome == "quarantined"
    return raw


def test_it_stands_on_today_and_in_its_list(as_olha: Client, held: RawLetter) -> None:
    for path in ("/", "/quarantine/"):
        page = as_olha.get(path).content.decode()
        assert "win@lottery.example" in page
        assert "You have won" in page


def test_it_is_read_as_plain_text(as_olha: Client, held: RawLetter) -> None:
    page = as_olha.get(f"/quarantine/{held.pk}/").content.decode()
    assert "Click &lt;here&gt;." in page


def test_let_in_it_is_a_case(as_olha: Client, held: RawLetter) -> None:
    response = as_olha.post(f"/quarantine/{held.pk}/release/")
    assert (response.status_code, response["Location"]) == (302, "/quarantine/")
    assert Case.objects.get().subject == "You have won"
    page = as_olha.get("/quarantine/").content.decode()
    assert "The letter is in case S-1 now." in page
    assert "Nothing is held back." in page


def test_it_is_found_only_once_it_is_let_in(as_olha: Client, held: RawLetter) -> None:
    for words in ("clicking", "lottery.example", "won"):
        assert "Nothing fits these words." in as_olha.get(f"/cases/?q={words}").content.decode()
    as_olha.post(f"/quarantine/{held.pk}/release/")
    for words in ("clicking", "win@lottery.example", "won"):
        page = as_olha.get(f"/cases/?q={words}").content.decode()
        assert 'href="/cases/S-1/"' in page
        assert "1 case has these words." in page


def test_set_aside_it_answers_nobody(as_olha: Client, held: RawLetter) -> None:
    as_olha.post(f"/quarantine/{held.pk}/discard/", {"next": "/"})
    held.refresh_from_db()
    assert held.outcome == "discarded"
    assert Case.objects.count() == 0


def test_twice_is_said_in_words(as_olha: Client, held: RawLetter) -> None:
    as_olha.post(f"/quarantine/{held.pk}/discard/")
    as_olha.post(f"/quarantine/{held.pk}/release/")
    assert Case.objects.count() == 0
    page = as_olha.get("/quarantine/").content.decode()
    assert "is-refusal" in page


def test_it_is_for_who_may_release(client: Client, held: RawLetter, petro: User) -> None:
    client.force_login(petro)
    for path in ("/quarantine/", f"/quarantine/{held.pk}/"):
        response = client.get(path)
        assert response.status_code == 403
        assert b"lottery" not in response.content
    assert client.post(f"/quarantine/{held.pk}/release/").status_code == 403
    assert b"lottery" not in client.get("/").content
    assert Case.objects.count() == 0


def test_the_administrator_stays_in_the_quarantine(
    client: Client, held: RawLetter, taras: User
) -> None:
    """He keeps the house and sees no case: the letter is in one, and he reads so here."""
    client.force_login(taras)
    answer = client.post(f"/quarantine/{held.pk}/release/", follow=True)
    assert answer.status_code == 200
    assert answer.redirect_chain == [("/quarantine/", 302)]
    assert "The letter is in case S-1 now." in answer.content.decode()


@pytest.fixture
def failed(held: RawLetter) -> RawLetter:
    return settle_raw_letter(
        held, outcome="failed", failure="ValueError: torn", by=HOUSE, at=MORNING
    )


def test_what_failed_is_read_again(as_olha: Client, failed: RawLetter) -> None:
    assert "ValueError: torn" in as_olha.get(f"/quarantine/{failed.pk}/").content.decode()
    assert "Read it again" in as_olha.get("/quarantine/").content.decode()
    answer = as_olha.post(f"/quarantine/{failed.pk}/again/", follow=True).content.decode()
    assert "The letter is read again now." in answer
    assert "Nothing is held back." in answer
    failed.refresh_from_db()
    assert (failed.outcome, failed.read_at) == ("", None)
    as_olha.post(f"/quarantine/{failed.pk}/again/")
    assert take_in_pending(MORNING) == 1
    failed.refresh_from_db()
    assert failed.outcome == "quarantined"


def test_what_did_not_fail_is_not_read_again(as_olha: Client, held: RawLetter, petro: User) -> None:
    assert "Read it again" not in as_olha.get("/quarantine/").content.decode()
    answer = as_olha.post(f"/quarantine/{held.pk}/again/", follow=True).content.decode()
    assert "A colleague has dealt with this letter already." in answer
    as_olha.force_login(petro)
    assert as_olha.post(f"/quarantine/{held.pk}/again/").status_code == 403
