"""What waits for one client's yes or no, and which link opens it."""

from dataclasses import dataclass

from slovo.domain.access.links import standing_tokens
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
    tokens = standing_tokens(person, KINDS)
    waiting: list[Asked] = []
    for kind, model in KINDS.items():
        named = [int(key.partition(":")[2]) for key in tokens if key.startswith(f"{kind}:")]
        if named:
            rows = model._default_manager.filter(answered_at=None, withdrawn_at=None, pk__in=named)
            waiting += rows.select_related("engagement").order_by("pk")
    waiting.sort(key=lambda asked: asked.asked_at)
    return [Open(asked, tokens[asked.subject]) for asked in waiting]
