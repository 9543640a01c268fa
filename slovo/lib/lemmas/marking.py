"""The lines of a text that show why it was found, cut at words, with what was asked for marked."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from slovo.lib.lemmas.asking import Ask
from slovo.lib.lemmas.words import WORD, compounds, entered_as, joined_word, plain

LONG, BEFORE, MOST_LETTERS, ENOUGH = 150, 45, 40_000, 40
_SPACE = re.compile(r"\s+")
Part = tuple[str, bool]


@dataclass(frozen=True, slots=True)
class Spot:
    """A place in a text where a word of the ask stands."""

    start: int
    end: int
    need: int


class Marker:
    """Marks many texts for one ask; a word it has met once it knows."""

    def __init__(self, ask: Ask) -> None:
        self._needs = ask.needs
        self._has_joined = any(need.is_joined for need in self._needs)
        self._entries = frozenset[str]().union(*(need.lemmas for need in self._needs))
        self._beginnings = tuple(need.beginning for need in self._needs if need.beginning)
        self._known: dict[str, int | None] = {}

    def excerpt(self, text: str, length: int = LONG) -> list[Part] | None:
        """(words, whether they are marked); None when nothing asked for stands in the text."""
        text = text[:MOST_LETTERS]
        spots = self._spots(text, ENOUGH, length)
        if not spots:
            return None
        start, end = _window(text, _best(spots, length), length)
        inside = [spot for spot in spots if spot.start >= start and spot.end <= end]
        parts = [
            (_SPACE.sub(" ", words), is_it) for words, is_it in _parts(text, start, end, inside)
        ]
        before = [("… ", False)] if start else []
        after = [(" …", False)] if end < len(text) else []
        return [*before, *parts, *after]

    def mark(self, text: str) -> list[Part]:
        """The whole text, such as a name or a subject, with what was asked for marked."""
        return list(_parts(text, 0, len(text), self._spots(text, len(text), len(text))))

    def _spots(self, text: str, most: int, length: int) -> list[Spot]:
        """Where the words of the ask stand, in order; no more than an excerpt can use."""
        found = self._words(text, most, length)
        if not self._has_joined:
            return found
        found += self._compounds(text)
        spots: list[Spot] = []
        for spot in sorted(found, key=lambda spot: (spot.start, -spot.end)):
            if not spots or spot.start >= spots[-1].end:
                spots.append(spot)
        return spots

    def _words(self, text: str, most: int, length: int) -> list[Spot]:
        """Once every word was met, only what may stand beside the last is of interest."""
        found: list[Spot] = []
        missing, known, end = set(range(len(self._needs))), self._known, len(text)
        for word in WORD.finditer(text):
            letters = word[0]
            number = known[letters] if letters in known else self._fitting(letters)
            if number is None:
                continue
            start = word.start()
            found.append(Spot(start, word.end(), number))
            missing.discard(number)
            if len(found) >= most or (not missing and start > end):
                break
            if not missing and end == len(text):
                end = start + length
        return found

    def _compounds(self, text: str) -> Iterator[Spot]:
        for compound in dict.fromkeys(compounds(text)):
            number = self._fitting(joined_word(compound))
            if number is not None:
                start = text.find(compound)
                yield Spot(start, start + len(compound), number)

    def _fitting(self, word: str) -> int | None:
        if word not in self._known:
            entries, folded = entered_as(word), plain(word)
            number = None
            if folded.startswith(self._beginnings) or not entries.isdisjoint(self._entries):
                fits = (n for n, need in enumerate(self._needs) if need.fits(entries, folded))
                number = next(fits, None)
            self._known[word] = number
        return self._known[word]


def _best(spots: list[Spot], length: int) -> Spot:
    """Where the most different words of the ask stand close together; the first such place."""
    if len(spots) == 1:
        return spots[0]

    def worth(spot: Spot) -> int:
        near = (s for s in spots if spot.start <= s.start and s.end <= spot.start + length - BEFORE)
        return len({s.need for s in near})

    return max(spots, key=worth)


def _window(text: str, spot: Spot, length: int) -> tuple[int, int]:
    if len(text) <= length:
        return 0, len(text)
    start = max(0, min(spot.start - BEFORE, len(text) - length))
    end = max(start + length, spot.end)
    if start and (space := text.find(" ", start, spot.start)) >= 0:
        start = space + 1
    if end < len(text) and (space := text.rfind(" ", spot.end, end)) >= 0:
        end = space
    return start, min(end, len(text))


def _parts(text: str, start: int, end: int, spots: list[Spot]) -> Iterator[Part]:
    at = start
    for spot in spots:
        if spot.start > at:
            yield text[at : spot.start], False
        yield text[spot.start : spot.end], True
        at = spot.end
    if at < end:
        yield text[at:end], False
