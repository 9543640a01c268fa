"""A colleague who writes to the desk from his own address makes nobody a client."""

from datetime import timedelta
from email.message import EmailMessage

import pytest

from slovo.domain.cases.actions.answering import answer_case
from slovo.domain.cases.actions.colleagues import LetterFromColleague
from slovo.domain.cases.actions.quarantine import release_letter
from slovo.domain.cases.models import Case, Message
from slovo.domain.cases.shapes import case_as_dict
from slovo.domain.clients.models import Address, Person
from slovo.domain.notices.models import Notice
from slovo.domain.post.models import Delivery
from slovo.interfaces.channels.email.receive import take_in
from tests.channels.letters import letter
from tests.make import MORNING

pytestmark = pytest.mark.django_db
LATER = MORNING + timedelta(hours=2)
PETRO = "Petro Marchenko <petro.marchenko@firm.example>"


def took(raw, at=LATER, **sides):
    return take_in(raw, source="inlet", received_at=at, at=at, **sides)


@pytest.fixture
def case(mailbox, olena, petro, roman):
    message = took(letter("Is it ready?", message_id="<first@client.example>"), at=MORNING).message
    answer_case(message.case, html="<p>Soon.</p>", next_word_at=LATER, by=roman, at=MORNING)
    return message.case


def from_petro(petro, text="Tell her Friday.", **sides):
    return letter(text, sender=f"Petro Marchenko <{petro.email}>", **sides)


FORWARDS = {
    "gmail": (
        "Fwd: Lease",
        (
            "Please take it.\n\n---------- Forwarded message ---------\n"
            "From: Anna New <anna@new.example>\nDate: Wed, 10 Mar 2027 at 09:00\nSubject: Lease\n"
            "To: <petro@firm.example>\n\nWhen is it ready?\n"
        ),
    ),
    "outlook-ru": (
        "FW: Договор",
        (
            "Гляньте.\n\n-----Исходное сообщение-----\nОт: Anna New <anna@new.example>\n"
            "Отправлено: 10 марта 2027 г. 9:00\nКому: Petro\nТема: Договор\n\nWhen is it ready?\n"
        ),
    ),
    "uk": (
        "Fwd: Договір",
        (
            "Ось.\n\n-------- Переслане повідомлення --------\nВід: Anna New <anna@new.example>\n"
            "Дата: 10.03.2027 09:00\nТема: Договір\nКому: Petro\n\nWhen is it ready?\n"
        ),
    ),
}


def attached():
    inner = EmailMessage()
    inner["From"], inner["Subject"] = "Anna New <anna@new.example>", "Lease"
    inner["Message-ID"] = "<inner@new.example>"
    inner.set_content("When is it ready?")
    return inner


def test_his_answer_in_a_thread_is_a_note_and_goes_to_no_client(case, petro):
    went = Delivery.objects.filter(to_address="olena@client.example").count()
    taken = took(from_petro(petro, in_reply_to="<first@client.example>"))
    note = taken.message
    assert (note.direction, note.case, note.author) == ("note", case, petro)
    assert note.text == f"Came by mail from {petro.email}.\n\nTell her Friday."
    assert Delivery.objects.filter(to_address="olena@client.example").count() == went
    assert not Address.objects.filter(email=petro.email).exists()
    assert Notice.objects.get(user=petro, why="mail_is_a_note")
    case.refresh_from_db()
    assert (case.waits_since, case.state) == (MORNING, "on_us"), "the clocks run on"


def test_the_same_letter_twice_is_one_note(case, petro):
    said = {"in_reply_to": "<first@client.example>", "message_id": "<n@firm.example>"}
    took(from_petro(petro, **said))
    took(b"Received: again\r\n" + from_petro(petro, **said))
    assert Message.objects.filter(direction="note").count() == 1


def test_who_may_write_no_note_waits(case, taras):
    raw = letter("x", sender=taras.email, in_reply_to="<first@client.example>")
    assert took(raw).raw.outcome == "quarantined"


@pytest.mark.parametrize("name", FORWARDS)
def test_a_forwarded_letter_is_let_in_as_the_clients_own(mailbox, petro, roman, name):
    subject, text = FORWARDS[name]
    taken = took(from_petro(petro, text, subject=subject))
    assert (taken.raw.outcome, Case.objects.count(), Delivery.objects.count()) == (
        "quarantined",
        0,
        0,
    )
    message = release_letter(taken.raw, by=roman, at=LATER)
    assert (message.person.full_name, message.text) == ("Anna New", "When is it ready?")
    assert message.case.subject == subject.partition(": ")[2]
    assert not Address.objects.filter(email=petro.email).exists()


def test_who_forwarded_it_stands_beside_it_and_he_hears_of_it(mailbox, petro, roman, as_olha):
    subject, text = FORWARDS["gmail"]
    message = release_letter(took(from_petro(petro, text, subject=subject)).raw, by=roman, at=LATER)
    case = message.case
    note = case.messages.get(direction="note")
    assert (message.forwarded_by, message.author, note.author) == (petro, None, petro)
    assert note.text == f"Came by mail from {petro.email}.\n\nPlease take it."
    assert Notice.objects.filter(user=petro, why="forward_is_in").count() == 1
    page = as_olha.get(f"/cases/{case.ref}/").content.decode()
    assert f'forwarded by <a class="as-link" href="mailto:{petro.email}">' in page
    shown = case_as_dict(case, LATER)["messages"]
    assert [row["forwarded_by"] for row in shown if row["direction"] == "in"] == ["Petro Marchenko"]


def test_an_attached_letter_is_let_in_as_the_clients_own(mailbox, petro, roman):
    outer = EmailMessage()
    outer["From"], outer["To"], outer["Subject"] = petro.email, "desk@firm.example", "Fwd: Lease"
    outer["Message-ID"] = "<outer@firm.example>"
    outer.set_content("See below.")
    outer.add_attachment(attached())
    message = release_letter(took(outer.as_bytes()).raw, by=roman, at=LATER)
    assert (message.person.full_name, message.text) == ("Anna New", "When is it ready?")
    assert message.message_id == "<inner@new.example>"


def test_his_own_letter_opens_nothing(mailbox, petro, roman, as_olha):
    taken = took(from_petro(petro, "Lunch?", subject="Lunch"))
    assert "It is from a colleague." in as_olha.get("/quarantine/").content.decode()
    with pytest.raises(LetterFromColleague):
        release_letter(taken.raw, by=roman, at=LATER)
    assert (Case.objects.count(), Person.objects.count()) == (0, 0)


def test_history_of_a_colleague_is_history(mailbox, petro):
    assert took(from_petro(petro), is_history=True).raw.outcome == "own"
