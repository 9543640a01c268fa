import pytest

from slovo.domain.cases.actions.opening import open_case
from slovo.domain.journal.actors import HOUSE
from slovo.domain.post.actions.queueing import queue_letter
from slovo.domain.post.actions.sending import record_failure, record_sent
from slovo.domain.post.models import Delivery
from tests.desk.reading import text_of
from tests.make import MORNING

pytestmark = pytest.mark.django_db


@pytest.fixture
def queued(olena):
    case = open_case(olena, subject="Invoice 7", channel="desk", by=HOUSE, at=MORNING)

    def queue(subject):
        return queue_letter(
            subject_ref="notice:1",
            case_id=case.pk,
            mailbox=None,
            to_name="Olena",
            to_address="olena@client.example",
            letter_subject=subject,
            message_id=f"<{len(subject)}.{subject[-2:]}@slovo.example>",
            text="Hello",
            send_at=MORNING,
            by=HOUSE,
            at=MORNING,
        )

    return queue


def test_letters_are_listed_with_what_became_of_them(as_olha, queued):
    queued("Waits")
    record_sent(queued("Left"), by=HOUSE, at=MORNING)
    record_failure(queued("Failed"), why="550 no such user", is_final=True, by=HOUSE, at=MORNING)
    said = text_of(as_olha.get("/letters/"))
    for words in ("waits to leave", "could not leave", "550 no such user", "olena@client.example"):
        assert words in said
    assert "/cases/S-1/" in said
    trouble = text_of(as_olha.get("/letters/", {"show": "trouble"}))
    assert ("Failed" in trouble, ">Left<" in trouble, ">Waits<" in trouble) == (True, False, False)


def test_a_failed_letter_is_tried_again(as_olha, queued):
    failed = record_failure(queued("Failed"), why="550", is_final=True, by=HOUSE, at=MORNING)
    answer = as_olha.post(f"/letters/{failed.pk}/retry/", {"next": "/letters/?show=trouble"})
    assert answer.url == "/letters/?show=trouble"
    assert Delivery.objects.get(pk=failed.pk).state == "queued"


def test_the_list_goes_on(as_olha, queued):
    for number in range(52):
        queued(f"Letter {number:02}")
    first = as_olha.get("/letters/")
    after = first.context["after"]
    second = text_of(as_olha.get("/letters/", {"after": after}))
    assert ("Letter 02" in second, "Letter 01" in second) == (False, True)


def test_an_administrator_sees_letters_but_not_the_way_to_cases(client, taras, queued):
    queued("Waits")
    client.force_login(taras)
    said = text_of(client.get("/letters/"))
    assert "Waits" in said
    assert "/cases/S-1/" not in said


def test_a_surveyor_sees_no_letters(client, surveyor, queued):
    letter = queued("Waits")
    client.force_login(surveyor)
    assert client.get("/letters/").status_code == 403
    assert client.post(f"/letters/{letter.pk}/retry/").status_code == 403


def test_no_way_is_shown_to_what_would_be_refused(client, petro, olha):
    client.force_login(olha)
    assert 'href="/quarantine/"' in text_of(client.get("/letters/"))
    client.force_login(petro)
    assert 'href="/quarantine/"' not in text_of(client.get("/letters/"))
