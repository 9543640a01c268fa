"""What one event moved for very many rows: old and new stand in it, and vouch for them (R038).

A digest of its own for every row would cost more than the change itself. Here one digest stands
for the whole list; a row is verified as it was when its last digest was taken, then moved.
"""

from typing import Any

from slovo.domain.journal import keys
from slovo.domain.journal.models import Event

VOUCHED = "moved"
# Noun → fact → [[row, old, new], …]; instants are microseconds since 1970.
Moves = dict[str, dict[str, list[list[int | None]]]]
Step = tuple[int | None, int | None]
NEVER = -1


def vouch_for(moves: Moves) -> dict[str, str]:
    return {VOUCHED: keys.short(keys.code([VOUCHED, moves]))}


class Trails:
    """How far each row's facts were moved since its last digest."""

    def __init__(self) -> None:
        self._trails: dict[str, dict[str, Step]] = {}

    def follow(self, event: Event) -> None:
        """Unless somebody rewrote it: then its rows are found changed."""
        moves: Moves = event.refs[VOUCHED]
        if not keys.is_same(keys.code([VOUCHED, moves]), event.facts[VOUCHED]):
            return
        for noun, facts in moves.items():
            for name, steps in facts.items():
                for row, old, new in steps:
                    self._step(f"{noun}:{row}", name, (old, new))

    def forget(self, reference: str) -> None:
        self._trails.pop(reference, None)

    def before(self, reference: str, sealed: dict[str, Any]) -> dict[str, Any] | None:
        """The plain facts as they were at the last digest; None: they are not where they went."""
        trail = self._trails.get(reference, {})
        if any(sealed[name] != _plain(new) for name, (_old, new) in trail.items()):
            return None
        return sealed | {name: _plain(old) for name, (old, _new) in trail.items()}

    def _step(self, reference: str, name: str, step: Step) -> None:
        trail = self._trails.setdefault(reference, {})
        first, last = trail.get(name, step[:1] * 2)
        trail[name] = (first if last == step[0] else NEVER, step[1])


def _plain(instant: int | None) -> str | None:
    return None if instant is None else str(instant)
