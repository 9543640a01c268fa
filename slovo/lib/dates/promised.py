"""Whether a date is one that the writer promises, told by the words around it."""

from slovo.lib.dates.cues import STOPS, cue, is_event
from slovo.lib.dates.phrases import Phrase
from slovo.lib.dates.sentence import Sentence

_OPENING, _CLOSING = frozenset("«“„"), frozenset("»”")
_BUT = frozenset({"but", "но", "але", "однако", "однак", "however", "зато", "проте"})


def is_promised(said: Sentence, phrase: Phrase) -> bool:
    """Whether this date of the sentence is promised by its writer."""
    if said.text(len(said) - 1) == "?" or _is_quoted(said, phrase) or _is_origin(said, phrase):
        return False
    start, end = _clause(said, phrase)
    if _is_conditional(said, start, phrase) or _is_wish(said, start, phrase):
        return False
    if any(said.has(place, "habit") for place in range(start, end)):
        return False
    return _is_ours(said, range(start, end), phrase)


def _is_ours(said: Sentence, words: range, phrase: Phrase) -> bool:
    cues = {place: cue(said, place) for place in words}
    told = _nearest(cues, phrase) or _elsewhere(said, words)
    if told in {"theirs", "past", "never"}:
        return False
    if told == "future" and "never" in cues.values():
        return False
    return "ours" in cues.values() or not any(is_event(said, place) for place in words)


def _is_quoted(said: Sentence, phrase: Phrase) -> bool:
    if said.text(0) == ">":
        return True
    depth, straight = 0, 0
    for place in range(phrase.first):
        depth += (said.text(place) in _OPENING) - (said.text(place) in _CLOSING)
        straight += said.text(place) == '"'
    return depth > 0 or straight % 2 == 1


def _is_origin(said: Sentence, phrase: Phrase) -> bool:
    before = phrase.first - 1
    if said.has(before, "from") and not any(said.has(before - n, "takes") for n in (1, 2)):
        is_stretch = said.has(before, "between") and said.text(phrase.first)[0].isdigit()
        return not (is_stretch and said.has(phrase.first + 1, "upto"))
    return said.has(phrase.last, "after") and not said.has(phrase.last, "by", "filler")


def _clause(said: Sentence, phrase: Phrase) -> tuple[int, int]:
    start, end = phrase.first, phrase.last
    while start and said.text(start - 1) not in STOPS | _BUT:
        start -= 1
    while end < len(said) and said.text(end) not in STOPS | _BUT:
        end += 1
    return start, end


def _is_conditional(said: Sentence, start: int, phrase: Phrase) -> bool:
    return any(said.has(place, "if") for place in range(start, min(start + 2, phrase.first)))


def _is_wish(said: Sentence, start: int, phrase: Phrase) -> bool:
    if said.has(start, "wish"):
        return True
    return any(said.has(place, "good") for place in range(phrase.first - 3, phrase.first))


def _nearest(cues: dict[int, str | None], phrase: Phrase) -> str | None:
    apart = {
        (phrase.first - place if place < phrase.first else place - phrase.last + 1): told
        for place, told in reversed(cues.items())
        if told and not phrase.first <= place < phrase.last
    }
    return apart[min(apart)] if apart else None


def _elsewhere(said: Sentence, words: range) -> str | None:
    for place in range(words.start - 1, -1, -1):
        if said.text(place) in _BUT:
            break
        if told := cue(said, place):
            return told
    after = range(words.stop, len(said))
    return next((told for place in after if (told := cue(said, place))), None)
