"""What waits for one client's yes or no, and which link opens it."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from slovo.domain.access.links import standing_tokens
from slovo.domain.clients.models import Person
from slovo.domain.delivery.actions.decisions import record_choice
from slovo.domain.delivery.actions.offers import answer_offer
from slovo.domain.delivery.actions.scope import answer_scope_change
from slovo.domain.delivery.actions.understanding import answer_restatement
from slovo.domain.delivery.models import Asked, Decision, Offer, Restatement, ScopeChange
from slovo.domain.delivery.wordings import effect_of, figure_lines


@dataclass(frozen=True, slots=True)
class Way:
    """One way he may choose: its key on the page, its words, and what the verb is told."""

    key: str
    words: str
    choice: object


def options_of(decision: Decision, _language: str) -> list[Way]:
    """Each way by its place: what is posted back is short, whatever its words."""
    return [Way(str(place), words, words) for place, words in enumerate(decision.options, 1)]


def no_lines(_asked: Asked, _language: str) -> list[str]:
    return []


def no_ways(_asked: Asked, _language: str) -> list[Way]:
    return []


@dataclass(frozen=True, slots=True)
class Kind:
    """What one kind of question brings: who takes its answer, and what stands on its page.

    With `ways` he chooses one of them instead of yes and no; `reminder` names the letter.
    """

    model: type[Asked]
    answer: Callable[..., Asked]
    lines: Callable[[Any, str], list[str]] = no_lines
    ways: Callable[[Any, str], list[Way]] = no_ways
    reminder: str = "question_reminded"


KINDS: dict[str, Kind] = {
    "scopechange": Kind(ScopeChange, answer_scope_change, effect_of, reminder="scope_reminded"),
    "offer": Kind(Offer, answer_offer),
    "restatement": Kind(Restatement, answer_restatement),
    "decision": Kind(Decision, record_choice, figure_lines, options_of),
}


@dataclass(frozen=True, slots=True)
class Open:
    """A question he has not answered, and the token of his link to it."""

    asked: Asked
    token: str


def kind_of(asked: Asked) -> Kind:
    return KINDS[asked.subject.partition(":")[0]]


def question_of(subject: str, person: Person) -> Asked | None:
    """The question a link leads to, while it is this person's."""
    name, _colon, key = subject.partition(":")
    kind = KINDS.get(name)
    if kind is None:
        return None
    related = ("case__person", "case__service_class__calendar", "engagement", "asked_by")
    rows = kind.model._default_manager.select_related(*related, "heard_by")
    return rows.filter(pk=int(key), case__person=person).first()


def open_questions(person: Person) -> list[Open]:
    """The oldest first; a question whose link was taken back is not shown."""
    tokens = standing_tokens(person, KINDS)
    waiting: list[Asked] = []
    for name, kind in KINDS.items():
        named = [int(key.partition(":")[2]) for key in tokens if key.startswith(f"{name}:")]
        if named:
            rows = kind.model._default_manager.filter(
                answered_at=None, withdrawn_at=None, pk__in=named
            )
            waiting += rows.select_related("engagement").order_by("pk")
    waiting.sort(key=lambda asked: asked.asked_at)
    return [Open(asked, tokens[asked.subject]) for asked in waiting]
