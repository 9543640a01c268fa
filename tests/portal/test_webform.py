from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from slovo.domain.cases.models import Case, Message
from slovo.domain.clients.models import Person
from slovo.domain.staff.models import Firm
from tests.make import MORNING
from tests.portal.scene import read

WORDS = {
    "full_name": "Olena Tkachenko",
    "email": "Olena.T@Example.com",
    "subject": "Dispute with a supplier",
    "text": "They took the money and sent nothing.",
    "zone": "Europe/Kyiv",
    "language": "en",
    "once": "page-1",
}


def send(client: Client, **sides: Any) -> Any:
    return client.post("/write/", {**WORDS, **sides})


def test_a_stranger_becomes_a_person_with_a_case_and_clocks(client: Client, firm: Firm) -> None:
    response = send(client, phone="+380 44 555 01 27", organisation="TOV X", referrer="a neighbour")
    assert response.status_code == 302
    case = Case.objects.get()
    assert (case.channel, case.subject) == ("webform", "Dispute with a supplier")
    assert case.person.full_name == "Olena Tkachenko"
    assert (case.person.language, case.person.zone) == ("en", "Europe/Kyiv")
    assert case.person.addresses.get().email == "olena.t@example.com"
    assert case.person.phone == "+380 44 555 01 27"
    assert case.messages.filter(direction="in").get().text == (
        "They took the money and sent nothing.\n\n"
        "Phone: +380 44 555 01 27\nOrganisation: TOV X\nHeard of us: a neighbour"
    )
    assert (case.waits_since, case.opened_at) == (MORNING, MORNING)


def test_thanks_say_who_answers_and_by_when_and_bring_no_link(client: Client, firm: Firm) -> None:
    address = send(client)["Location"]
    page = read(client, address)
    assert "on Thursday, 11 March, by 11:05" in page
    assert "By your time (UTC+2). Olha Levchenko writes, even if there is no news." in page
    assert "/c/" not in page
    assert client.get(address.partition("?")[0][:-2] + "x/").status_code == 404


def test_a_known_address_stays_that_persons(client: Client, olena: Person) -> None:
    send(client, email="olena@client.example", full_name="Somebody Else")
    case = Case.objects.get()
    assert case.person == olena
    assert case.person.full_name == "Olena Sydorenko"


def test_a_telephone_of_another_stays_and_his_new_one_is_in_the_letter(
    client: Client, olena: Person
) -> None:
    send(client, email="olena@client.example", phone="+380 44 555 01 27")
    olena.refresh_from_db()
    assert olena.phone == "+380 44 000 00 01"
    assert "Phone: +380 44 555 01 27" in Message.objects.filter(direction="in").get().text


def test_what_is_no_telephone_is_said_and_stays_as_it_was_typed(client: Client, firm: Firm) -> None:
    response = send(client, phone="call me maybe")
    page = response.content.decode()
    assert response.status_code == 422
    assert "That is no telephone number." in page
    assert "call me maybe" in page
    assert Case.objects.count() == 0


def test_two_presses_are_one_message_and_two_messages_are_two(client: Client, firm: Firm) -> None:
    first, second = send(client), send(client)
    assert first["Location"] == second["Location"]
    assert Case.objects.count() == 1
    send(client, text="And one thing more.")
    assert Message.objects.filter(direction="in").count() == 2


@pytest.mark.parametrize(
    ("side", "value", "sentence"),
    [
        ("full_name", "", "Write your name, so that we know whom to answer."),
        ("email", "", "Write your mail address, so that we can answer."),
        ("email", "olena@", "A mail address looks like name@firm.example."),
        ("subject", " ", "Say in a few words what it is about."),
        ("text", "", "Write what has happened or what you need."),
        ("website", "https://spam.example", "Leave the field for robots empty, please."),
    ],
)
def test_what_is_missing_is_said_and_what_was_typed_is_kept(
    client: Client, firm: Firm, side: str, value: str, sentence: str
) -> None:
    response = send(client, **{side: value})
    page = response.content.decode()
    assert response.status_code == 422
    assert sentence in page
    kept = "Olena Tkachenko" if side != "full_name" else "Dispute with a supplier"
    assert f'value="{kept}"' in page
    assert Case.objects.count() == Person.objects.count() == 0


def test_files_come_along(client: Client, firm: Firm) -> None:
    uploads = [SimpleUploadedFile("a.txt", b"one"), SimpleUploadedFile("b.txt", b"two")]
    send(client, attachments=uploads)
    message = Message.objects.get(direction="in")
    assert [row.name for row in message.attachments.all()] == ["a.txt", "b.txt"]


@pytest.mark.parametrize("language", ["en", "ru", "uk"])
def test_three_languages_by_browser_and_by_choice(
    client: Client, firm: Firm, language: str
) -> None:
    asked = client.get("/write/", headers={"accept-language": language})
    assert f'<html lang="{language}">' in asked.content.decode()
    other = client.get("/write/", {"language": language}, headers={"accept-language": "en"})
    assert f'name="language" value="{language}"' in other.content.decode()
    thanked = client.get(send(client, language=language)["Location"])
    assert f'<html lang="{language}">' in thanked.content.decode()
    assert Person.objects.get().language == language


def test_a_zone_nobody_knows_is_left_out(client: Client, firm: Firm) -> None:
    address = send(client, zone="Mars/Olympus")["Location"]
    assert Person.objects.get().zone == ""
    assert "By our time (UTC+2)." in read(client, address)


def test_a_flood_is_slowed_down(client: Client, firm: Firm) -> None:
    statuses = [send(client, once=str(n)).status_code for n in range(11)]
    assert statuses == [302] * 10 + [429]
    assert Case.objects.count() == 10


@pytest.mark.django_db
def test_before_there_is_a_firm_there_is_no_form(client: Client) -> None:
    assert client.get("/write/").status_code == 404
