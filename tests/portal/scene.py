"""A case and the client's link to it, reached as the product reaches them."""

from datetime import datetime, timedelta

from django.test import Client

from slovo.domain.access.actions.links import link_for
from slovo.domain.cases.actions.answering import answer_case
from slovo.domain.cases.actions.hearing import hear_message
from slovo.domain.cases.actions.opening import open_case
from slovo.domain.cases.models import Case, Message
from slovo.domain.clients.models import Person
from slovo.domain.journal.actors import HOUSE
from slovo.domain.post.actions.sending import lease_delivery, record_sent
from slovo.domain.staff.models import User
from tests.make import MORNING

HOUR = timedelta(hours=1)


def write(person: Person, text: str = "The supplier does not pay.", at: datetime = MORNING) -> Case:
    case = open_case(person, subject="Grain for Odesa", channel="email", by=person, at=at)
    hear_message(case, person=person, text=text, channel="email", by=person, at=at)
    return Case.objects.get(pk=case.pk)


def send_all(at: datetime) -> None:
    """A server that accepts at once."""
    while delivery := lease_delivery(by=HOUSE, at=at):
        record_sent(delivery, by=HOUSE, at=at)


def answer(case: Case, by: User, text: str, at: datetime, **more: object) -> Message:
    given = {"next_word_at": at + 24 * HOUR, **more}
    message = answer_case(case, html=f"<p>{text}</p>", by=by, at=at, **given)  # type: ignore[arg-type]
    send_all(at)
    case.refresh_from_db()
    return message


def url_of(case: Case, person: Person | None = None, page: str = "") -> str:
    subject = f"case:{case.pk}"
    token = link_for(person or case.person, subject=subject, by=HOUSE, at=MORNING)
    return f"/c/{token}/{page}"


def read(client: Client, url: str, status: int = 200) -> str:
    response = client.get(url, {"language": "en"})
    assert response.status_code == status
    return response.content.decode()
