"""Who did it: a colleague, a client's person, or the house itself."""

from dataclasses import dataclass
from typing import Protocol


@dataclass(frozen=True, slots=True)
class Actor:
    """The doer as the journal keeps him: kind (`user`, `person`, `house`), id and name."""

    kind: str
    id: int | None
    name: str

    def as_actor(self) -> "Actor":
        return self


class Doer(Protocol):
    """Anyone who may stand as `by` of a verb."""

    def as_actor(self) -> Actor: ...


HOUSE = Actor("house", None, "Slovo")
