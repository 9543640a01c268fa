"""What waits for one client's yes or no, and which link opens it."""

from dataclasses import dataclass

from slovo.domain.access.links import standing_token
from slovo.domain.clients.models import Person
from slovo.domain.delivery.models import Asked, Offer, Restatement, ScopeChange

KINDS: dict[str, type[Asked]] = {
    "scopechange": ScopeChange,
    "offer": Offer,
    "restatement": Restatement,
}


@dataclass(frozen=True, slots=True)
class Open:
    """A question he has not answered, and the token of his link to it."""

    asked: Asked
    token: str


def question_of(subject: str, person: Person) -> Asked | None:
    """The question a link leads to, while it is this person's."""
    kind, _colon, key = subject.partition(":")
    model = KINDS.get(kind)
    if model is None:
        return None
    related = ("case__person", "case__service_class__calendar", "engagement", "asked_by")
    rows = model._default_manager.select_related(*related, "heard_by")
    return rows.filter(pk=int(key), case__person=person).first()


def open_questions(person: Person) -> list[Open]:
    """The oldest first; a question whose link was taken back is not shown."""
    found = [
        asked
        for model in KINDS.values()
        for asked in model._default_manager.filter(
            answered_at=None, withdrawn_at=None, case__person=person
        ).order_by("pk")
    ]
    found.sort(key=lambda asked: asked.asked_at)
    tokens = ((asked, standing_token(person, asked.subject)) for asked in found)
    return [Open(asked, token) for asked, token in tokens if token]
