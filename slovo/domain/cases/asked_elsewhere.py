"""Nouns above that ask the client themselves how it ended: the house does not ask beside them."""

from collections.abc import Callable

from slovo.domain.cases.models import Case

Asks = Callable[[Case], bool]
_asking: list[Asks] = []


def asks_itself(asks: Asks) -> Asks:
    """While it says yes of a case, the case is neither asked about nor closed by itself."""
    _asking.append(asks)
    return asks


def is_asked_elsewhere(case: Case) -> bool:
    return any(asks(case) for asks in _asking)
