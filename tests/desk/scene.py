"""Cases as the desk meets them, reached as the product reaches them."""

from datetime import timedelta
from typing import Any

from slovo.domain.cases.actions.answering import answer_case
from slovo.domain.cases.actions.hearing import hear_message
from slovo.domain.cases.actions.opening import open_case
from slovo.domain.cases.models import Case, Message
from slovo.domain.clients.models import Person
from slovo.domain.journal.actors import HOUSE
from slovo.domain.post.actions.sending import lease_delivery, record_failure, record_sent
from slovo.domain.staff.models import User
from tests.make import MORNING

HOUR = timedelta(hours=1)
DAY = 24 * HOUR


def write(person: Person, text: str = "The supplier does not pay.", **sides: Any) -> Case:
    """A new case with the client's first words, at nine in the morning unless said otherwise."""
    at = sides.pop("at", MORNING)
    subject = sides.pop("subject", "Grain for Odesa")
    case = open_case(person, subject=subject, channel="email", by=person, at=at)
    hear_message(case, person=person, text=text, channel="email", by=person, at=at, **sides)
    send_all(at)
    return fresh(case)


def write_again(case: Case, text: str, at: Any) -> Case:
    hear_message(case, person=case.person, text=text, channel="email", by=case.person, at=at)
    return fresh(case)


def send_all(at: Any) -> None:
    """A server that accepts at once."""
    while delivery := lease_delivery(by=HOUSE, at=at):
        record_sent(delivery, by=HOUSE, at=at)


def refuse_all(at: Any, why: str = "550 mailbox full") -> None:
    """A server that takes nothing."""
    while delivery := lease_delivery(by=HOUSE, at=at):
        record_failure(delivery, why=why, is_final=True, by=HOUSE, at=at)


def answer(case: Case, by: User, text: str, at: Any, **more: Any) -> Message:
    given = {"next_word_at": at + DAY, **more}
    message = answer_case(fresh(case), html=f"<p>{text}</p>", by=by, at=at, **given)
    send_all(at)
    return message


def fresh(case: Case) -> Case:
    return Case.objects.with_people().get(pk=case.pk)
