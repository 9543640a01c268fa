"""Olena writes and is written to, at chosen instants."""

from datetime import datetime, timedelta

from slovo.domain.cases.actions.answering import answer_case
from slovo.domain.cases.actions.hearing import hear_message
from slovo.domain.cases.actions.opening import open_case
from slovo.domain.cases.models import Case
from slovo.domain.clients.models import Person
from slovo.domain.journal.actors import HOUSE
from slovo.domain.staff.models import User
from tests.domain.promises.scene import kyiv, send_all

SIGNED = kyiv("2027-03-12 16:20")


def write(
    person: Person, at: datetime, subject: str = "The claim", case: Case | None = None
) -> Case:
    """A letter of hers; the receipt leaves at once."""
    case = case or open_case(person, subject=subject, channel="email", by=HOUSE, at=at)
    hear_message(case, person=person, text=f"About it, {at}", channel="email", by=HOUSE, at=at)
    send_all(at)
    return case


def answer(case: Case, by: User, at: datetime, **sides: object) -> None:
    """Delivered at once; the next word is due in two days."""
    case.refresh_from_db()
    given = {"next_word_at": at + timedelta(days=2), "insists": True, "html": "<p>So it is.</p>"}
    answer_case(case, **{**given, **sides}, send_at=at, by=by, at=at)  # type: ignore[arg-type]
    send_all(at)
