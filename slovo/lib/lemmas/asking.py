"""What somebody typed to find something: words in any form, "a phrase", -a word that must not be.

договор аренды      both words, each in any form
"договор аренды"    exactly so
-черновик           not where this word stands
"""

import re
from collections.abc import Callable
from dataclasses import dataclass, field, replace
from functools import lru_cache

from slovo.lib.lemmas.folding import fold
from slovo.lib.lemmas.words import (
    SMALL,
    WORD,
    compounds,
    is_known,
    joined_word,
    lemmas_beginning,
    lemmas_of,
    plain,
    spaced_numbers,
)

MOST_WORDS, MOST_LETTERS, MOST_GROWN, LEAST_BEGINNING = 8, 200, 16, 3
_PIECE = re.compile(r'(?P<minus>(?<!\S)-)?(?:"(?P<phrase>[^"]*)"?|(?P<words>[^\s"]+))')


@dataclass(frozen=True, slots=True)
class Need:
    """One word: what it may be entered as, and how what is entered may begin.

    `grown`: all that the index has entered with this beginning, where the index was asked for it.
    """

    lemmas: frozenset[str]
    beginning: str = ""
    is_joined: bool = False
    grown: tuple[str, ...] | None = None

    def fits(self, entries: frozenset[str], folded: str) -> bool:
        is_begun = bool(self.beginning) and folded.startswith(self.beginning)
        return is_begun or not self.lemmas.isdisjoint(entries)


@dataclass(frozen=True, slots=True)
class Wanted:
    """Words that must all be there, or all of another way; `exactly`, as they stand, if given."""

    ways: tuple[tuple[Need, ...], ...]
    exactly: str = ""

    def grown(self, known: Callable[[str], tuple[str, ...] | None]) -> "Wanted":
        """The same with every beginning looked up among the words that are known."""
        ways = tuple(
            tuple(replace(n, grown=known(n.beginning)) if n.beginning else n for n in way)
            for way in self.ways
        )
        return replace(self, ways=ways)


@dataclass(frozen=True, slots=True)
class Ask:
    """What must be there and what must not; `small` words stand everywhere and are not asked."""

    wanted: tuple[Wanted, ...] = ()
    unwanted: tuple[Wanted, ...] = ()
    small: tuple[str, ...] = field(default=())

    def grown(self, known: Callable[[str], tuple[str, ...] | None]) -> "Ask":
        """As `Wanted.grown`, for everything that is asked."""
        wanted, unwanted = (
            tuple(each.grown(known) for each in asked) for asked in (self.wanted, self.unwanted)
        )
        return replace(self, wanted=wanted, unwanted=unwanted)

    @property
    def needs(self) -> tuple[Need, ...]:
        return tuple(need for each in self.wanted for way in each.ways for need in way)

    @property
    def phrases(self) -> tuple[str, ...]:
        return tuple(each.exactly for each in self.wanted if each.exactly)


@lru_cache(maxsize=64)
def read_ask(typed: str, *, is_typing: bool = False) -> Ask:
    """Read what was typed; while typing goes on, the last word is only a beginning."""
    wanted, unwanted, small = list[Wanted](), list[Wanted](), list[str]()
    typed = typed[:MOST_LETTERS]
    if '"' not in typed:
        for number in spaced_numbers(typed):
            wanted.append(_number(number))
            typed = typed.replace(number, " ")
    pieces = list(_PIECE.finditer(typed))
    for piece in pieces:
        is_last = piece is pieces[-1] and not typed[-1:].isspace()
        for each in _read(piece, is_open=is_last and is_typing, small=small):
            (unwanted if piece["minus"] else wanted).append(each)
    return Ask(tuple(wanted[:MOST_WORDS]), tuple(unwanted[:MOST_WORDS]), tuple(small))


def _read(piece: re.Match[str], *, is_open: bool, small: list[str]) -> list[Wanted]:
    if piece["phrase"] is not None:
        needs = tuple(_need(word) for word in WORD.findall(piece["phrase"]) if not _is_small(word))
        return [Wanted((needs,), plain_text(piece["phrase"]))] if needs else []
    typed = piece["words"]
    found = []
    rest = typed
    for compound in dict.fromkeys(compounds(typed)):
        if compound in rest:
            found.append(_compound(compound, is_open=is_open))
            rest = rest.replace(compound, " ")
    for word in WORD.findall(rest):
        if _is_small(word):
            small.append(word)
        else:
            found.append(Wanted(((_need(word, is_open=is_open),),)))
    return found


def _compound(typed: str, *, is_open: bool) -> Wanted:
    """As one word; or, where no number or address is in it, as its words."""
    need = replace(_need(joined_word(typed), is_open=is_open), is_joined=True)
    joined = Wanted(((need,),))
    words = WORD.findall(typed)
    if not all(word.isalpha() for word in words) or "@" in typed:
        return joined
    apart = tuple(_need(word) for word in words if not _is_small(word))
    return Wanted((*joined.ways, apart)) if apart else joined


def _number(typed: str) -> Wanted:
    """An account or a telephone number, whether it was written in groups or not."""
    groups = tuple(_need(word) for word in WORD.findall(typed))
    return Wanted(((replace(_need(joined_word(typed)), is_joined=True),), groups))


def _need(word: str, *, is_open: bool = False) -> Need:
    """A name no dictionary knows is found by its beginning: its endings are anybody's guess."""
    lemmas, folded = lemmas_of(word), plain(word)
    if is_open:
        may_grow = folded.isalpha() and len(folded) >= LEAST_BEGINNING
        grown = lemmas_beginning(word) if may_grow else ()
        others = sorted(each for each in grown if not each.startswith(folded))
        return Need(lemmas | set(others[:MOST_GROWN]), folded)
    if folded.isalpha() and len(folded) > LEAST_BEGINNING and not is_known(word):
        return Need(lemmas, min(lemmas, key=len))
    return Need(lemmas)


def _is_small(word: str) -> bool:
    return plain(word) in SMALL


def plain_text(text: str) -> str:
    """A text as phrases are compared: folded words with single spaces."""
    return " ".join(fold(word) for word in WORD.findall(text))
