"""Which cases have all the words, the likeliest first.

A word may stand in any letter or note of a case, or at its head: number, subject, person,
addresses, organisation. All of them in the head counts most, all in one letter next, here and there
last; among equals the newest case is first. Of words that stand in very many letters only the
newest places are looked at.
"""

from collections.abc import Iterable
from dataclasses import dataclass

from slovo.domain.cases.models.case import CaseQuery
from slovo.domain.cases.search.index import index
from slovo.domain.cases.search.reading import cases_saying, messages_of
from slovo.lib.lemmas.asking import Ask, Wanted, read_ask

MOST_PLACES, MOST_ACROSS, MOST_LOOKED_INTO, AT_ONCE, ENOUGH = 300, 1_000, 300, 50, 40
IN_HEAD, IN_ONE, AGAIN, NEW = 1.0, 0.5, 0.05, 0.6
GROWS_OLD, DAY = 120.0, 86_400


@dataclass(slots=True)
class Hit:
    """A case that has the words, and its newest message with all of them, if one has."""

    case_id: int
    message_id: int | None = None
    places: int = 0
    is_head: bool = False

    @property
    def worth(self) -> float:
        where = IN_HEAD if self.is_head else IN_ONE if self.message_id else 0.0
        return where + AGAIN * min(self.places, 5)


@dataclass(frozen=True, slots=True)
class Found:
    """What was asked, and the cases that answer it; `is_cut`: there are more, older ones."""

    ask: Ask
    hits: tuple[Hit, ...] = ()
    is_cut: bool = False

    @property
    def case_ids(self) -> list[int]:
        return [hit.case_id for hit in self.hits]


def find(cases: CaseQuery, typed: str, *, is_typing: bool = False) -> Found:
    """Cases among `cases` that have the words; `is_typing`: the last word may go on."""
    ask = read_ask(typed, is_typing=is_typing)
    if not ask.wanted:
        return Found(ask)
    ask = ask.grown(index().beginning_with)
    hits, is_cut = _together(ask.wanted)
    if len(ask.wanted) > 1 and len(hits) < ENOUGH:
        for case_id in sorted(_across(ask.wanted), reverse=True)[:MOST_PLACES]:
            hits.setdefault(case_id, Hit(case_id))
    ranked = _ranked(hits, _among(cases, hits))
    if ask.phrases or ask.unwanted:
        ranked, is_short = _fitting(ranked, ask)
        is_cut = is_cut or is_short
    return Found(ask, tuple(hits[key] for key in ranked), is_cut)


def _together(wanted: tuple[Wanted, ...]) -> tuple[dict[int, Hit], bool]:
    """All the words in one place."""
    hits: dict[int, Hit] = {}
    heads = index().heads_with(wanted, MOST_PLACES)
    said = index().messages_with(wanted, MOST_PLACES)
    for case_id in heads:
        hits[case_id] = Hit(case_id, is_head=True)
    for message_id, case_id in said:
        hit = hits.setdefault(case_id, Hit(case_id))
        hit.message_id = hit.message_id or message_id
        hit.places += 1
    return hits, MOST_PLACES in (len(heads), len(said))


def _across(wanted: tuple[Wanted, ...]) -> set[int]:
    """Each word somewhere in the case. What is rare decides; for the rest it is looked into."""
    known = [_places_of(each) for each in wanted]
    rare = [cases for cases, is_whole in known if is_whole]
    if not rare:
        return set.intersection(*(cases for cases, _is_whole in known))
    left = set.intersection(*rare)
    for each, (cases, is_whole) in zip(wanted, known, strict=True):
        if not is_whole:
            unsure = sorted(left - cases, reverse=True)[:MOST_LOOKED_INTO]
            left = (left & cases) | having(each, unsure)
    return left


def _places_of(wanted: Wanted) -> tuple[set[int], bool]:
    """Cases that have it, and whether these are all."""
    heads = index().heads_with([wanted], MOST_ACROSS)
    said = index().messages_with([wanted], MOST_ACROSS)
    is_whole = max(len(heads), len(said)) < MOST_ACROSS
    return {*heads, *(case_id for _message, case_id in said)}, is_whole


def having(wanted: Wanted, case_ids: Iterable[int]) -> set[int]:
    """Which of these cases have it anywhere."""
    ids = list(case_ids)
    messages = messages_of(ids)
    said: set[int] = index().words_among(wanted, messages)
    heads: set[int] = index().heads_among(wanted, ids)
    return {messages[key] for key in said} | heads


def _among(cases: CaseQuery, hits: Iterable[int]) -> dict[int, float]:
    """case → when it was opened, in days. Who sees all cases needs no question of Django's."""
    if not cases.query.has_filters():
        return dict(index().opened_days(hits))
    wanted = cases.filter(pk__in=index().rows_of(index().many(hits))).order_by("pk")
    return {key: at.timestamp() / DAY for key, at in wanted.values_list("pk", "opened_at")}


def _ranked(hits: dict[int, Hit], opened: dict[int, float]) -> list[int]:
    """Age is counted from the newest that was found, so that no clock is needed."""
    newest = max(opened.values(), default=0.0)

    def worth(key: int) -> tuple[float, int]:
        age = (newest - opened[key]) / GROWS_OLD
        return hits[key].worth + NEW * 0.5**age, key

    return sorted(opened, key=worth, reverse=True)


def _fitting(ranked: list[int], ask: Ask) -> tuple[list[int], bool]:
    """The likeliest, and whether some were not looked into.

    For unwanted words the index is asked at once, for phrases letters are read until a page or two
    is full.
    """
    looked = ranked[:MOST_LOOKED_INTO]
    left, is_short = _without_unwanted(looked, ask), len(looked) < len(ranked)
    if not ask.phrases:
        return left, is_short
    found: list[int] = []
    for first in range(0, len(left), AT_ONCE):
        found += _saying_phrases(left[first : first + AT_ONCE], ask)
        if len(found) >= ENOUGH:
            return found, is_short or first + AT_ONCE < len(left)
    return found, is_short


def _without_unwanted(case_ids: list[int], ask: Ask) -> list[int]:
    bad: set[int] = set()
    for each in ask.unwanted:
        fitting = having(each, case_ids)
        bad |= cases_saying(each, fitting) if each.exactly else fitting
    return [key for key in case_ids if key not in bad]


def _saying_phrases(case_ids: list[int], ask: Ask) -> list[int]:
    """Phrases exactly as they were typed."""
    for each in ask.wanted:
        if each.exactly:
            said = cases_saying(each, case_ids)
            case_ids = [key for key in case_ids if key in said]
    return case_ids
